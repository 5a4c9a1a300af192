"""What editors keep about the institution, and where the frame of every page says it."""

import datetime as dt
import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from pages import branding
from pages.models import AlertBanner, OpeningHours, SiteIdentity
from pages.services import admit, announce, describe_institution, set_opening_hours
from tests.factories.accounts import GrantFactory, UserFactory
from tests.factories.pages import PictureFactory, photo
from ui import views

MONDAY_TEN = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)  # 10.00 in Jakarta
FRAME = ["/", "/berita/", "/jam-buka/", "/katalog/", "/masuk/", "/tidak-ada/"]


@pytest.fixture
def saved(django_capture_on_commit_callbacks):
    """Runs a verb as a request does: with what follows its commit."""

    def run(verb, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return verb(*args, **kwargs)

    return run


@pytest.fixture
def monday(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: MONDAY_TEN)


def admitted(**traits):
    user = GrantFactory(**traits).user
    admit(user)
    return user


def html(client, url="/"):
    return client.get(url).content.decode()


# --- In the frame -----------------------------------------------------------------------------------
@pytest.mark.parametrize("url", FRAME)
def test_every_page_says_name_contact_hours_accounts_and_notice(home, client, saved, monday, url):
    saved(
        describe_institution,
        {
            "name": "Perpustakaan Contoh",
            "tagline": "Semua boleh masuk.",
            "address": "Jalan Contoh 1\nKota Contoh",
            "email": "halo@contoh.example",
            "phone": "021 555 0100",
            "whatsapp": "+62215550142",
            "social": ["https://www.instagram.com/contoh", "https://sosial.contoh.example/@kami"],
        },
    )
    saved(set_opening_hours, {"monday": "7-12"}, closed_on_holidays=False)
    saved(announce, "Listrik padam sampai sore.", level="warning")
    page = html(client, url)
    wanted = [
        "<span>Perpustakaan Contoh</span>",
        "Semua boleh masuk.",
        "Jalan Contoh 1<br>Kota Contoh",
        'href="mailto:halo@contoh.example"',
        'href="tel:+62215550100">+62 21 5550100<',
        'href="https://wa.me/62215550142"',
        ">Instagram</a>",
        ">sosial.contoh.example</a>",
        "Buka sekarang · tutup pukul 12.00",
        "Listrik padam sampai sore.",
    ]
    assert [words for words in wanted if words not in page] == []
    assert "Lumbung Baca" not in page


def test_a_bare_installation_has_its_default_name_and_links_nothing_more(home, client):
    page = html(client)
    assert "<span>Lumbung Baca</span>" in page
    assert [word for word in ("frame.css", "/warna/", "banner.js") if word in page] == []


def test_own_colours_come_as_a_stylesheet_of_their_own(home, client, saved):
    saved(describe_institution, {"ink": "#123A6B", "accent": "#9a3412"})
    page = html(client)
    assert '<link rel="stylesheet" href="/warna/1/123a6b-9a3412.css">' in page
    assert f'content="{branding.current().colours.cloth}"' in page
    assert "style=" not in page


def test_a_warm_page_asks_the_database_nothing_for_its_frame(home, client, saved):
    saved(describe_institution, {"phone": "021 555 0100", "social": ["https://contoh.example/"]})
    saved(set_opening_hours, {"monday": "7-12"})
    saved(announce, "Halo.")
    client.get("/jam-buka/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/jam-buka/")
    assert [query["sql"] for query in queries if "pages_" in query["sql"]] == []


def test_what_is_saved_is_on_the_next_page(home, client, saved):
    seen = []
    for name in ("Satu", "Dua"):
        saved(describe_institution, {"name": name})
        seen.append(re.search(r"<span>([^<]+)</span></a>", html(client))[1])
    assert seen == ["Satu", "Dua"]


def test_e_mails_and_the_page_of_a_broken_site_say_the_name(home, rf, saved, monkeypatch):
    saved(describe_institution, {"name": "Perpustakaan Contoh"})
    assert "Perpustakaan Contoh" in views.server_error(rf.get("/")).content.decode()
    monkeypatch.setattr(branding, "facts", lambda: 1 / 0)
    assert "Lumbung Baca" in views.server_error(rf.get("/")).content.decode()


# --- The notice -------------------------------------------------------------------------------------
def shown(client):
    found = re.search(r'<aside class="notice notice-(\w+)', html(client))
    return found[1] if found else None


@pytest.mark.parametrize("level", ["info", "warning", "emergency"])
def test_a_notice_has_three_levels_and_says_its_level_in_words(home, client, saved, level):
    saved(announce, "Hati-hati.", level=level)
    assert shown(client) == level
    assert {"info": "Info", "warning": "Peringatan", "emergency": "Darurat"}[level] in html(client)


def test_a_notice_comes_and_goes_at_its_time_without_being_saved_again(home, client, saved, monkeypatch):
    start = MONDAY_TEN
    monkeypatch.setattr(timezone, "now", lambda: start - dt.timedelta(minutes=1))
    saved(announce, "Sebentar.", starts_at=start, ends_at=start + dt.timedelta(hours=1))
    seen = []
    for minutes in (-1, 0, 59, 60):
        monkeypatch.setattr(timezone, "now", lambda m=minutes: start + dt.timedelta(minutes=m))
        seen.append(shown(client))
    assert seen == [None, "info", "info", None]


def test_a_notice_without_text_is_none(home, client, saved):
    saved(announce, "Ada."), saved(announce, "")
    assert shown(client) is None


def test_another_notice_is_shown_to_those_who_closed_the_one_before(home, saved):
    keys = [saved(announce, text) and branding.current().banner.key for text in ("Satu", "Satu", "Dua")]
    assert (keys[0] == keys[1], keys[1] == keys[2]) == (True, False)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"link_text": "Baca"}, "link_text"),
        ({"link_url": "/berita/"}, "link_text"),
        ({"link_text": "Baca", "link_url": "javascript:alert(1)"}, "link_url"),
        ({"ends_at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}, "ends_at"),
    ],
)
def test_a_notice_that_makes_no_sense_is_refused(db, more, field):
    with pytest.raises(ValidationError) as refusal:
        announce("Halo.", **more)
    assert list(refusal.value.message_dict) == [field]
    assert AlertBanner.objects.count() == 0


