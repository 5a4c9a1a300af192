"""The librarian's way: upload, look at every row, confirm once, see what came of it."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from literasi.catalogue.models import CatalogueImport, Copy, Title
from literasi.catalogue.slims.uploads import catalogues
from tests.accounts.people import settled
from tests.catalogue.slims.files import biblio, item
from tests.factories.accounts import GrantFactory
from tests.factories.catalogue import PlaceFactory
from ui.imports.models import ImportState

pytestmark = pytest.mark.django_db(transaction=False)

ROWS = (
    {"title": "Laskar Pelangi", "isbn_issn": "9789793062792", "item_code": "<B1>"},
    {"title": "=HYPERLINK(1)", "isbn_issn": "12345", "item_code": "<B2>"},
    {"title": ""},
)


@pytest.fixture
def librarian(client, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.VAR_DIR = tmp_path
    grant = GrantFactory(librarian=True)
    client.force_login(settled(grant.user))
    return grant


def upload(client, data: bytes, **fields) -> CatalogueImport:
    answer = client.post(reverse("import_catalogue"), {"file": SimpleUploadedFile("b.csv", data), **fields})
    assert answer.status_code == 302, answer.context["form"].errors
    return CatalogueImport.objects.latest("pk")


def test_every_row_is_shown_before_anything_is_written(client, librarian):
    answer = client.get(reverse("review_catalogue_import", args=[upload(client, biblio(*ROWS)).pk]))
    assert [(row[0].row, row[0].outcome) for row in answer.context["rows"]] == [
        (2, "created"),
        (3, "created"),
        (4, "error"),
    ]
    assert [(name, count) for _label, name, count in answer.context["kinds"]] == [
        ("", 3),
        ("error", 1),
        ("flagged", 1),
        ("created", 2),
    ]
    assert Title.objects.count() == 0


def test_confirming_loads_the_file_once_and_shows_the_result(client, librarian):
    record = upload(client, biblio(*ROWS))
    for _tap in range(2):
        answer = client.post(reverse("confirm_catalogue_import", args=[record.pk]), follow=True)
    record.refresh_from_db()
    assert record.state == ImportState.DONE
    assert (record.report["titles_created"], record.report["copies_created"]) == (2, 2)
    assert set(Copy.objects.values_list("barcode", "school")) == {
        ("B1", librarian.school_id),
        ("B2", librarian.school_id),
    }
    assert answer.templates[0].name == "catalogue/catalogue_import_result.html"


def test_a_confirmed_file_is_loaded_once_even_if_the_worker_is_told_twice(client, librarian):
    record = upload(client, biblio(*ROWS))
    assert [catalogues.confirm(record), catalogues.confirm(record)] == [True, False]
    catalogues.carry_out(record.pk)
    catalogues.carry_out(record.pk)
    record.refresh_from_db()
    assert record.report["titles_created"] == 2


def test_the_chosen_place_holds_all_copies(client, librarian):
    place = PlaceFactory(school=librarian.school, name="Pojok VII A")
    record = upload(
        client, item({"item_code": "B1", "title": "Laut", "location_name": "Rak"}), place=place.pk
    )
    client.post(reverse("confirm_catalogue_import", args=[record.pk]))
    assert Copy.objects.get().place == place


def test_another_schools_place_cannot_be_chosen(client, librarian):
    data = {"file": SimpleUploadedFile("b.csv", b"x"), "place": PlaceFactory().pk}
    assert client.post(reverse("import_catalogue"), data).context["form"].errors.keys() == {"place"}


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04rest", b"a;b\n1;2\n", b"<script>alert(1)</script>"])
def test_a_wrong_file_is_refused_with_a_sentence(client, librarian, data):
    record = upload(client, data)
    assert record.state == ImportState.REFUSED
    page = client.get(reverse("review_catalogue_import", args=[record.pk])).content.decode()
    assert record.message.split(":")[0][:20] in page
    assert not catalogues.file_of(record.pk).exists()


def test_remarks_are_downloaded_as_cells_no_spreadsheet_runs(client, librarian):
    record = upload(client, biblio(*ROWS))
    answer = client.get(reverse("catalogue_import_notes", args=[record.pk]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row[0], row[2]) for row in rows[1:]] == [("3", "'=HYPERLINK(1)"), ("4", "")]


def test_a_discarded_file_is_forgotten(client, librarian):
    record = upload(client, biblio(*ROWS))
    client.post(reverse("discard_catalogue_import", args=[record.pk]))
    record.refresh_from_db()
    assert (record.state, record.report, catalogues.file_of(record.pk).exists()) == ("expired", {}, False)


@pytest.mark.usefixtures("known_frame")
@pytest.mark.parametrize("copies", [1, 3])
def test_the_list_of_earlier_files_costs_the_same(client, librarian, copies, django_assert_max_num_queries):
    for _number in range(copies):
        CatalogueImport.objects.create(school=librarian.school, uploaded_by=librarian.user)
    with django_assert_max_num_queries(12) as counted:
        client.get(reverse("import_catalogue"))
    COUNTED.add(len(counted))
    assert len(COUNTED) == 1


COUNTED: set[int] = set()
