import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from accounts import pins, registry, services
from accounts.exceptions import LastAdministrator, OutOfScope, UsernameTaken
from accounts.models import Grant, Role, School, User
from audit.models import Event
from tests.factories.accounts import ClassroomFactory, GrantFactory, SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db


def operator_of(school):
    return GrantFactory(school_admin=True, school=school).user


def roles_of(user):
    return list(Grant.objects.filter(user=user).order_by("pk").values_list("role", "school", "classroom"))


def verbs_about(user):
    return list(Event.objects.about(user).order_by("pk").values_list("verb", flat=True))


def test_new_staff_get_their_role_and_a_first_pin():
    classroom = ClassroomFactory()
    school = classroom.school
    made = services.create_staff(
        username=" Siti.Rahma ",
        name="Siti Rahma",
        school=school,
        role=Role.TEACHER,
        classroom=classroom,
        actor=operator_of(school),
    )
    assert (made.username, made.has_usable_password(), pins.is_waiting(made)) == ("siti.rahma", False, True)
    assert roles_of(made) == [("teacher", school.pk, classroom.pk)]
    assert verbs_about(made) == ["staff_created", "role_granted"]


def test_a_username_in_other_capitals_is_taken():
    school = SchoolFactory()
    UserFactory(username="siti")
    with pytest.raises(UsernameTaken):
        services.create_staff(
            username="SITI", name="Siti", school=school, role=Role.TEACHER, actor=operator_of(school)
        )


def test_staff_with_a_role_too_high_are_not_made_at_all():
    school = SchoolFactory()
    librarian = GrantFactory(librarian=True, school=school).user
    with pytest.raises(OutOfScope):
        services.create_staff(
            username="baru", name="Baru", school=school, role=Role.SCHOOL_ADMIN, actor=librarian
        )
    assert not User.objects.filter(username="baru").exists()


def test_a_role_given_twice_is_one_role_and_one_event():
    school = SchoolFactory()
    actor, person = operator_of(school), UserFactory()
    first = services.grant_role(person, Role.EDITOR, school=school, actor=actor)
    assert services.grant_role(person, Role.EDITOR, school=school, actor=actor) == first
    assert verbs_about(person) == ["role_granted"]


def test_only_the_city_makes_operators_elsewhere_and_city_administrators():
    school, other, person = SchoolFactory(), SchoolFactory(), UserFactory()
    actor = operator_of(school)
    for role, place in ((Role.SCHOOL_ADMIN, other), (Role.TEACHER, other), (Role.CITY_ADMIN, None)):
        with pytest.raises(OutOfScope):
            services.grant_role(person, role, school=place, actor=actor)
    city = GrantFactory(city=True).user
    services.grant_role(person, Role.SCHOOL_ADMIN, school=other, actor=city)
    services.grant_role(person, Role.CITY_ADMIN, actor=city)
    assert roles_of(person) == [("school_admin", other.pk, None), ("city_admin", None, None)]


def test_a_teacher_is_not_given_a_class_of_another_school():
    school = SchoolFactory()
    with pytest.raises(OutOfScope):
        services.grant_role(
            UserFactory(),
            Role.TEACHER,
            school=school,
            classroom=ClassroomFactory(),
            actor=operator_of(school),
        )


def test_role_listeners_hear_of_every_change(monkeypatch):
    heard = []
    monkeypatch.setattr(registry, "role_listeners", [])
    registry.role_listeners.append(lambda user: heard.append(roles_of(user)))
    school, person = SchoolFactory(), UserFactory()
    actor = operator_of(school)
    grant = services.grant_role(person, Role.EDITOR, school=school, actor=actor)
    services.revoke_role(grant, actor=actor)
    services.revoke_role(grant, actor=actor)  # gone already: nothing to tell
    assert heard == [[("editor", school.pk, None)], []]
    assert verbs_about(person) == ["role_granted", "role_revoked"]


def test_the_last_operator_of_a_school_cannot_leave():
    school = SchoolFactory()
    actor = operator_of(school)
    with pytest.raises(LastAdministrator):
        services.revoke_role(actor.grants.get(), actor=actor)
    operator_of(school)
    services.revoke_role(actor.grants.get(), actor=actor)
    assert roles_of(actor) == []


def test_the_city_may_take_the_last_operators_role_but_not_its_own_last_one():
    operator, city = operator_of(SchoolFactory()), GrantFactory(city=True).user
    services.revoke_role(operator.grants.get(), actor=city)
    assert roles_of(operator) == []
    with pytest.raises(LastAdministrator):
        services.revoke_role(city.grants.get(), actor=city)


def test_an_operator_whose_account_is_closed_does_not_count():
    school = SchoolFactory()
    actor, gone = operator_of(school), operator_of(school)
    gone.is_active = False
    gone.save()
    with pytest.raises(LastAdministrator):
        services.revoke_role(actor.grants.get(), actor=actor)


def test_only_the_city_adds_schools():
    fields = {"npsn": "20219999", "name": "SMP Baru", "code": "smpbaru"}
    with pytest.raises(OutOfScope):
        services.add_school(actor=operator_of(SchoolFactory()), **fields)
    city = GrantFactory(city=True).user
    school = services.add_school(actor=city, **fields)
    assert Event.objects.about(school).get().verb == "school_added"
    with pytest.raises(ValidationError):
        services.add_school(actor=city, **fields)
    assert School.objects.filter(npsn="20219999").count() == 1


def test_the_command_line_makes_the_first_administrator(capsys):
    call_command("create_admin", "kota", "Dewi", "Lestari")
    person = User.objects.get(username="kota")
    assert (person.name, roles_of(person)) == ("Dewi Lestari", [("city_admin", None, None)])
    assert capsys.readouterr().out.splitlines()[0] == f"kota: {pins.first_pin(person)}"
    with pytest.raises(CommandError):
        call_command("create_admin", "KOTA", "Dewi")
