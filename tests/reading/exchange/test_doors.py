"""Who may load files and take them along: every route, every kind of visitor."""

import pytest
from django.urls import reverse

from literasi.reading.models import ExchangeKind, ExportState, ReadingExport, ReadingImport
from tests.accounts.people import settled
from tests.factories.accounts import ClassroomFactory, GrantFactory
from tests.factories.reading import a_pupil, a_teacher
from ui.imports.models import ImportState

pytestmark = pytest.mark.django_db

VISITORS = ("anonymous", "pupil", "teacher", "colleague", "principal", "librarian", "stranger", "city")
#        anonymous pupil teacher colleague principal librarian stranger city
STAFF = (302, 404, 200, 200, 404, 200, 404, 200)
LOADED = (302, 404, 200, 404, 404, 200, 404, 200)
MADE = (302, 404, 200, 404, 404, 404, 404, 404)
READERS = (302, 200, 200, 200, 200, 200, 200, 403)
OWN = (302, 200, 404, 404, 404, 404, 404, 403)


def moved(row):
    return tuple(302 if status == 200 else status for status in row)


ROUTES = {
    "import_reading": STAFF,
    "reading_import_example": STAFF,
    "review_reading_import": LOADED,
    "reading_import_problems": LOADED,
    # These lead on to the next page.
    "reading_import_result": moved(LOADED),
    "confirm_reading_import": moved(LOADED),
    "discard_reading_import": moved(LOADED),
    "export_reading": STAFF,
    "export_table": STAFF,
    "reading_export": MADE,
    "reading_export_file": moved(MADE),
    "my_history": READERS,
    "my_history_file": READERS,
    "import_history": READERS,
    "review_history": OWN,
    "history_result": moved(OWN),
    "confirm_history": moved(OWN),
    "discard_history": moved(OWN),
}
BY_POST = {name for name in ROUTES if name.startswith(("confirm", "discard"))}


@pytest.fixture
def town(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    classroom = ClassroomFactory()
    school = classroom.school
    people = {
        "pupil": a_pupil(classroom).user,
        "teacher": a_teacher(classroom),
        "colleague": a_teacher(ClassroomFactory(school=school)),
        "principal": GrantFactory(role="principal", school=school).user,
        "librarian": GrantFactory(librarian=True, school=school).user,
        "stranger": a_teacher(ClassroomFactory()),
        "city": GrantFactory(city=True).user,
    }
    upload = {"school": school, "state": ImportState.REFUSED, "message": "Rusak"}
    loaded = ReadingImport.objects.create(kind=ExchangeKind.LOGS, uploaded_by=people["teacher"], **upload)
    own = ReadingImport.objects.create(kind=ExchangeKind.HISTORY, uploaded_by=people["pupil"], **upload)
    made = ReadingExport.objects.create(
        school=school, made_by=people["teacher"], state=ExportState.FAILED, form="csv"
    )
    return {name: settled(user) for name, user in people.items()}, school, loaded, own, made


def address(name, school, loaded, own, made):
    if name in ("my_history", "import_history"):
        return reverse(name)
    if name == "my_history_file":
        return reverse(name, args=["csv"])
    if "history" in name:
        return reverse(name, args=[own.pk])
    if name == "export_table":
        return reverse(name, args=[school.npsn, "daftar", "csv"])
    if name == "export_reading":
        return reverse(name, args=[school.npsn])
    if "export" in name:
        return reverse(name, args=[school.npsn, made.pk])
    start = name in ("import_reading", "reading_import_example")
    return reverse(name, args=[school.npsn, "catatan", *([] if start else [loaded.pk])])


@pytest.mark.parametrize("name", ROUTES)
def test_each_route_lets_in_whom_it_should(client, town, name):
    people, *things = town
    answers = []
    for visitor in VISITORS:
        client.logout()
        if visitor != "anonymous":
            client.force_login(people[visitor])
        ask = client.post if name in BY_POST else client.get
        answers.append(ask(address(name, *things)).status_code)
    assert tuple(answers) == ROUTES[name]


def test_a_kind_of_file_that_does_not_exist_is_not_found(client, town):
    people, school, *_ = town
    client.force_login(people["city"])
    assert client.get(reverse("import_reading", args=[school.npsn, "gaji"])).status_code == 404
