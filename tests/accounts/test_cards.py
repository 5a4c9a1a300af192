"""PIN cards on paper: read back from the PDF as a phone would."""

import datetime as dt
import json
from io import BytesIO

import pytest
import typst
import zxingcpp
from django.urls import reverse
from PIL import Image

from accounts import cards, pins, services
from accounts.models import Pupil
from audit.models import Event
from tests.accounts.people import new_pupil
from tests.factories.accounts import ClassroomFactory, GrantFactory
from ui import codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def classroom():
    return ClassroomFactory(name="VII A", school__code="smp1", school__name="SMP Negeri 1 Contoh")


@pytest.fixture
def teacher(classroom):
    return GrantFactory(of_class=True, classroom=classroom).user


def seat(classroom, nis, **more):
    return new_pupil(school=classroom.school, nis=nis, in_class=classroom, **more)


def sheet_of(classroom):
    pupils = Pupil.objects.in_class(classroom).select_related("user").by_name()
    return cards.sheet(classroom, list(pupils), "https://baca.contoh.id")


def test_a_card_carries_what_a_pupil_needs_and_nothing_that_hurts_when_lost(classroom):
    pupil = seat(
        classroom, "1001", nisn="0098765432", birth_date=dt.date(2014, 5, 3), user__name="Ani Wijaya"
    )
    sheet = sheet_of(classroom)
    card = {key: value for key, value in sheet["cards"][0].items() if key != "qr"}
    assert card == {"name": "Ani Wijaya", "login": "smp1-1001", "pin": pins.first_pin(pupil.user)}
    assert (sheet["school"], sheet["classroom"]) == ("SMP Negeri 1 Contoh", "VII A")
    assert "0098765432" not in str(sheet)
    assert "2014" not in str({**sheet, "cards": [card]})


def test_the_code_opens_sign_in_with_the_login_and_never_holds_the_pin(classroom):
    user = seat(classroom, "1001").user
    url = cards.sign_in_url(user, "https://baca.contoh.id")
    assert url == "https://baca.contoh.id/masuk/?login=smp1-1001"
    assert codes.read(codes.qr_png(url)) == url
    assert sheet_of(classroom)["cards"][0]["qr"] == codes.qr_svg(url)


def test_a_pin_that_was_changed_is_not_on_the_card(classroom):
    user = seat(classroom, "1001").user
    services.choose_password(user, "502913")
    assert sheet_of(classroom)["cards"][0]["pin"] == ""


def test_a_phone_reads_every_code_of_the_printed_sheet(classroom, settings):
    logins = [seat(classroom, str(nis)).user.username for nis in range(1001, 1013)]
    pages = typst.compile(
        str(settings.SITE_DIR / "accounts" / "typst" / "pin_cards.typ"),
        root=str(settings.BASE_DIR),
        format="png",
        ppi=150,
        sys_inputs={"data": json.dumps(sheet_of(classroom))},
    )
    read = [found.text for page in pages for found in zxingcpp.read_barcodes(Image.open(BytesIO(page)))]
    assert len(pages) == 2
    assert sorted(read) == [f"https://baca.contoh.id/masuk/?login={login}" for login in logins]


def test_the_sheet_is_kept_by_no_cache(client, classroom, teacher):
    seat(classroom, "1001")
    client.force_login(teacher)
    answer = client.get(reverse("pin_cards", args=[classroom.pk]))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]


def test_one_card_can_be_printed_alone_and_printing_is_on_record(client, classroom, teacher):
    pupil, _ = seat(classroom, "1001"), seat(classroom, "1002")
    client.force_login(teacher)
    answer = client.get(reverse("pin_cards", args=[classroom.pk]), {"murid": pupil.pk})
    assert answer.content.startswith(b"%PDF")
    event = Event.objects.about(classroom).get()
    assert (event.verb, event.actor, event.details) == (
        "pin_cards_printed",
        teacher,
        {"pupils": [pupil.pk]},
    )


def test_an_empty_class_and_odd_names_still_print(client, classroom, teacher):
    client.force_login(teacher)
    url = reverse("pin_cards", args=[classroom.pk])
    assert client.get(url).content.startswith(b"%PDF")
    seat(classroom, "1001", user__name='#panic("x") *Sri* "Dé" ' + "Panjang " * 11)
    assert client.get(url).content.startswith(b"%PDF")
    assert client.get(url, {"murid": "1; drop"}).status_code == 200
