"""Two people at the same button, on PostgreSQL; each test fails without the lock it is about."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection

from accounts import registry, services
from accounts.exceptions import LastAdministrator, LinkClosed
from accounts.models import Consent, Grant, Pupil, Role, User
from audit.models import Event
from tests.accounts.people import new_pupil
from tests.factories.accounts import (
    ClassroomFactory,
    GrantFactory,
    GuardianLinkFactory,
    SchoolFactory,
    UserFactory,
)

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_once(monkeypatch, first: Callable[[], object], second: Callable[[], object]) -> list[object]:
    """Runs `second` while `first` has written but not committed; what each returned or raised."""
    written, results = threading.Event(), [None, None]
    second_may_commit_later = threading.Event()

    def wait_before_commit(*args, **kwargs):
        if threading.current_thread().name == "first":
            written.set()
            second_may_commit_later.wait(0.7)

    monkeypatch.setattr(registry, "witnesses", [*registry.witnesses, wait_before_commit])

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            results[place] = act()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n, act)) for n, act in enumerate((first, second))]
    threads[0].name = "first"
    threads[0].start()
    assert written.wait(5)
    threads[1].start()
    for thread in threads:
        thread.join(10)
    return results


@pytest.fixture(params=[True, False], ids=["locked", "without the lock"])
def locked(request, monkeypatch):
    if not request.param:
        read = lambda person: User.objects.get(pk=person.pk)  # noqa: E731
        monkeypatch.setattr("accounts.services.passwords.lock_person", read)
        monkeypatch.setattr("accounts.services.roles.lock_person", read)
        monkeypatch.setattr("accounts.services.roles.lock_operators", lambda school: None)
    return request.param


def test_two_resets_of_a_pin_at_once_are_two_pins_of_which_the_last_opens(monkeypatch, locked):
    classroom = ClassroomFactory()
    user = new_pupil(school=classroom.school, in_class=classroom).user
    teachers = [GrantFactory(of_class=True, classroom=classroom).user for _ in range(2)]
    shown = at_once(monkeypatch, *[lambda t=t: services.reset_pin(user, actor=t) for t in teachers])
    user.refresh_from_db()
    serials = sorted(Event.objects.about(user).values_list("details__serial", flat=True))
    assert (user.pin_serial, serials, len(set(shown))) == ((3, [2, 3], 2) if locked else (2, [2, 2], 1))


def test_a_role_given_twice_at_once_is_one_role_and_no_error(monkeypatch, locked):
    school, person = SchoolFactory(), UserFactory()
    actor = GrantFactory(school_admin=True, school=school).user
    give = lambda: services.grant_role(person, Role.EDITOR, school=school, actor=actor)  # noqa: E731
    results = at_once(monkeypatch, give, give)
    assert Grant.objects.filter(user=person).count() == 1
    assert any(isinstance(result, IntegrityError) for result in results) != locked
    assert Event.objects.about(person).count() == 1


def test_of_two_operators_who_leave_at_once_one_stays(monkeypatch, locked):
    school = SchoolFactory()
    grants = [GrantFactory(school_admin=True, school=school) for _ in range(2)]
    results = at_once(monkeypatch, *[lambda g=g: services.revoke_role(g, actor=g.user) for g in grants])
    left = Grant.objects.at(school).count()
    assert (left, any(isinstance(r, LastAdministrator) for r in results)) == (
        (1, True) if locked else (0, False)
    )


def test_one_form_recorded_by_two_teachers_at_once_is_one_consent_and_no_error(monkeypatch, locked):
    classroom = ClassroomFactory()
    pupil = new_pupil(school=classroom.school, in_class=classroom)
    teachers = [GrantFactory(of_class=True, classroom=classroom).user for _ in range(2)]
    form = {pupil.pk: (services.Guardian("Ibu Contoh"), ["photo"])}
    if not locked:
        read = lambda ids: {p.pk: p for p in Pupil.objects.filter(pk__in=list(ids))}  # noqa: E731
        monkeypatch.setattr("accounts.services.consents.lock_pupils", read)
    results = at_once(monkeypatch, *[lambda t=t: services.record_on_paper(form, actor=t) for t in teachers])
    assert Consent.objects.of(pupil).open().count() == 1
    assert any(isinstance(result, IntegrityError) for result in results) != locked
    assert Event.objects.about(pupil).count() == 1


def test_a_link_revoked_while_its_answer_waits_answers_no_more(monkeypatch):
    classroom = ClassroomFactory()
    pupil = new_pupil(school=classroom.school, in_class=classroom)
    teacher = GrantFactory(of_class=True, classroom=classroom).user
    link = GuardianLinkFactory(pupil=pupil)
    say_yes = lambda: services.answer_by_link(  # noqa: E731
        link.token, {"photo": True}, guardian=services.Guardian("Ibu Contoh"), browser=""
    )
    results = at_once(monkeypatch, lambda: services.revoke_link(link, actor=teacher), say_yes)
    assert isinstance(results[1], LinkClosed)
    assert not Consent.objects.exists()
