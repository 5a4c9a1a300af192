"""Badges thank: earned once and for good, by rules that staff keep."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from literasi.reading.models import Award, Badge, Journal
from literasi.reading.services import delete_entry, prepare_badges, weigh
from literasi.reading.services.badges import save_badge, weigh_school, weigh_stirred
from tests.factories.accounts import ClassroomFactory, GrantFactory, UserFactory
from tests.factories.reading import a_pupil, a_teacher, an_entry

pytestmark = pytest.mark.django_db


def a_badge(school=None, **fields):
    fields = {
        "name": "Lembar Pertama",
        "description": "Catatan pertama.",
        "feat": "entries",
        "least": 1,
    } | fields
    return Badge.objects.create(school=school, **fields)


@pytest.fixture
def pupil():
    return a_pupil()


def test_what_is_earned_is_awarded_once(pupil):
    badge = a_badge()
    an_entry(pupil)
    assert [award.badge for award in weigh([pupil.user.pk])] == [badge]
    assert weigh([pupil.user.pk]) == []
    assert Award.objects.count() == 1


def test_a_badge_stays_when_its_entries_are_taken_back(pupil):
    a_badge()
    log = an_entry(pupil)
    weigh([pupil.user.pk])
    delete_entry(log, by=pupil.user)
    weigh([pupil.user.pk])
    assert Award.objects.count() == 1


def test_what_is_switched_off_or_another_schools_is_not_awarded(pupil):
    a_badge(active=False)
    a_badge(a_pupil().school)
    an_entry(pupil)
    assert weigh([pupil.user.pk]) == []


def test_a_schools_own_badge_is_for_its_readers(pupil):
    own, other = a_badge(pupil.school), a_pupil()
    an_entry(pupil)
    an_entry(other)
    assert {(a.reader, a.badge) for a in weigh([pupil.user.pk, other.user.pk])} == {(pupil.user, own)}


def test_a_stirred_journal_is_weighed_once_and_again_after_the_next_change(pupil):
    a_badge(least=2)
    an_entry(pupil)
    assert (weigh_stirred(), weigh_stirred()) == (1, 0)
    an_entry(pupil)
    assert (weigh_stirred(), Award.objects.count()) == (1, 1)


def test_what_is_stirred_while_badges_are_weighed_is_weighed_again(pupil, monkeypatch):
    from literasi.reading.services import badges

    an_entry(pupil)
    count = badges.feats_of

    def and_meanwhile(readers):
        found = count(readers)
        monkeypatch.setattr(badges, "feats_of", count)
        an_entry(pupil)
        return found

    monkeypatch.setattr(badges, "feats_of", and_meanwhile)
    weigh([pupil.user.pk])
    assert weigh_stirred() == 1


def test_saving_an_entry_has_the_worker_weigh(pupil, django_capture_on_commit_callbacks):
    a_badge()
    with django_capture_on_commit_callbacks(execute=True):
        an_entry(pupil)
    assert Award.objects.get().reader == pupil.user


def test_a_class_is_weighed_in_as_many_queries_as_one_reader():
    classroom = ClassroomFactory()
    a_badge()
    readers = [an_entry(a_pupil(classroom)).reader_id for _ in range(4)]

    def cost(some):
        with CaptureQueriesContext(connection) as queries:
            weigh(some)
        return len(queries)

    assert cost(readers[:1]) == cost(readers[1:]) <= 16


def test_the_first_set_is_laid_once_and_not_over_what_staff_have_changed():
    assert prepare_badges() == Badge.objects.count() >= 12
    Badge.objects.filter(feat="books", least=10).update(least=12)
    assert prepare_badges() == 0
    assert not Badge.objects.filter(feat="books", least=10).exists()


def test_a_new_badge_finds_who_has_already_earned_it(pupil, django_capture_on_commit_callbacks):
    an_entry(pupil)
    an_entry(a_pupil())
    with django_capture_on_commit_callbacks(execute=True):
        save_badge(
            Badge(school=pupil.school, name="Mulai", description="Mulai.", feat="entries", least=1),
            by=UserFactory(),
        )
    assert [award.reader for award in Award.objects.all()] == [pupil.user]
    assert weigh_school(None) == Journal.objects.count()


def test_one_badge_for_one_feat_and_number(pupil):
    a_badge(pupil.school)
    with pytest.raises(ValidationError):
        save_badge(
            Badge(school=pupil.school, name="Lagi", description="Lagi.", feat="entries", least=1),
            by=UserFactory(),
        )


# --- Pages ----------------------------------------------------------------------------------------------


def test_a_new_badge_is_celebrated_once(client, pupil):
    a_badge()
    an_entry(pupil)
    weigh([pupil.user.pk])
    client.force_login(pupil.user)
    assert client.head(reverse("my_reading")).status_code == 200
    first, second = (client.get(reverse("my_reading")).content.decode() for _ in range(2))
    assert ("Lembar Pertama" in first, "Lembar Pertama" in second) == (True, False)


def test_the_pupil_sees_what_is_earned_and_how_far_the_rest_is(client, pupil):
    a_badge()
    a_badge(name="Rajin", least=4)
    a_badge(name="Pulang", feat="comeback", least=10)
    an_entry(pupil)
    weigh([pupil.user.pk])
    client.force_login(pupil.user)
    text = client.get(reverse("my_badges")).content.decode()
    assert text.index("Lembar Pertama") < text.index("Rajin")
    assert "1 dari 4" in text
    assert "Pulang" not in text


def test_the_class_page_tells_the_teacher_who_earned_what_this_week(client, pupil):
    a_badge()
    log = an_entry(pupil)
    weigh([pupil.user.pk])
    client.force_login(a_teacher(log.classroom))
    page = client.get(reverse("class_page", args=[log.classroom_id]))
    [one] = page.context["week_badges"]
    assert (one.badge.name, one.names) == ("Lembar Pertama", [pupil.user.name])


def sent(**fields):
    return {"name": "Rajin", "description": "Rajin.", "feat": "books", "least": 3, "motif": "kawung"} | fields


def test_the_librarian_makes_and_changes_the_schools_own(client, pupil):
    client.force_login(GrantFactory(role=Role.LIBRARIAN, school=pupil.school).user)
    client.post(reverse("add_badge"), sent(active="on"))
    badge = Badge.objects.get()
    assert (badge.school, badge.least, badge.active) == (pupil.school, 3, True)
    client.post(reverse("edit_badge", args=[badge.pk]), sent(least=5, feat="minutes"))
    badge.refresh_from_db()
    assert (badge.least, badge.feat, badge.active) == (5, "books", False)


@pytest.mark.parametrize(
    "nonsense", [{"least": 0}, {"least": "x"}, {"motif": "polkadot"}, {"feat": "x"}, {"name": " "}]
)
def test_nonsense_is_answered_with_the_form(client, pupil, nonsense):
    client.force_login(GrantFactory(role=Role.LIBRARIAN, school=pupil.school).user)
    assert client.post(reverse("add_badge"), sent(**nonsense)).status_code == 200
    assert not Badge.objects.exists()


def test_a_second_badge_for_the_same_is_answered_with_the_form(client, pupil):
    a_badge(pupil.school, feat="books", least=3)
    client.force_login(GrantFactory(role=Role.LIBRARIAN, school=pupil.school).user)
    page = client.post(reverse("add_badge"), sent())
    assert "sudah punya lencana" in page.content.decode()


def test_the_city_keeps_its_own_and_the_librarian_does_not_touch_them(client, pupil):
    city_badge = a_badge()
    client.force_login(GrantFactory(role=Role.LIBRARIAN, school=pupil.school).user)
    assert client.get(reverse("edit_badge", args=[city_badge.pk])).status_code == 404
    assert client.get(reverse("add_badge"), {"sekolah": a_pupil().school.npsn}).status_code == 404
    client.force_login(GrantFactory(city=True).user)
    client.post(reverse("add_badge"), sent())
    assert Badge.objects.get(feat="books").school is None


def test_the_lists_cost_the_same_with_one_badge_and_with_three(client, pupil):
    client.force_login(GrantFactory(role=Role.LIBRARIAN, school=pupil.school).user)

    def cost(name):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(name))
        return len(queries)

    a_badge(pupil.school)
    names = ("manage_badges", "my_badges")
    one = [(cost(name), cost(name))[1] for name in names]
    a_badge(pupil.school, least=2)
    a_badge(least=3)
    assert [cost(name) for name in names] == one
