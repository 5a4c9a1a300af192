"""Who may enter which page of the journal: every route × every role."""

import pytest
from django.db import transaction
from django.urls import reverse

from accounts.models import Role
from literasi.reading.models import Badge, ListedTitle, Programme, ReadingList, ReadingLog
from literasi.reading.queries import classes_of
from tests.factories.accounts import ClassroomFactory, GrantFactory, UserFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, a_teacher, an_entry
from tests.reading.exchange.test_doors import ROUTES as FILES

pytestmark = pytest.mark.django_db

ROLES = (
    "visitor",
    "pupil",
    "classmate",
    "teacher",
    "other_teacher",
    "librarian",
    "librarian_elsewhere",
    "editor",
    "city",
)
NOBODY = dict.fromkeys(ROLES, 404) | {"visitor": 302}
PUPILS = dict.fromkeys(ROLES, 403) | {"visitor": 302, "pupil": 200, "classmate": 200}
STAFF_WHO_READ = ("teacher", "other_teacher", "librarian", "librarian_elsewhere")
READERS = PUPILS | dict.fromkeys(STAFF_WHO_READ, 200)
OWNER = dict.fromkeys(ROLES, 404) | {"visitor": 302, "pupil": 200, "editor": 403, "city": 403}
CHECKERS = dict.fromkeys(ROLES, 200) | {"visitor": 302, "pupil": 403, "classmate": 403, "editor": 403}
CLASS = CHECKERS | {"other_teacher": 404, "librarian_elsewhere": 404}
SCHOOL = NOBODY | {"teacher": 200, "other_teacher": 200, "librarian": 200, "city": 200}
KEEPERS = dict.fromkeys(ROLES, 403) | {
    "visitor": 302,
    "librarian": 200,
    "librarian_elsewhere": 200,
    "city": 200,
}
MANAGERS = NOBODY | {"librarian": 200, "city": 200}

CITY = dict.fromkeys(ROLES, 403) | {"visitor": 302, "city": 200}


def moved(row):
    """The same doors for a form that answers by leading on."""
    return {role: 302 if status == 200 else status for role, status in row.items()}


DESK = CLASS | {"other_teacher": 200}
READERS_MEANT = NOBODY | {"pupil": 200, "classmate": 200, "editor": 403, "city": 403}
PLANNERS = CLASS | {"teacher": 404}
EVERYBODY = dict.fromkeys(ROLES, 200)

PROGRAMMES = {
    "manage_programmes": CHECKERS,
    "new_programme": CHECKERS,
    "start_template": CHECKERS,
    "programme_sentence": CHECKERS,
    "programme_desk": DESK,
    "programme_class": CLASS,
    "edit_programme": PLANNERS,
    "start_programme": moved(PLANNERS),
    "end_programme": moved(PLANNERS),
    "copy_programme": moved(PLANNERS),
    "delete_programme": moved(PLANNERS),
    "issue_certificates": moved(PLANNERS),
    "programme_certificates": dict.fromkeys(ROLES, 404)
    | {
        "visitor": 302,
        "pupil": 403,
        "classmate": 403,
        "editor": 403,
    },  # none issued yet
    "boards": EVERYBODY,
    "board": EVERYBODY,
    "programmes": EVERYBODY,
    "programme": EVERYBODY,
    "my_programme": READERS_MEANT,
    "reading_card": READERS_MEANT,
}
DESK_ALONE = ("manage_programmes", "new_programme", "programme_sentence", "programmes", "boards")
ROUTES = PROGRAMMES | {
    "log_reading": READERS | dict.fromkeys(("classmate", *STAFF_WHO_READ), 302),  # no book in hand
    "choose_book": READERS,
    "offline_log": EVERYBODY,  # a form without a name; what it holds stays on the phone
    "log_queue": READERS | {"visitor": 200},  # a stranger is told to sign in
    "entry_saved": OWNER,
    "edit_entry": OWNER,
    "delete_entry": OWNER,
    "my_reading": READERS,
    "my_shelf": READERS,
    "move_shelf_book": moved(OWNER),
    "my_class": PUPILS,
    "classes": CHECKERS,
    "class_page": CLASS,
    "class_reader": CLASS,
    "pause_journal": CLASS,
    "resume_journal": moved(CLASS),
    "trust_reader": moved(CLASS),
    "parent_link": PUPILS,
    "sign_reading": dict.fromkeys(ROLES, 404),  # an unknown token; with a good one anybody may
    "close_parent_links": moved(CLASS),
    "note_retelling": moved(CLASS),
    "class_journal": CLASS,
    "find_sheet": CHECKERS,
    "enter_sheet": NOBODY,  # an unknown token; the class's teacher types the totals of a known one
    "class_session": CLASS,
    "name_session_book": NOBODY | dict.fromkeys(("editor", "city"), 403),  # the town's entry is no session's
    "school_sessions": SCHOOL,
    "my_badges": READERS,
    "manage_badges": KEEPERS,
    "add_badge": KEEPERS,
    "edit_badge": KEEPERS | {"librarian_elsewhere": 404, "city": 404},
    "verify_class": CLASS,
    "verify_queue": CHECKERS,
    "return_entry": moved(CLASS),
    "school_reading": SCHOOL,
    "reading_policy": MANAGERS,
    "describe_book": NOBODY | {"pupil": 200, "teacher": 200, "librarian": 200, "city": 200},
    "school_report": SCHOOL,
    "school_report_pdf": NOBODY,  # not made yet
    "city_reading": CITY,
    "city_report": CITY,
    "city_report_pdf": dict.fromkeys(ROLES, 403) | {"visitor": 302, "city": 404},  # not made yet
}
POSTED = {
    "move_shelf_book",
    "return_entry",
    "resume_journal",
    "trust_reader",
    "programme_sentence",
    "start_programme",
    "end_programme",
    "copy_programme",
    "delete_programme",
    "close_parent_links",
    "note_retelling",
    "issue_certificates",
}