def test_the_text_of_a_notice_is_text(home, client, saved):
    saved(announce, "<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)" in html(client)


# --- What is refused --------------------------------------------------------------------------------
@pytest.mark.parametrize("colour", ["#c58a1c", "#ffffff"])
def test_a_colour_too_pale_is_refused_with_what_was_measured_and_what_would_do(db, colour):
    with pytest.raises(ValidationError) as refusal:
        describe_institution({"ink": colour})
    sentence = refusal.value.message_dict["ink"][0]
    nearest = re.search(r"#[0-9a-f]{6}", sentence)[0]
    assert re.search(r"\d,\d banding 1", sentence)
    assert describe_institution({"ink": nearest}).ink == nearest


@pytest.mark.parametrize("colour", ["hijau", "#fff", "#12345g", "#123456;}", ""])
def test_what_is_no_colour_is_refused(db, colour):
    with pytest.raises(ValidationError):
        describe_institution({"accent": colour})


@pytest.mark.parametrize(
    "url",
    ["http://contoh.example/", "javascript:alert(1)", "contoh", "https://a:b@contoh.example/", "https://"],
)
def test_an_account_elsewhere_has_a_whole_secure_address(db, url):
    with pytest.raises(ValidationError):
        describe_institution({"social": [url]})


@pytest.mark.parametrize("number", ["123", "halo"])
def test_what_is_no_telephone_number_is_refused(db, number):
    with pytest.raises(ValidationError):
        describe_institution({"phone": number})


def test_a_logo_shows_no_children(db):
    for trait in ("of_children", "consented"):
        with pytest.raises(ValidationError):
            describe_institution({"logo": PictureFactory(**{trait: True})})


def test_a_logo_is_ready_when_it_is_saved_and_gone_when_its_picture_turns_out_to_show_a_child(
    home, client, saved
):
    picture = PictureFactory(file=photo((900, 300)))
    saved(describe_institution, {"logo": picture})
    logo = re.search(r'<img class="logo" src="([^"]+)" width="(\d+)" height="(\d+)"', html(client))
    assert (logo[1].endswith(".webp"), logo[2], logo[3]) == (True, "360", "120")
    picture.consent = "missing"
    saved(picture.save)
    assert 'class="logo"' not in html(client)


# --- In the CMS -------------------------------------------------------------------------------------
def form_of(client, model):
    """The settings form as the CMS gives it."""
    answer = client.get(reverse("wagtailsettings:edit", args=["pages", model]), follow=True)
    return answer.redirect_chain[-1][0] if answer.redirect_chain else "", answer


@pytest.mark.parametrize(
    ("traits", "may"),
    [
        ({"editor": True}, {"openinghours", "alertbanner"}),
        ({"city": True}, {"siteidentity", "openinghours", "alertbanner"}),
        ({}, set()),
    ],
    ids=["editor", "city", "teacher"],
)
def test_who_keeps_what(home, client, traits, may):
    client.force_login(admitted(**traits))
    opened = set()
    for model in (SiteIdentity, OpeningHours, AlertBanner):
        row = model.load()
        url = reverse("wagtailsettings:edit", args=["pages", model._meta.model_name, row.pk])
        if client.get(url).status_code == 200:
            opened.add(model._meta.model_name)
    assert opened == may


def hours_form(**fields):
    return {
        **dict.fromkeys(OpeningHours.WEEK, ""),
        "closed_on_holidays": "on",
        "time_zone": "Asia/Jakarta",
        "exceptions-TOTAL_FORMS": "1",
        "exceptions-INITIAL_FORMS": "0",
        "exceptions-MIN_NUM_FORMS": "0",
        "exceptions-MAX_NUM_FORMS": "1000",
        "exceptions-0-id": "",
        "exceptions-0-ORDER": "1",
        "exceptions-0-DELETE": "",
        "exceptions-0-first": "2026-12-21",
        "exceptions-0-last": "2026-12-24",
        "exceptions-0-spans": "8-11",
        "exceptions-0-reason": "Libur semester",
        **fields,
    }


def save_hours(client, **fields):
    url = reverse("wagtailsettings:edit", args=["pages", "openinghours", OpeningHours.load().pk])
    return client.post(url, hours_form(**fields))


def test_an_editor_writes_hours_as_they_are_spoken(home, client, monday, django_capture_on_commit_callbacks):
    client.force_login(admitted(editor=True))
    with django_capture_on_commit_callbacks(execute=True):
        assert save_hours(client, monday="8 - 12 dan 13 s.d. 16").status_code == 302
    row = OpeningHours.objects.get()
    assert (row.monday, row.exceptions.get().spans) == ("08.00–12.00, 13.00–16.00", "08.00–11.00")
    client.logout()
    page = html(client, "/jam-buka/")
    assert "Buka sekarang · tutup pukul 12.00" in page
    assert "21–24 Desember 2026" in page


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"monday": "pagi sampai sore"}, "monday"),
        ({"exceptions-0-last": "2026-12-01"}, "exceptions"),
        ({"exceptions-0-spans": "16-7"}, "exceptions"),
        ({"exceptions-0-first": ""}, "exceptions"),
    ],
)
def test_the_cms_says_what_is_wrong_with_hours(home, client, fields, where):
    client.force_login(admitted(editor=True))
    answer = save_hours(client, **fields)
    form = answer.context["form"]
    assert answer.status_code == 200
    wrong = set(form.errors) | {
        name for name, formset in form.formsets.items() if formset.total_error_count()
    }
    assert wrong == {where}
    assert OpeningHours.objects.get().monday == ""


