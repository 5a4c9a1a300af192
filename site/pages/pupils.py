"""No pupil's full name on a public page: what can be checked, is.

The roster knows every pupil's name. A name of one word is found in too many sentences to be looked for;
everywhere else the editor is asked for initials and class.
"""

from __future__ import annotations

from itertools import chain

from django.db.models.functions import Lower

from accounts.models import Pupil, Role, User

LONGEST_NAME = 6  # words
EDGES = ",;:!?()[]{}\"'“”‘’«»…–—"


def names_a_pupil(*texts: str) -> bool:
    """Whether somewhere in these texts a pupil's name stands in full. One query."""
    found = set(chain.from_iterable(_phrases(text) for text in texts))
    pupils = Pupil.objects.annotate(key=Lower("user__name"))
    return bool(found) and pupils.filter(key__in=sorted(found)).exists()


def is_called_like_a_pupil(name: str) -> bool:
    """Whether a pupil, and nobody of the staff, has exactly this name."""
    same = User.objects.annotate(key=Lower("name")).filter(key=" ".join(name.split()).lower())
    staff = same.filter(grants__role__in=Role.values)
    return same.filter(pupil__left_on__isnull=True, pupil__isnull=False).exists() and not staff.exists()


def _phrases(text: str) -> set[str]:
    """Every run of two to six words, in lower case; full stops stay in ("M. Rizki"), but for the last."""
    words = [word.strip(EDGES) for word in text.lower().split()]
    runs = (
        words[start : start + length]
        for start in range(len(words))
        for length in range(2, LONGEST_NAME + 1)
        if start + length <= len(words)
    )
    phrases = [" ".join(run) for run in runs]
    return {each for phrase in phrases for each in (phrase, phrase.rstrip("."))}
