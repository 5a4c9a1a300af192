"""Surveys, suggested books and questions to the librarian in their plainest valid form."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from literasi.catalogue.models import BookSuggestion, SuggestionVote
from literasi.catalogue.services.keys import text_key
from pages.models import (
    AskedQuestion,
    Audience,
    FormAnswer,
    FormPage,
    FormQuestion,
    QuestionCategory,
    QuestionState,
    ReaderQuestion,
)
from tests.factories.pages import PageFactory


class FormPageFactory(PageFactory):
    """Open to everybody, with three questions; `questions` replaces them. `once` asks accounts."""

    class Meta:
        model = FormPage

    class Params:
        draft = factory.Trait(live=False)
        for_accounts = factory.Trait(audience=Audience.SIGNED_IN, once=True, may_edit=True)
        closed = factory.Trait(closes_at=factory.LazyFunction(lambda: timezone.now() - dt.timedelta(hours=1)))
        future = factory.Trait(opens_at=factory.LazyFunction(lambda: timezone.now() + dt.timedelta(hours=1)))

    purpose = "Supaya perpustakaan tahu apa yang dibutuhkan."
    questions = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        questions = kwargs.pop("questions")
        page = super()._create(model_class, *args, **kwargs)
        for place, question in enumerate(THREE_QUESTIONS if questions is None else questions):
            FormQuestion.objects.create(page=page, sort_order=place, **question)
        return model_class.objects.get(pk=page.pk)


THREE_QUESTIONS = (
    {"label": "Buku apa?", "field_type": "radio", "choices": "Cerita\nKomik\nSains"},
    {"label": "Seberapa sering?", "field_type": "scale", "low_label": "jarang", "high_label": "selalu"},
    {"label": "Saran", "field_type": "multiline", "required": False},
)


class AskedQuestionFactory(DjangoModelFactory):
    class Meta:
        model = AskedQuestion

    page = factory.SubFactory(FormPageFactory)
    name = factory.Sequence(lambda n: f"pertanyaan_{n}")
    label = factory.Sequence(lambda n: f"Pertanyaan {n}")
    kind = "singleline"


class FormAnswerFactory(DjangoModelFactory):
    class Meta:
        model = FormAnswer

    page = factory.SubFactory(FormPageFactory)


class BookSuggestionFactory(DjangoModelFactory):
    """Asked of the city's library and not yet read by anybody; pass `school` for a school's own."""

    class Meta:
        model = BookSuggestion

    class Params:
        on_show = factory.Trait(shown=True)
        declined = factory.Trait(
            state="declined", reason="Sudah tidak terbit.", decided_at=factory.LazyFunction(timezone.now)
        )

    title = factory.Sequence(lambda n: f"Buku Usulan {n}")
    title_key = factory.LazyAttribute(lambda o: text_key(o.title))


class SuggestionVoteFactory(DjangoModelFactory):
    """The one voice of visitors without account and address."""

    class Meta:
        model = SuggestionVote

    suggestion = factory.SubFactory(BookSuggestionFactory)


class QuestionCategoryFactory(DjangoModelFactory):
    class Meta:
        model = QuestionCategory

    name = factory.Sequence(lambda n: f"Kelompok {n}")
    slug = factory.Sequence(lambda n: f"kelompok-{n}")


class ReaderQuestionFactory(DjangoModelFactory):
    """A visitor asked the city's library, without leaving an address; pass `school`, `asker`, `address`."""

    class Meta:
        model = ReaderQuestion

    class Params:
        answered = factory.Trait(
            state=QuestionState.ANSWERED, answer="Boleh.", answered_at=factory.LazyFunction(timezone.now)
        )
        published = factory.Trait(
            answered=True,
            public_question=factory.Sequence(lambda n: f"Bolehkah meminjam {n} buku?"),
            published_at=factory.LazyFunction(timezone.now),
        )

    text = "min boleh pinjam 2 buku ga? -- Budi 7A"
