"""The staff pages: upload, look, confirm, result; the worker's part; who may not come in."""

import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.forms import RosterForm
from accounts.models import Pupil, RosterImport
from accounts.roster import applying, exports, uploads
from accounts.roster.table import Written
from accounts.roster.uploads import rosters
from audit.models import Event
from tests.factories.accounts import GrantFactory
from ui import tasks
from ui.imports.models import ImportState

from .files import AISYAH, BAGAS, CLASS_OF_THREE, SECRET, dapodik

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path / "private" / "rosters"


@pytest.fixture
def operator():
    return GrantFactory(school_admin=True)


@pytest.fixture
def school(operator):
    return operator.school


@pytest.fixture
def staff(client, operator):
    client.force_login(operator.user)
    return client


@pytest.fixture
def no_worker(monkeypatch):
    """The worker is down: nothing that is started gets done."""
    started = []
    monkeypatch.setattr(tasks, "start", lambda importer, upload: started.append(upload))
    return started


def year(school):
    first = school.today().year if school.today().month >= 7 else school.today().year - 1
    return f"{first}/{first + 1}"


def upload(client, school, data=None, **fields):
    file = SimpleUploadedFile("daftar.xlsx", dapodik() if data is None else data)
    url = reverse("import_roster", args=[school.npsn])
    return client.post(url, {"year": year(school), "file": file, **fields})


def url(name, roster, *more):
    return reverse(name, args=[roster.school.npsn, roster.pk, *more])


def ready(client, school, data=None):
    upload(client, school, data)
    return RosterImport.objects.latest("pk")


def confirm(client, roster, **decisions):
    return client.post(url("confirm_roster", roster), decisions)


def test_a_roster_goes_from_file_to_school(staff, school):
    roster = ready(staff, school)
    page = staff.get(url("review_roster", roster)).content.decode()
    for text in (*(pupil[0] for pupil in CLASS_OF_THREE), "Kelas VII A", "Baru"):
        assert text in page
    assert Pupil.objects.count() == 0
    assert confirm(staff, roster).url == url("roster_result", roster)
    assert staff.get(url("roster_result", roster)).context["result"]["created"] == 3
    assert Pupil.objects.of(school).count() == 3
    assert Event.objects.get(verb="roster_imported").actor == roster.uploaded_by
    assert staff.get(url("review_roster", roster)).url == url("roster_result", roster)


def test_only_six_columns_are_kept_and_the_file_is_gone(staff, school, private_folder):
    roster = ready(staff, school)
    assert list(private_folder.iterdir()) == []
    assert SECRET not in str(RosterImport.objects.filter(pk=roster.pk).values())
    assert roster.rows[0] == [7, *AISYAH]
    confirm(staff, roster)
    roster.refresh_from_db()
    assert (roster.state, roster.rows) == (ImportState.DONE, [])


def test_the_waiting_file_is_private(staff, school, private_folder, no_worker, settings):
    ready(staff, school)
    (file,) = private_folder.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert not str(file).startswith(str(settings.MEDIA_ROOT))


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.4 \x00\x01\x02\x03\x04", b"<p>Masuk</p>", b"Judul,Pengarang\nA,B\n"]
)
def test_a_wrong_file_is_answered_with_its_sentence(staff, school, data):
    roster = ready(staff, school, data)
    answer = staff.get(url("review_roster", roster))
    assert (answer.status_code, roster.state) == (200, ImportState.REFUSED)
    assert roster.message in answer.content.decode()


def test_a_file_that_is_too_large_or_missing_is_said_on_the_form(staff, school, monkeypatch):
    monkeypatch.setattr(RosterForm.base_fields["file"], "limit", 10)
    assert list(upload(staff, school).context["form"].errors) == ["file"]
    assert list(upload(staff, school, file="").context["form"].errors) == ["file"]
    assert list(upload(staff, school, year="1999/2000").context["form"].errors) == ["year", "file"]
    assert RosterImport.objects.count() == 0


