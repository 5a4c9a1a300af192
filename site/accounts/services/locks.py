"""The rows that put concurrent verbs in a queue."""

from accounts.models import Grant, Role, School, User


def lock_person(person: User) -> User:
    """The person as the database knows them now, until the transaction ends (SQLite queues all writers)."""
    return User.objects.select_for_update(no_key=True).get(pk=person.pk)


def lock_operators(school: School | None) -> None:
    """Whoever takes an operator's role away waits here: two who leave at once cannot both be last but one."""
    if school is not None:
        School.objects.select_for_update(no_key=True).get(pk=school.pk)
    else:
        list(Grant.objects.select_for_update().filter(role=Role.CITY_ADMIN).order_by("pk"))
