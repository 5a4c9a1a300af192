"""The bell, the list, the choices, the outbox and the slips, as people see them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.own_data import own_data_of
from notices import queries, services, slips, unsubscribing
from notices.models import Contact, Delivery, Notice, Preference
from tests.accounts.people import new_pupil, settled
from tests.factories.accounts import ClassroomFactory, GrantFactory, UserFactory
from tests.factories.notices import an_email, told, with_email

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(client):
    user = with_email()
    client.force_login(user)
    return user


@pytest.fixture
def classroom():
    return ClassroomFactory()


@pytest.fixture
def teacher(client, classroom):
    user = GrantFactory(of_class=True, classroom=classroom).user
    client.force_login(user)
    return user


def seated(classroom, nis, name="Murid Contoh"):
    user = settled(new_pupil(school=classroom.school, nis=nis, in_class=classroom).user)
    type(user).objects.filter(pk=user.pk).update(name=name)
    return user


def bell_of(answer):
    found = re.search(r'class="badge badge-alarm" aria-hidden="true">([^<]*)<', answer.content.decode())
    return found.group(1) if found else ""


def test_the_bell_counts_what_is_unread_and_visitors_have_none(client):
    user = UserFactory()
    told(user), told(user), told()
    assert 'class="bell"' not in client.get("/masuk/").content.decode()
    client.force_login(user)
    assert bell_of(client.get(reverse("my_notices"))) == "2"
    client.post(reverse("read_notices"))
    assert bell_of(client.get(reverse("my_notices"))) == ""


def test_the_bell_costs_one_query(rf, person, django_assert_num_queries):
    told(person)
    request = rf.get("/")
    request.user = person
    with django_assert_num_queries(1):
        assert queries.bell(request).count == 1


def test_the_unread_come_first_then_the_newest(client, person):
    old, read, new = told(person), told(person), told(person)
    Notice.objects.filter(pk=read.pk).mark_read()
    assert list(client.get(reverse("my_notices")).context["page"]) == [new, old, read]


def test_what_is_not_wanted_on_the_site_is_not_listed(client, person):
    services.choose(person, {("test-due", "in_app"): False})
    told(person)
    answer = client.get(reverse("my_notices"))
    assert (list(answer.context["page"]), bell_of(answer)) == ([], "")


def test_opening_a_notice_marks_it_as_read_and_leads_on(client, person):
    notice = told(person, link="/rak/")
    answer = client.get(reverse("open_notice", args=[notice.pk]))
    notice.refresh_from_db()
    assert (answer.url, notice.read_at is not None) == ("/rak/", True)


@pytest.mark.parametrize("sent", ["abc", "9" * 40, "²"])
def test_a_strange_number_marks_nothing(client, person, sent):
    told(person)
    assert client.post(reverse("read_notices"), {"notice": sent}).status_code == 302
    assert queries.unread_count(person) == 1


def test_a_kind_that_is_gone_leaves_a_sentence(client, person):
    Notice.objects.create(user=person, kind="tak-ada-lagi", reference="a")
    assert "tidak dapat ditampilkan lagi" in client.get(reverse("my_notices")).content.decode()


def test_an_adult_chooses_per_kind_and_channel(client, person):
    url = reverse("notice_settings")
    assert client.get(url).context["form"].fields["test-due"].initial == [
        "in_app",
        "email",
        "sms",
        "whatsapp",
    ]
    client.post(url, {"language": "en", "test-due": ["in_app"], "test-news": ["email"]})
    wanted = Preference.objects.of(person).filter(wanted=True).values_list("kind", "channel")
    assert sorted(wanted) == [("test-due", "in_app"), ("test-news", "email")]
    assert Contact.objects.get(user=person).language == "en"


def test_a_pupil_is_offered_the_site_only(client, classroom):
    client.force_login(seated(classroom, "1"))
    answer = client.get(reverse("notice_settings"))
    ways = {c for f in answer.context["form"].fields.values() for c, _label in f.choices}
    assert ways == {"in_app"}
    assert "contact" not in answer.context
    client.post(reverse("give_phone"), {"number": "0812 3456 7890", "by": "sms"})
    assert not Contact.objects.exclude(phone="").exists()


def test_a_number_that_is_none_is_answered_with_a_sentence(client, person):
    answer = client.post(reverse("give_phone"), {"number": "halo", "by": "sms"})
    assert "tidak dapat dibaca" in answer.content.decode()


def test_a_wrong_code_is_answered_with_a_sentence(client, person):
    client.post(reverse("give_phone"), {"number": "0812 3456 7890", "by": "sms"})
    answer = client.post(reverse("confirm_phone"), {"code": "1"})
    assert "bukan kode yang kami kirim" in answer.content.decode()


def test_a_link_in_a_mail_asks_first_and_a_mail_program_posts_without_a_cookie(person):
    from django.test import Client

    url = reverse("unsubscribe", args=[unsubscribing.token_for(told(person))])
    strict = Client(enforce_csrf_checks=True)
    assert (strict.get(url).status_code, Preference.objects.count()) == (200, 0)
    assert strict.post(url, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Preference.objects.get().wanted is False
    assert strict.get(url + "x").status_code == 404


def test_the_outbox_counts_by_state_and_lists_what_failed(client, classroom):
    client.force_login(GrantFactory(librarian=True, school=classroom.school).user)
    an_email(school=classroom.school), an_email()
    failed = an_email(school=classroom.school)
    Delivery.objects.filter(pk=failed.pk).update(state="failed", error="refused")
    answer = client.get(reverse("school_outbox", args=[classroom.school.npsn]))
    [row] = answer.context["counts"]
    assert (row.waiting, row.done, row.failed, list(answer.context["page"])) == (1, 0, 1, [failed])
    assert "Alamatnya ditolak." in answer.content.decode()
    assert "contoh.invalid" not in answer.content.decode()


def test_slips_are_for_pupils_of_the_class_who_have_not_read(client, classroom, teacher):
    reader, other = seated(classroom, "1"), seated(classroom, "2")
    told(other), told(seated(ClassroomFactory(school=classroom.school), "3"))
    Notice.objects.filter(pk=told(reader).pk).mark_read()
    answer = client.get(reverse("class_notices", args=[classroom.pk]))
    assert [slip.notice.user for slip in answer.context["waiting"]] == [other]


def test_printing_marks_the_slips_and_they_can_be_printed_again(client, classroom, teacher):
    told(seated(classroom, "1"))
    url = reverse("notice_slips", args=[classroom.pk])
    assert client.post(url).content.startswith(b"%PDF")
    assert Delivery.objects.get().state == "printed"
    assert client.post(url).status_code == 302
    assert client.post(url, {"ulang": "1"}).content.startswith(b"%PDF")


def test_a_pupil_gets_one_slip_with_everything(classroom):
    ani, budi = seated(classroom, "1", "Ani"), seated(classroom, "2", "Budi")
    told(budi), told(ani, data={"title": "#set text(red)"}), told(ani)
    sheet = slips.document(classroom, queries.slips(classroom))
    assert [(one["name"], len(one["lines"])) for one in sheet["slips"]] == [("Ani", 2), ("Budi", 1)]


def test_my_data_holds_what_i_was_told(person):
    told(person, data={"title": "Lebai"})
    data = own_data_of(person)["notices"]
    assert data["told"][0]["contents"] == {"title": "Lebai"}
    assert data["told"][0]["sent"] == [{"by": "email", "state": "waiting", "at": None}]


@pytest.mark.parametrize("page", ["my_notices", "school_outbox", "city_outbox", "class_notices"])
def test_a_list_costs_the_same_at_one_row_and_at_three(client, classroom, page):
    client.force_login(GrantFactory(city=True).user)
    arguments = {"school_outbox": [classroom.school.npsn], "class_notices": [classroom.pk]}
    url, counts = reverse(page, args=arguments.get(page, [])), []
    viewer = GrantFactory(city=True).user
    client.force_login(viewer)

    def row(n):
        told(viewer, school=classroom.school), told(seated(classroom, f"9{n}"))
        failed = an_email(school=classroom.school)
        Delivery.objects.filter(pk=failed.pk).update(state="failed", error="refused")

    row(0)
    client.get(url)
    for n in (1, 2):
        with CaptureQueriesContext(connection) as found:
            assert client.get(url).status_code == 200
        counts.append(len(found))
        row(n), row(n + 10)
    assert counts[0] == counts[1]