def test_rows_are_paged_and_filtered_by_kind(staff, school):
    many = [(f"Murid {n}", str(n), f"{990000000 + n:010d}", "L", "2012-01-01", "7A") for n in range(1, 61)]
    roster = ready(staff, school, dapodik([*many, ("", "99", "", "", "", "")]))
    assert len(staff.get(url("review_roster", roster)).context["page"]) == 50
    errors = staff.get(url("review_roster", roster), {"jenis": "error"}).context["page"]
    assert [step.line.row for step in errors] == [67]
    assert (
        len(staff.get(url("review_roster", roster), {"jenis": "apa saja", "page": "x"}).context["page"]) == 50
    )


def test_leavers_are_ticked_unless_they_are_many(staff, school):
    def ticked(pupils):
        return (
            staff.get(url("review_roster", ready(staff, school, dapodik(pupils))))
            .content.decode()
            .count(" checked")
        )

    group = [(f"Murid {n}", str(n), f"{990000000 + n:010d}", "L", "2012-01-01", "7A") for n in range(1, 11)]
    confirm(staff, ready(staff, school, dapodik(group)))
    assert ticked(group[1:]) == 1
    assert ticked(group[3:]) == 0
    roster, gone = ready(staff, school, dapodik(group[1:])), Pupil.objects.get(nis="1")
    confirm(staff, roster, leavers=[gone.pk, Pupil.objects.get(nis="5").pk, "x", "9" * 5000])
    assert list(Pupil.objects.exclude(left_on=None)) == [gone]


def test_a_flagged_row_is_applied_when_ticked(staff, school):
    confirm(staff, ready(staff, school))
    corrected = dapodik([(*AISYAH[:2], "0109999999", *AISYAH[3:]), BAGAS, CLASS_OF_THREE[2]])
    confirm(staff, ready(staff, school, corrected))
    assert Pupil.objects.get(nis="1001").nisn == AISYAH[2]
    confirm(staff, ready(staff, school, corrected), accepted=[7])
    assert Pupil.objects.get(nis="1001").nisn == "0109999999"


def test_the_same_file_again_says_that_nothing_changed(staff, school):
    confirm(staff, ready(staff, school))
    page = staff.get(url("review_roster", ready(staff, school))).content.decode()
    assert "Tidak ada yang berubah." in page


def test_confirming_twice_does_the_job_once(staff, school, no_worker):
    roster = ready(staff, school)
    rosters.look(roster.pk)
    no_worker.clear()
    assert confirm(staff, roster).url == confirm(staff, roster).url
    assert len(no_worker) == 1
    rosters.carry_out(roster.pk)
    rosters.carry_out(roster.pk)
    assert (Pupil.objects.count(), Event.objects.filter(verb="roster_imported").count()) == (3, 1)


