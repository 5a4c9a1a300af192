"""Reviews in their plainest form, written by the service."""

from literasi.reading.models import Review
from literasi.reading.services import BookChoice
from literasi.reading.services.reviews import publish_reviews, write_review
from tests.factories.catalogue import TitleFactory
from tests.factories.reading import a_teacher, an_entry

TEXT = "Ceritanya seru, dan tokohnya terasa seperti temanku sendiri."


def a_review(pupil, *, title=None, rating=5, text=TEXT) -> Review:
    """Of a title the pupil has logged once."""
    title = title or TitleFactory()
    an_entry(pupil, book=BookChoice(title_id=title.pk), minutes=5)
    return write_review(pupil.user, title, rating=rating, text=text)


def published(pupil, **fields) -> Review:
    review = a_review(pupil, **fields)
    publish_reviews({review.pk: review.version}, by=a_teacher(pupil.classroom))
    review.refresh_from_db()
    return review
