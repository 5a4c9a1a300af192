"""The pages' tree, articles and pictures in their plainest valid form."""

import io

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory
from PIL import Image as PillowImage

from pages.models import (
    ArticleAuthor,
    ArticlePage,
    Consent,
    HomePage,
    NewsCategory,
    NewsIndexPage,
    Picture,
    StandardPage,
)
from pages.services import prepare_site


def site_tree() -> HomePage:
    """Root, home, news index, groups, workflow: there from the start, unless a test emptied the tables."""
    return HomePage.objects.first() or prepare_site()


def photo(size=(320, 240), *, kind="JPEG", exif=None, name="foto.jpg") -> ContentFile:
    """A drawn stand-in for a photograph, as a phone would send it."""
    out = io.BytesIO()
    picture = PillowImage.linear_gradient("L").resize(size).convert("RGB")
    picture.save(out, kind, **({"exif": exif} if exif else {}))
    return ContentFile(out.getvalue(), name=name)


class NewsCategoryFactory(DjangoModelFactory):
    class Meta:
        model = NewsCategory

    name = factory.Sequence(lambda n: f"Kategori {n}")
    slug = factory.Sequence(lambda n: f"kategori-{n}")


class PictureFactory(DjangoModelFactory):
    """A picture without children; `of_children` awaits consent, `consented` has it."""

    class Meta:
        model = Picture

    title = factory.Sequence(lambda n: f"Gambar {n}")
    description = "Rak buku di sudut kelas"
    consent = Consent.NO_CHILDREN
    file = factory.LazyFunction(photo)

    class Params:
        of_children = factory.Trait(consent=Consent.MISSING)
        consented = factory.Trait(consent=Consent.RECORDED)


class PageFactory(DjangoModelFactory):
    """Published below the site's tree; `draft` is not. `byline` and `authors` say who wrote an article."""

    class Meta:
        abstract = True

    class Params:
        draft = factory.Trait(live=False)

    title = factory.Sequence(lambda n: f"Judul {n}")
    slug = factory.Sequence(lambda n: f"judul-{n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        home = site_tree()
        usual = NewsIndexPage.main() if model_class is ArticlePage else home
        parent = kwargs.pop("parent", None) or usual
        live = kwargs.pop("live", True)
        authors = kwargs.pop("authors", []) if model_class is ArticlePage else []
        if byline := kwargs.pop("byline", ""):
            authors = [ArticleAuthor(name=byline), *authors]
        page = model_class(*args, live=False, **kwargs)
        if authors:
            page.authors = authors
        parent.add_child(instance=page)
        revision = page.save_revision()
        if live:
            revision.publish()
        return model_class.objects.get(pk=page.pk)


class ArticleFactory(PageFactory):
    class Meta:
        model = ArticlePage

    category = factory.SubFactory(NewsCategoryFactory)
    intro = "Pendahuluan."
    body = factory.LazyFunction(lambda: [("paragraph", "<p>Isi berita.</p>")])


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage

    body = factory.LazyFunction(lambda: [("paragraph", "<p>Isi halaman.</p>")])