def test_progress_is_a_page_that_reloads_and_a_fragment_for_htmx(staff, school, no_worker):
    roster = ready(staff, school)
    rosters.show_progress(roster.pk, 40)
    page = staff.get(url("review_roster", roster)).content.decode()
    assert 'http-equiv="refresh"' in page
    assert 'value="40"' in page
    fragment = staff.get(url("review_roster", roster), headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()
    rosters.look(roster.pk)
    assert staff.get(url("review_roster", roster), headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def later(**delta):
    return timezone.now() + dt.timedelta(**delta)


def test_a_killed_worker_is_resumed_by_the_sweep(staff, school, no_worker, monkeypatch):
    roster = ready(staff, school)
    assert rosters.sweep(later(seconds=30)) == []
    assert rosters.sweep(later(minutes=5)) == [roster]
    rosters.look(roster.pk)
    confirm(staff, roster)

    def die(self):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(applying._Writer, "_classrooms", die)
        with pytest.raises(KeyboardInterrupt):
            rosters.carry_out(roster.pk)
    assert Pupil.objects.count() == 0
    assert rosters.sweep(later(minutes=10)) == [roster]
    monkeypatch.undo()
    in_a_while = later(minutes=20)
    monkeypatch.setattr(timezone, "now", lambda: in_a_while)
    tasks.sweep_imports.call_local()
    roster.refresh_from_db()
    assert roster.state == ImportState.DONE


def test_a_roster_that_cannot_be_finished_comes_back_for_a_decision(staff, school, no_worker):
    roster = ready(staff, school)
    rosters.look(roster.pk)
    confirm(staff, roster)
    for minutes in (5, 10, 15, 20):
        rosters.sweep(later(minutes=minutes))
    roster.refresh_from_db()
    assert roster.state == ImportState.READY
    assert roster.message in staff.get(url("review_roster", roster)).content.decode()


def test_what_is_not_loaded_within_a_day_is_forgotten(staff, school, no_worker, private_folder, monkeypatch):
    unread = ready(staff, school)
    read = ready(staff, school)
    rosters.look(read.pk)
    rosters.sweep(later(hours=23))
    assert len(list(private_folder.iterdir())) == 1
    rosters.sweep(later(hours=25))
    assert list(private_folder.iterdir()) == []
    assert [(r.state, r.rows) for r in RosterImport.objects.all()] == [(ImportState.EXPIRED, [])] * 2
    assert staff.get(url("review_roster", unread)).status_code == 200


def test_a_discarded_file_is_forgotten_at_once(staff, school):
    roster = ready(staff, school)
    staff.post(url("discard_roster", roster))
    roster.refresh_from_db()
    assert (roster.state, roster.rows) == (ImportState.EXPIRED, [])
    assert confirm(staff, roster).status_code == 302
    assert Pupil.objects.count() == 0


def test_rows_with_problems_can_be_taken_along(staff, school):
    bad = ("=cmd|' /C calc'!A0", "77", "0155555555", "P", "2012-01-01", "7A")
    roster = ready(staff, school, dapodik([AISYAH, bad]))
    before = staff.get(url("roster_errors", roster, "csv")).content.decode("utf-8-sig")
    confirm(staff, roster)
    after = staff.get(url("roster_errors", roster, "csv")).content.decode("utf-8-sig")
    assert before == after
    assert "\n8;'=cmd" in after.replace("\r", "")
    assert SECRET not in after
    sheet = openpyxl.load_workbook(io.BytesIO(staff.get(url("roster_errors", roster, "xlsx")).content)).active
    assert [cell.data_type for cell in sheet[2]] == ["s"] * 9
    assert sheet["D2"].value == "0155555555"


@pytest.mark.parametrize("text", ["=1", "+62812", "-1", "@x", "\tx", "\rx", "＝1"])
def test_an_exported_cell_is_inert(text):
    assert exports.inert(text) == f"'{text}"


def test_problems_are_kept_for_a_week(staff, school):
    roster = ready(staff, school, dapodik([AISYAH, ("", "9", "", "", "", "")]))
    confirm(staff, roster)
    rosters.sweep(later(days=8))
    roster.refresh_from_db()
    assert roster.problems == []


def test_nul_characters_reach_no_database(staff, school):
    file = b"Nama;NIPD;NISN;Rombel\nAis\x00yah;1;0101234567;7A\n"
    roster = ready(staff, school, file)
    assert [step.remarks[0].code for step in uploads.plan_of(roster).steps] == ["control_character"]
    assert uploads.roster_of(roster).lines == [Written(2, ("Ais\ufffdyah", "1", "0101234567", "", "", "7A"))]


def test_another_schools_roster_does_not_exist(client, staff, school):
    roster = ready(staff, school)
    stranger = GrantFactory(school_admin=True)
    client.force_login(stranger.user)
    for name, more in (("review_roster", []), ("roster_result", []), ("roster_errors", ["csv"])):
        assert client.get(url(name, roster, *more)).status_code == 404
        own = reverse(name, args=[stranger.school.npsn, roster.pk, *more])
        assert client.get(own).status_code == 404


def test_the_list_of_earlier_files_costs_the_same_for_one_and_for_three(staff, school):
    def cost():
        with CaptureQueriesContext(connection) as seen:
            staff.get(reverse("import_roster", args=[school.npsn]))
        return len(seen)

    ready(staff, school)
    cost()
    one = cost()
    ready(staff, school)
    ready(staff, school)
    assert cost() == one


def test_the_review_costs_the_same_for_one_row_and_for_three(staff, school):
    def cost(pupils):
        roster = ready(staff, school, dapodik(pupils))
        staff.get(url("review_roster", roster))
        with CaptureQueriesContext(connection) as seen:
            staff.get(url("review_roster", roster))
        return len(seen)

    assert cost([AISYAH]) == cost(CLASS_OF_THREE)
