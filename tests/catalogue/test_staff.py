"""What librarians do: describe titles for everybody, keep the copies and places of their own school."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from audit.models import Event
from literasi.catalogue.covers import FITS, read_cover
from literasi.catalogue.exceptions import (
    BarcodeTaken,
    CoverTooLarge,
    NotAPicture,
    NotYours,
    PlaceExists,
    TitleExists,
    TooFewPixels,
    TooManyPixels,
)
from literasi.catalogue.models import Copy, Place, Title
from literasi.catalogue.search.find import lookup
from literasi.catalogue.services.describing import describe_title
from literasi.catalogue.services.holdings import put_copy, put_place
from tests.accounts.people import settled
from tests.catalogue.shelf import small_library
from tests.factories.accounts import GrantFactory, SchoolFactory
from tests.factories.catalogue import CopyFactory, PlaceFactory, TitleFactory

pytestmark = pytest.mark.django_db

DESCRIPTION = {
    "title": "Ronggeng Dukuh Paruk",
    "authors": "Ahmad Tohari",
    "subjects": "Sastra; Desa",
    "year": "1982",
}


@pytest.fixture
def librarian():
    return settled(GrantFactory(librarian=True).user)


@pytest.fixture
def place(librarian):
    return PlaceFactory(school=librarian.grants.get().school)


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(form: str = "JPEG", size: tuple[int, int] = (400, 600), **options: object) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, "#345").save(out, form, **options)
    return SimpleUploadedFile("sampul.txt", out.getvalue())


# --- Titles ---------------------------------------------------------------------------------------
def test_a_described_book_is_found_at_once(client, librarian):
    client.force_login(librarian)
    response = client.post(reverse("add_title"), DESCRIPTION | {"isbn": "979-3062-79-7"})
    title = Title.objects.get()
    assert response["Location"] == reverse("add_copy", args=[title.pk])
    assert (title.isbn, title.slug, title.author_names) == (
        "9789793062792",
        "ronggeng-dukuh-paruk",
        ["Ahmad Tohari"],
    )
    assert sorted(subject.name for subject in title.subjects.all()) == ["Desa", "Sastra"]
    assert list(lookup("tohari ronggeng")) == [title]
    assert list(Event.objects.about(title).values_list("verb", "actor")) == [("title_added", librarian.pk)]


def test_changing_a_book_changes_what_finds_it(client, librarian):
    client.force_login(librarian)
    title = small_library()["pemimpi"]
    client.post(
        reverse("edit_title", args=[title.pk]), DESCRIPTION | {"authors": "Tohari\nAndrea Hirata\nTohari"}
    )
    assert [found.pk for found in lookup("ronggeng")] == [title.pk]
    assert Title.objects.get(pk=title.pk).author_names == ["Tohari", "Andrea Hirata"]
    assert Event.objects.about(title).get().verb == "title_changed"


def test_a_wrong_isbn_is_said_at_its_field_and_nothing_is_saved(client, librarian):
    client.force_login(librarian)
    response = client.post(reverse("add_title"), DESCRIPTION | {"isbn": "9789793062793"})
    assert list(response.context["form"].errors) == ["isbn"]
    assert Title.objects.count() == 0


def test_a_namesake_is_shown_first_and_saved_on_insistence(client, librarian):
    client.force_login(librarian)
    old = small_library()["bumi"]
    new = {"title": "bumi  manusia!", "authors": "Seorang Lain"}
    response = client.post(reverse("add_title"), new)
    assert response.context["form"].similar == [old]
    assert reverse("edit_title", args=[old.pk]) in response.content.decode()
    client.post(reverse("add_title"), new | {"another_book": "on"})
    assert Title.objects.filter(title="bumi manusia!").count() == 1


def test_the_same_book_is_never_kept_twice(librarian):
    for _ in range(2):
        known = Title.objects.first()
        title = Title(title="Atheis")
        if known is None:
            describe_title(title, authors=["Achdiat K. Mihardja"], subjects=[], actor=librarian)
        else:
            with pytest.raises(TitleExists):
                describe_title(title, authors=["Achdiat K. Mihardja"], subjects=[], actor=librarian)
    assert Title.objects.count() == 1


# --- Covers ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_cover_is_made_anew_without_what_was_hidden_in_it(form):
    exif = Image.Exif()
    exif[0x010E] = "rumah murid"
    exif.get_ifd(0x8825)[1] = "S"
    clean = read_cover(picture(form, (2000, 3000), exif=exif))
    with Image.open(clean) as made:
        assert (made.format, made.size, dict(made.getexif())) == ("WEBP", FITS, {})


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", NotAPicture),
        (b"GIF89a" + b"\0" * 50, NotAPicture),
        (b"\xff\xd8\xff\xe0 broken", NotAPicture),
        (b"", NotAPicture),
        (b"\xff\xd8" + b"x" * (5 * 1024 * 1024), CoverTooLarge),
    ],
)
def test_what_is_no_cover_is_refused(content, refusal):
    with pytest.raises(refusal):
        read_cover(SimpleUploadedFile("sampul.jpg", content, content_type="image/jpeg"))


def test_pictures_of_absurd_size_are_refused_unread():
    with pytest.raises(TooManyPixels):
        read_cover(picture("PNG", (8000, 8000)))
    with pytest.raises(TooFewPixels):
        read_cover(picture("PNG", (20, 30)))


def test_a_cover_is_uploaded_replaced_and_removed(
    client, librarian, tmp_path, django_capture_on_commit_callbacks
):
    client.force_login(librarian)
    title = TitleFactory()
    url = reverse("edit_title", args=[title.pk])
    shown = []
    for change in ({"cover": picture()}, {"cover": picture("PNG", (300, 450))}, {"without_cover": "on"}):
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(url, DESCRIPTION | change).status_code == 302
        shown.append((bool(Title.objects.get().cover), len(list(tmp_path.rglob("*.webp")))))
    assert shown == [(True, 1), (True, 1), (False, 0)]


# --- Copies and places ----------------------------------------------------------------------------
def test_a_copy_belongs_to_its_places_school(client, librarian, place):
    client.force_login(librarian)
    title = TitleFactory()
    row = {
        "barcode": " B 1 ",
        "place": place.pk,
        "condition": "good",
        "status": "available",
        "source": "gift",
    }
    response = client.post(reverse("add_copy", args=[title.pk]), row | {"again": "1"})
    copy = Copy.objects.get()
    assert response["Location"] == reverse("add_copy", args=[title.pk]) + f"?tempat={place.pk}"
    assert (copy.barcode, copy.school, copy.title) == ("B 1", place.school, title)
    assert Event.objects.about(copy).get().school == place.school
    response = client.post(reverse("add_copy", args=[title.pk]), row)
    assert list(response.context["form"].errors) == ["barcode"]


def test_nobody_puts_a_copy_into_another_schools_place(client, librarian, place):
    client.force_login(librarian)
    theirs = PlaceFactory(school=SchoolFactory())
    row = {"barcode": "B1", "place": theirs.pk, "condition": "good", "status": "available"}
    response = client.post(reverse("add_copy", args=[TitleFactory().pk]), row)
    assert list(response.context["form"].errors) == ["place"]
    with pytest.raises(NotYours):
        put_copy(Copy(title=TitleFactory(), place=theirs, barcode="B2"), actor=librarian)
    stolen = CopyFactory(place=theirs)
    stolen.place = place
    with pytest.raises(NotYours):
        put_copy(stolen, actor=librarian)


def test_two_schools_may_use_one_barcode_but_one_school_may_not(librarian, place):
    CopyFactory(barcode="B1")
    put_copy(Copy(title=TitleFactory(), place=place, barcode="B1"), actor=librarian)
    with pytest.raises(BarcodeTaken):
        put_copy(Copy(title=TitleFactory(), place=place, barcode="B1"), actor=librarian)


def test_a_librarian_adds_places_at_the_own_school_only(client, librarian):
    client.force_login(librarian)
    school = librarian.grants.get().school
    client.post(reverse("add_place"), {"name": "Pojok VII A", "kind": "corner", "school": SchoolFactory().pk})
    made = Place.objects.get()
    assert made.school == school
    with pytest.raises(PlaceExists):
        put_place(Place(name="Pojok VII A", school=school), actor=librarian)
    with pytest.raises(NotYours):
        put_place(Place(name="Taman Baca"), actor=librarian)
    made.school = SchoolFactory()
    assert put_place(made, actor=librarian).school_id == school.pk


def test_the_citys_places_are_the_city_administrators(client):
    client.force_login(settled(GrantFactory(city=True).user))
    client.post(reverse("add_place"), {"name": "Taman Baca", "kind": "park", "school": ""})
    assert Place.objects.get().school is None


@pytest.mark.usefixtures("known_frame")
@pytest.mark.parametrize("url", ["manage_catalogue", "places"])
def test_lists_cost_the_same_for_one_and_for_many(
    client, librarian, place, url, django_assert_max_num_queries
):
    client.force_login(librarian)
    for count in (1, 3):
        while Copy.objects.count() < count:
            CopyFactory(place=PlaceFactory(school=place.school))
        with django_assert_max_num_queries(9):
            assert client.get(reverse(url)).status_code == 200
