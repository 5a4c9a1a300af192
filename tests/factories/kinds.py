"""The smaller kinds of pages and what they show, in their plainest valid form."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Collection

from pages.licences import Licence
from pages.models import (
    Award,
    AwardsPage,
    DigitalCollectionPage,
    DigitalItemPage,
    FaqPage,
    MobileLibraryPage,
    Partner,
    PartnersPage,
    ProgrammePage,
    Reach,
    ReadingListPage,
    SiteDocument,
    Support,
    TeamMember,
    TeamPage,
)
from tests.factories.files import file
from tests.factories.pages import PageFactory, PictureFactory
from tests.factories.programmes import a_programme


def question(words, answer="<p>Ya.</p>"):
    return {"question": words, "answer": answer}


def group(title, *questions):
    return ("group", {"title": title, "questions": list(questions)})


class FaqPageFactory(PageFactory):
    class Meta:
        model = FaqPage

    groups = factory.LazyFunction(lambda: [group("Meminjam", question("Boleh meminjam?"))])


class PartnerFactory(DjangoModelFactory):
    """A partner since 2020; a `sponsor` is named for money, a `former` one left in 2022."""

    class Meta:
        model = Partner

    class Params:
        sponsor = factory.Trait(is_sponsor=True, support=Support.FUNDS)
        former = factory.Trait(until=2022)
        with_logo = factory.Trait(logo=factory.SubFactory(PictureFactory))

    name = factory.Sequence(lambda n: f"Mitra {n}")
    support = Support.BOOKS
    url = "https://mitra.contoh.id/"
    since = 2020


class PartnersPageFactory(PageFactory):
    class Meta:
        model = PartnersPage


class TeamPageFactory(PageFactory):
    """`members` are TeamMember objects."""

    class Meta:
        model = TeamPage

    members = factory.LazyFunction(lambda: [TeamMember(role="Petugas layanan")])


class AwardFactory(DjangoModelFactory):
    class Meta:
        model = Award

    what = factory.Sequence(lambda n: f"Juara {n + 1} Lomba Perpustakaan")
    given_by = "Dinas Perpustakaan"
    reach = Reach.CITY
    year = 2025


class AwardsPageFactory(PageFactory):
    class Meta:
        model = AwardsPage


class DocumentFactory(DjangoModelFactory):
    """A PDF in the root collection."""

    class Meta:
        model = SiteDocument

    title = factory.Sequence(lambda n: f"Dokumen {n}")
    file = factory.LazyFunction(file)
    collection = factory.LazyFunction(
        lambda: Collection.get_first_root_node() or Collection.add_root(name="Root")
    )

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        document = model_class(*args, **kwargs)
        document._set_document_file_metadata()
        document.save()
        return document


class DigitalCollectionFactory(PageFactory):
    class Meta:
        model = DigitalCollectionPage

    slug = factory.Sequence(lambda n: f"koleksi-{n}")


class DigitalItemFactory(PageFactory):
    """A link under CC BY; with `of_ours` a PDF of the site's own."""

    class Meta:
        model = DigitalItemPage

    class Params:
        of_ours = factory.Trait(address="", document=factory.SubFactory(DocumentFactory))

    authors = "Kelas IV A"
    licence = Licence.BY
    address = "https://buku.contoh.id/karya"
    parent = factory.SubFactory(DigitalCollectionFactory)


class ReadingListPageFactory(PageFactory):
    """Shows the `titles` given, each with its sentence."""

    class Meta:
        model = ReadingListPage

    class Params:
        titles = ()

    books = factory.LazyAttribute(
        lambda o: [("book", {"book": title, "sentence": f"Karena {title.title}."}) for title in o.titles]
    )


class ProgrammePageFactory(PageFactory):
    """About a programme of the whole city, which runs."""

    class Meta:
        model = ProgrammePage

    programme = factory.LazyFunction(lambda: a_programme(is_public=True))


class MobileLibraryPageFactory(PageFactory):
    """One stop, every week from today."""

    class Meta:
        model = MobileLibraryPage

    stops = factory.LazyFunction(
        lambda: [
            {
                "type": "stop",
                "value": {
                    "place": "Balai RW 03",
                    "village": "Sukamaju",
                    "repeats": "weekly",
                    "first": dt.date.today().isoformat(),
                    "starts": "09:00",
                    "ends": "11:00",
                },
            }
        ]
    )