# --- /jam-buka/ and what machines read --------------------------------------------------------------
def test_hours_nobody_has_written_down_say_what_to_do(home, client):
    assert "/katalog/" in html(client, "/jam-buka/")


def test_the_page_tells_this_week_and_the_days_that_differ(home, client, saved, monday):
    day = dt.date(2026, 11, 25)
    saved(
        set_opening_hours,
        {"monday": "8-16", "wednesday": "8-16"},
        [{"first": day, "spans": "", "reason": "Stok opname"}],
    )
    page = html(client, "/jam-buka/")
    assert page.count("Stok opname") == 2
    assert "Rabu, 25 November 2026" in page
    assert re.search(r'aria-current="date">\s*<th scope="row">Senin, 23 November', page)


def test_public_holidays_close_the_library_only_where_the_editor_says_so(home, client, saved, monkeypatch):
    christmas = dt.datetime(2026, 12, 25, 3, 0, tzinfo=dt.UTC)
    monkeypatch.setattr(timezone, "now", lambda: christmas)
    states = []
    for closed in (True, False):
        saved(set_opening_hours, dict.fromkeys(OpeningHours.WEEK, "8-16"), closed_on_holidays=closed)
        states.append(branding.current().opening.is_open)
    assert states == [False, True]


def test_machines_read_where_the_library_is_and_when_it_is_open(home, client, saved, monday):
    saved(
        describe_institution,
        {"name": "Perpustakaan Contoh", "address": "Jalan Contoh 1\nKota Contoh", "phone": "0215550100"},
    )
    saved(
        set_opening_hours,
        {"monday": "8-12, 13-24", "tuesday": "8-12"},
        [{"first": dt.date(2026, 11, 30), "last": dt.date(2026, 12, 1), "spans": "", "reason": "Rehat"}],
        closed_on_holidays=False,
    )
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html(client), re.S)
    data = next(thing for thing in map(json.loads, found) if thing["@type"] == "Library")
    kind = {"@type": "OpeningHoursSpecification"}
    assert data == {
        "@context": "https://schema.org",
        "@type": "Library",
        "@id": data["url"] + "#library",
        "name": "Perpustakaan Contoh",
        "url": data["url"],
        "address": "Jalan Contoh 1, Kota Contoh",
        "telephone": "+62215550100",
        "openingHoursSpecification": [
            {**kind, "opens": "08:00", "closes": "12:00", "dayOfWeek": ["Monday", "Tuesday"]},
            {**kind, "opens": "13:00", "closes": "23:59", "dayOfWeek": ["Monday"]},
        ],
        "specialOpeningHoursSpecification": [
            {
                **kind,
                "opens": "00:00",
                "closes": "00:00",
                "validFrom": "2026-11-30",
                "validThrough": "2026-12-01",
            }
        ],
    }


def test_a_signed_in_person_sees_the_same_frame(home, client, saved):
    saved(announce, "Halo semua.")
    client.force_login(UserFactory())
    assert "Halo semua." in html(client, "/katalog/")
