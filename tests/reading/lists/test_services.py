"""Reading lists are kept in order, and what uses a list follows it."""

import pytest

from literasi.catalogue.services.titles import merge_titles
from literasi.reading import exceptions as broken
from literasi.reading import tasks
from literasi.reading.models import ReadingList, Standing
from literasi.reading.services import BookChoice, rebuild_totals
from literasi.reading.services import lists as services
from tests.factories.accounts import ClassroomFactory
from tests.factories.catalogue import TitleFactory
from tests.factories.programmes import a_programme
from tests.factories.reading import a_pupil, a_teacher, an_entry
from tests.reading.lists.kept import a_list

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher():
    return a_teacher(ClassroomFactory())


def titles_of(kept):
    return [item.title for item in kept.items.all()]


def places_of(kept):
    return list(kept.items.values_list("place", flat=True))


def test_titles_stand_in_the_order_they_were_added(teacher):
    titles = [TitleFactory() for _ in range(3)]
    kept = a_list(teacher, titles)
    services.add_title(kept, titles[0], by=teacher)
    assert (titles_of(kept), places_of(kept)) == (titles, [0, 1, 2])


def test_a_title_moves_up_and_down_and_stays_inside(teacher):
    one, two, three = (TitleFactory() for _ in range(3))
    kept = a_list(teacher, [one, two, three])
    services.move_title(kept.items.get(title=three), by=teacher, steps=-1)
    services.move_title(kept.items.get(title=one), by=teacher, steps=-1)
    services.move_title(kept.items.get(title=two), by=teacher, steps=1)
    assert titles_of(kept) == [one, three, two]


def test_removing_leaves_no_gap(teacher):
    one, two, three = (TitleFactory() for _ in range(3))
    kept = a_list(teacher, [one, two, three])
    services.remove_title(kept.items.get(title=two), by=teacher)
    assert (titles_of(kept), places_of(kept)) == ([one, three], [0, 1])


def test_a_list_has_its_limit(teacher, monkeypatch):
    monkeypatch.setattr(services, "MOST_TITLES", 2)
    kept = a_list(teacher, [TitleFactory(), TitleFactory()])
    with pytest.raises(broken.ListFull):
        services.add_title(kept, TitleFactory(), by=teacher)


def test_a_copy_is_ones_own_and_not_public(teacher):
    kept = a_list(teacher, [TitleFactory(), TitleFactory()], is_public=True)
    services.mark_title(kept.items.first(), by=teacher, compulsory=True, note="Mulai dari sini.")
    other = a_teacher(ClassroomFactory())
    school = other.grants.get().school
    made = services.copy_list(kept, by=other, school=school)
    assert (made.school, made.made_by, made.is_public) == (school, other, False)
    assert list(made.items.values_list("title", "compulsory", "note", "place")) == list(
        kept.items.values_list("title", "compulsory", "note", "place")
    )


def test_a_retired_list_can_come_back(teacher):
    kept = a_list(teacher, is_public=True)
    services.retire_list(kept, by=teacher)
    assert list(ReadingList.objects.public()) == []
    services.retire_list(kept, by=teacher, back=True)
    assert list(ReadingList.objects.public()) == [kept]


def test_a_started_programme_follows_its_list(teacher, django_capture_on_commit_callbacks):
    pupil = a_pupil(teacher.grants.get().classroom)
    title = TitleFactory()
    kept = a_list(teacher)
    programme = a_programme(
        pupil.school, metric="books", interval="whole", value=1, reading_list=kept, list_only=True
    )
    an_entry(pupil, book=BookChoice(title_id=title.pk), finished=True)
    assert not Standing.objects.exists()
    with django_capture_on_commit_callbacks() as asked:
        services.add_title(kept, title, by=teacher)
    programme.refresh_from_db()
    assert (programme.plan["listed"], len(asked)) == ([title.pk], 1)
    tasks.count_programme.call_local(programme.pk)
    assert Standing.objects.get().reached
    services.remove_title(kept.items.get(), by=teacher)
    tasks.count_programme.call_local(programme.pk)
    assert not Standing.objects.filter(amount__gt=0).exists()
    assert rebuild_totals(check_only=True) == []


def test_a_compulsory_title_is_missing_until_it_is_finished(teacher):
    pupil = a_pupil(teacher.grants.get().classroom)
    must, other = TitleFactory(), TitleFactory()
    kept = a_list(teacher, [must, other])
    programme = a_programme(pupil.school, metric="books", interval="whole", value=1, reading_list=kept)
    services.mark_title(kept.items.get(title=must), by=teacher, compulsory=True, note="")
    an_entry(pupil, book=BookChoice(title_id=other.pk), finished=True)
    assert not Standing.objects.get(programme=programme).reached
    an_entry(pupil, book=BookChoice(title_id=must.pk), finished=True)
    assert Standing.objects.get(programme=programme).reached


def test_a_draft_reads_the_list_anew_but_is_not_counted(teacher, django_capture_on_commit_callbacks):
    kept = a_list(teacher)
    programme = a_programme(kept.school, state="draft", reading_list=kept)
    with django_capture_on_commit_callbacks() as asked:
        services.add_title(kept, TitleFactory(), by=teacher)
    programme.refresh_from_db()
    assert (len(programme.plan["listed"]), asked) == (1, [])


def test_two_titles_that_become_one_stand_on_a_list_once(teacher):
    weaker, stronger, third = TitleFactory(), TitleFactory(), TitleFactory()
    both, one = a_list(teacher, [weaker, third, stronger]), a_list(teacher, [weaker])
    services.mark_title(both.items.get(title=weaker), by=teacher, compulsory=True, note="")
    programme = a_programme(both.school, interval="whole", metric="books", reading_list=both)
    merge_titles(weaker, stronger)
    assert (titles_of(both), titles_of(one)) == ([third, stronger], [stronger])
    programme.refresh_from_db()
    assert (programme.plan["listed"], programme.plan["compulsory"]) == (
        [third.pk, stronger.pk],
        [stronger.pk],
    )
    assert places_of(both) == [0, 1]
