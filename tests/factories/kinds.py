"""The smaller kinds of pages and what they show, in their plainest valid form."""

import factory
from factory.django import DjangoModelFactory

from pages.models import (
    Award,
    AwardsPage,
    FaqPage,
    Partner,
    PartnersPage,
    Reach,
    Support,
    TeamMember,
    TeamPage,
)
from tests.factories.pages import PageFactory, PictureFactory


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