@pytest.fixture
def town():
    """A class with one entry, and one person of each role."""
    classroom = ClassroomFactory()
    pupil = a_pupil(classroom)
    log = an_entry(pupil)
    listed = ReadingList.objects.create(school=classroom.school, name="Wajib", made_by=UserFactory())
    ListedTitle.objects.create(reading_list=listed, title=TitleFactory())
    a_programme(classroom.school, is_public=True, reading_list=listed)
    people = {
        "visitor": None,
        "pupil": pupil.user,
        "classmate": a_pupil(classroom).user,
        "teacher": a_teacher(classroom),
        "other_teacher": a_teacher(ClassroomFactory(school=classroom.school)),
        "librarian": GrantFactory(role=Role.LIBRARIAN, school=classroom.school).user,
        "librarian_elsewhere": GrantFactory(role=Role.LIBRARIAN).user,
        "editor": GrantFactory(editor=True, school=classroom.school).user,
        "city": GrantFactory(city=True).user,
    }
    return classroom, pupil, log, people


def url_of(name, classroom, pupil, log):
    programme = Programme.objects.get()
    badge = Badge.objects.get_or_create(school=classroom.school, name="Rajin", feat="books", least=2)[0]
    arguments = {
        **{name: [programme.pk] for name in PROGRAMMES},
        **{name: [] for name in DESK_ALONE},
        **{name: [programme.slug] for name in ("programme", "my_programme", "reading_card", "board")},
        "start_template": ["gls"],
        "programme_class": [programme.pk, classroom.pk],
        "entry_saved": [log.pk],
        "edit_entry": [log.pk],
        "delete_entry": [log.pk],
        "return_entry": [log.pk],
        "move_shelf_book": [log.book_id],
        "describe_book": [log.book_id],
        "class_page": [classroom.pk],
        "sign_reading": ["x"],
        "close_parent_links": [classroom.pk, pupil.pk],
        "note_retelling": [log.pk],
        "class_journal": [classroom.pk],
        "enter_sheet": ["x"],
        "class_session": [classroom.pk],
        "name_session_book": [log.pk],
        "school_sessions": [classroom.school.npsn],
        "verify_class": [classroom.pk],
        "class_reader": [classroom.pk, pupil.pk],
        "pause_journal": [classroom.pk, pupil.pk],
        "resume_journal": [classroom.pk, pupil.pk],
        "trust_reader": [classroom.pk, pupil.pk],
        "edit_badge": [badge.pk],
        "school_reading": [classroom.school.npsn],
        "reading_policy": [classroom.school.npsn],
        "school_report": [classroom.school.npsn],
        "school_report_pdf": [classroom.school.npsn],
    }
    return reverse(name, args=arguments.get(name, []))


def doors(client, people, knock):
    """Role → the status `knock()` gets; whatever one visitor did is undone before the next."""
    found = {}
    for role in ROLES:
        with transaction.atomic():
            client.logout()
            if people[role]:
                client.force_login(people[role])
            answer = knock()
            transaction.set_rollback(True)
        found[role] = answer.status_code
        if answer.status_code == 200 and people[role]:
            assert "no-store" in answer.headers["Cache-Control"]
    return found


@pytest.mark.parametrize("name", ROUTES)
def test_the_table_of_doors(client, town, name):
    classroom, pupil, log, people = town
    url = url_of(name, classroom, pupil, log)
    said = {"version": 1, "ready": "time"}
    knock = (lambda: client.post(url, said)) if name in POSTED else (lambda: client.get(url))
    assert doors(client, people, knock) == ROUTES[name]


def test_predicates_and_their_queryset_twins_agree(town):
    classroom, _, log, people = town
    logs = ReadingLog.objects.filter(pk=log.pk)
    for user in filter(None, people.values()):
        assert user.has_perm("reading.check_entry", log) == logs.checkable_by(user).exists()
        assert user.has_perm("reading.see_entry", log) == logs.visible_to(user).exists()
        assert user.has_perm("reading.see_class", classroom) == (classroom in classes_of(user))


def test_a_checked_entry_of_a_teacher_who_is_also_the_reader_is_not_theirs_to_check(town):
    _, pupil, log, _ = town
    GrantFactory(of_class=True, classroom=log.classroom, user=pupil.user)
    assert not pupil.user.has_perm("reading.check_entry", log)
    assert list(ReadingLog.objects.checkable_by(pupil.user)) == []


def test_somebody_without_any_role_sees_nothing(client):
    client.force_login(UserFactory())
    assert [client.get(reverse(name)).status_code for name in ("my_reading", "classes")] == [403, 403]


# Walked in tests/reading/reviews and lists: their town needs more than an entry.
WALKED_ELSEWHERE = (
    *("my_reviews", "write_review", "withdraw_review", "review_queue", "return_review"),
    *("reading_lists", "reading_list", "bingo_card", "add_list", "edit_list"),
    *("change_listed", "copy_list", "retire_list"),
    *("suggestions", "want_title", "drop_wish", "this_year", "my_year"),
)
ROUTES = ROUTES | dict.fromkeys(WALKED_ELSEWHERE, "elsewhere")
# tests/reading/exchange/test_doors.py
ROUTES |= FILES
