"""Books in their plainest valid form."""

import factory
from factory.django import DjangoModelFactory

from literasi.catalogue.models import Author, Copy, Place, Subject, Title


class AuthorFactory(DjangoModelFactory):
    class Meta:
        model = Author

    name = factory.Sequence(lambda n: f"Pengarang {n}")
    key = factory.LazyAttribute(lambda o: o.name.lower())


class SubjectFactory(DjangoModelFactory):
    class Meta:
        model = Subject

    name = factory.Sequence(lambda n: f"Subjek {n}")
    key = factory.LazyAttribute(lambda o: o.name.lower())


class TitleFactory(DjangoModelFactory):
    class Meta:
        model = Title

    title = factory.Sequence(lambda n: f"Judul Contoh {n}")
    slug = factory.Sequence(lambda n: f"judul-contoh-{n}")
    match_key = factory.Sequence(lambda n: f"contoh-{n}")


class PlaceFactory(DjangoModelFactory):
    """A place of the city; pass `school` for a school's own."""

    class Meta:
        model = Place

    name = factory.Sequence(lambda n: f"Perpustakaan {n}")


class CopyFactory(DjangoModelFactory):
    class Meta:
        model = Copy

    title = factory.SubFactory(TitleFactory)
    place = factory.SubFactory(PlaceFactory)
    school = factory.SelfAttribute("place.school")
    barcode = factory.Sequence(lambda n: f"B{n:05d}")
