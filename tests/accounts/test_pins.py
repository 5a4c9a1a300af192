import pytest

from accounts import pins, services
from accounts.exceptions import OutOfScope, PinWasReset
from accounts.models import User
from accounts.validators import rule_for
from audit.models import Event
from tests.accounts.people import new_pupil, settled
from tests.factories.accounts import ClassroomFactory, GrantFactory, SchoolFactory

pytestmark = pytest.mark.django_db


def teacher_of(classroom):
    return GrantFactory(of_class=True, classroom=classroom).user


def test_a_first_pin_is_six_digits_the_same_every_time_and_nowhere_stored():
    user = new_pupil().user
    pin = pins.first_pin(user)
    assert (len(pin), pin.isdigit()) == (6, True)
    assert pins.first_pin(User.objects.get(pk=user.pk)) == pin
    assert pin not in repr(User.objects.filter(pk=user.pk).values().get())


def test_people_and_serials_have_pins_of_their_own():
    user = new_pupil().user
    drawn = set()
    for user.pin_serial in range(1, 201):
        drawn.add(pins.first_pin(user))
    assert len(drawn) > 195


@pytest.mark.parametrize(
    "pin", ["", "000000", "123456", "654321", "012345", "567890", "098765", "121212", "123123", "abcdef"]
)
def test_what_a_classmate_tries_first_is_trivial(pin):
    assert pins.is_trivial(pin)


@pytest.mark.parametrize("pin", ["502913", "112358", "bukuku", "135790"])
def test_what_takes_thought_is_not_trivial(pin):
    assert not pins.is_trivial(pin)


def test_a_trivial_pin_is_skipped(monkeypatch):
    user = new_pupil().user
    plain = pins.first_pin(user)
    monkeypatch.setattr(pins, "is_trivial", lambda text: text == plain)
    assert pins.first_pin(user) != plain


def test_the_first_pin_opens_until_the_person_has_chosen_their_own():
    user = new_pupil().user
    pin = pins.first_pin(user)
    assert pins.opens(user, pin)
    assert not pins.opens(user, "pin-salah")
    services.choose_password(user, "502913")
    assert not pins.opens(user, pin)


def test_an_account_that_never_had_a_card_has_no_first_pin():
    user = settled()
    user.must_change_password = True
    assert not pins.opens(user, pins.first_pin(user))


def test_a_changed_secret_key_makes_other_pins_unless_the_old_key_is_kept(settings):
    user = new_pupil().user
    pin = pins.first_pin(user)
    old, settings.SECRET_KEY = settings.SECRET_KEY, "kunci-baru"
    assert not pins.opens(user, pin)
    settings.SECRET_KEY_FALLBACKS = [old]
    assert pins.opens(user, pin)


def test_a_reset_makes_a_new_pin_and_voids_the_old_card():
    classroom = ClassroomFactory()
    user = new_pupil(school=classroom.school, in_class=classroom).user
    card = pins.first_pin(user)
    shown = services.reset_pin(user, actor=teacher_of(classroom))
    user.refresh_from_db()
    assert pins.opens(user, shown)
    assert not pins.opens(user, card)
    assert list(Event.objects.about(user).values_list("verb", "school", "details")) == [
        ("pin_reset", classroom.school_id, {"serial": 2})
    ]


def test_a_reset_signs_the_person_out_everywhere(client):
    classroom = ClassroomFactory()
    user = settled(new_pupil(school=classroom.school, in_class=classroom).user)
    client.force_login(user)
    assert client.get("/profil/").status_code == 200
    services.reset_pin(user, actor=teacher_of(classroom))
    assert client.get("/profil/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_teacher_resets_only_pupils_of_the_own_class():
    mine, other = ClassroomFactory(), ClassroomFactory()
    neighbour = new_pupil(school=other.school, in_class=other).user
    with pytest.raises(OutOfScope):
        services.reset_pin(neighbour, actor=teacher_of(mine))
    neighbour.refresh_from_db()
    assert neighbour.pin_serial == 1


def test_a_teacher_cannot_reset_a_pupil_who_also_holds_a_role():
    classroom = ClassroomFactory()
    pupil = new_pupil(school=classroom.school, in_class=classroom)
    GrantFactory(editor=True, user=pupil.user, school=classroom.school)
    with pytest.raises(OutOfScope):
        services.reset_pin(pupil.user, actor=teacher_of(classroom))


def test_a_librarian_does_not_reset_the_operator_above():
    school = SchoolFactory()
    librarian = GrantFactory(librarian=True, school=school).user
    operator = GrantFactory(school_admin=True, school=school).user
    with pytest.raises(OutOfScope):
        services.reset_pin(operator, actor=librarian)
    assert services.reset_pin(librarian, actor=operator)


def test_a_role_given_here_is_no_way_into_an_account_there():
    here, there = SchoolFactory(), SchoolFactory()
    victim = GrantFactory(school_admin=True, school=there).user
    GrantFactory(user=victim, school=here)
    with pytest.raises(OutOfScope):
        services.reset_pin(victim, actor=GrantFactory(school_admin=True, school=here).user)


def test_a_choice_made_after_another_reset_is_refused():
    classroom = ClassroomFactory()
    user = new_pupil(school=classroom.school, in_class=classroom).user
    stale = User.objects.get(pk=user.pk)
    services.reset_pin(user, actor=teacher_of(classroom))
    with pytest.raises(PinWasReset):
        services.choose_password(stale, "502913")
    user.refresh_from_db()
    assert (user.must_change_password, user.has_usable_password()) == (True, False)


def test_who_changes_a_pin_reads_the_rule_that_holds_for_them(client):
    pupil, teacher = settled(new_pupil().user), teacher_of(ClassroomFactory())
    rules = []
    for person in (pupil, teacher):
        client.force_login(person)
        rules.append(client.get("/akun/sandi/").context["form"].fields["password1"].help_text)
    assert rules == [rule_for(pupil), rule_for(teacher)]
    assert rules[0] != rules[1]
