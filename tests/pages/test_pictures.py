"""A picture's file tells nothing but the picture."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from PIL import Image as PillowImage
from wagtail.images.forms import get_image_form

from pages import renditions
from pages.exceptions import NotAPicture
from pages.models import Consent, Picture, Rendition
from pages.models.pictures import with_renditions
from pages.pictures import LONGEST_SIDE, cleaned
from pages.templatetags.pages import site_picture
from tests.factories.pages import PictureFactory, photo

GPS = 0x8825


def exif_with_gps():
    exif = PillowImage.Exif()
    exif[0x010F] = "Telepon Budi"
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(GPS).update({1: "S", 2: (6.0, 12.0, 0.0), 3: "E", 4: (106.0, 49.0, 0.0)})
    return exif


def metadata(file):
    file.open("rb")
    data = file.read()
    picture = PillowImage.open(io.BytesIO(data))
    exif = picture.getexif()
    return dict(exif), dict(exif.get_ifd(GPS)), b"Budi" in data


def test_the_sample_really_carries_a_place():
    assert metadata(photo(exif=exif_with_gps()))[1:] == (
        {1: "S", 2: (6.0, 12.0, 0.0), 3: "E", 4: (106.0, 49.0, 0.0)},
        True,
    )


@pytest.mark.django_db
def test_neither_the_original_nor_a_rendition_says_where_a_picture_was_taken():
    picture = PictureFactory(file=photo(exif=exif_with_gps()))
    renditions.make(picture)
    files = [picture.file, *(r.file for r in Rendition.objects.filter(image=picture))]
    assert len(files) == 1 + len(renditions.SPECS)
    assert [metadata(file) for file in files] == [({}, {}, False)] * len(files)


@pytest.mark.django_db
def test_a_picture_that_lay_on_its_side_stands_up():
    picture = PictureFactory(file=photo((640, 480), exif=exif_with_gps()))
    assert (picture.width, picture.height) == (480, 640)


@pytest.mark.django_db
def test_the_uploaded_name_is_forgotten():
    picture = PictureFactory(file=photo(name="Budi Santoso 7A.jpg"))
    assert "budi" not in picture.file.name.lower()


@pytest.mark.django_db
def test_a_huge_picture_is_made_smaller():
    picture = PictureFactory(file=photo((3000, 1500)))
    assert (picture.width, picture.height) == (LONGEST_SIDE, LONGEST_SIDE // 2)


def test_a_see_through_picture_stays_see_through():
    out = io.BytesIO()
    PillowImage.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    assert PillowImage.open(cleaned(ContentFile(out.getvalue()))).mode == "RGBA"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\0" * 20,
        b"\xff\xd8\xff\xe0 not a JPEG",
        b"%PDF-1.7",
        b"<html><script>alert(1)</script>",
    ],
)
def test_what_is_no_picture_by_content_is_refused(data):
    with pytest.raises(NotAPicture):
        cleaned(ContentFile(data, name="foto.jpg"))


def upload(file, **data):
    form = get_image_form(Picture)(
        {"title": "Rak", "description": "Rak buku", "consent": "none", "tags": "", **data},
        {"file": file},
    )
    form.fields.pop("collection", None)
    return form


@pytest.mark.django_db
def test_an_upload_is_cleaned_before_anything_keeps_it():
    sent = photo(exif=exif_with_gps())
    form = upload(SimpleUploadedFile("foto.jpg", sent.read(), "image/jpeg"))
    assert form.errors == {}
    picture = form.save()
    assert metadata(picture.file) == ({}, {}, False)
    assert picture.file_size == picture.file.size


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["gambar.svg", "gambar.jpg"], ids=["by its name", "under another name"])
def test_an_svg_upload_is_refused(name):
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    assert list(upload(SimpleUploadedFile(name, svg)).errors) == ["file"]


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["description", "consent"])
def test_an_upload_must_say_what_it_shows_and_whether_it_shows_children(missing):
    form = upload(SimpleUploadedFile("foto.jpg", photo().read()), **{missing: ""})
    assert list(form.errors) == [missing]


@pytest.mark.django_db
def test_a_picture_always_states_whether_it_shows_children():
    with pytest.raises(IntegrityError):
        PictureFactory(consent="")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("consent", "shown"),
    [(Consent.NO_CHILDREN, True), (Consent.RECORDED, True), (Consent.MISSING, False)],
)
def test_children_are_shown_only_with_consent(consent, shown):
    picture = PictureFactory(consent=consent)
    assert bool(site_picture(image=picture)) == shown


@pytest.mark.django_db
def test_renditions_are_made_once(django_assert_num_queries):
    picture = PictureFactory()
    assert (renditions.make(picture), renditions.make(picture)) == (len(renditions.SPECS), 0)


@pytest.mark.django_db
def test_a_reader_never_makes_a_rendition(django_assert_num_queries):
    picture = PictureFactory()
    with_renditions([picture])
    with django_assert_num_queries(0):
        shown = site_picture(image=picture)
    assert shown["shown"] == picture.file
    assert Rendition.objects.count() == 0


@pytest.mark.django_db
def test_a_ready_picture_comes_in_modern_formats_and_three_widths():
    picture = PictureFactory(file=photo((1700, 200)))
    renditions.make(picture)
    with_renditions([picture])
    shown = site_picture(image=picture)
    assert [kind for kind, _ in shown["sources"]] == ["image/avif", "image/webp"]
    assert [part.split()[-1] for part in shown["sources"][0][1].split(", ")] == ["400w", "800w", "1600w"]
