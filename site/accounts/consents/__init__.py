"""Consent of parents and guardians: for what, in which words, given by whom, how, and withdrawn when.

    from accounts.consents import consents_of
    may_be_shown = consents_of([pupil.pk, …], "photo")      # ids of those with consent; one query

Purposes stand in `purposes`; a later app adds one in its `apps.ready()` with `purposes.add(...)`.
Without consent the answer is no: nothing here has a default of yes.
"""

from __future__ import annotations

from collections.abc import Iterable


def consents_of(pupil_ids: Iterable[int], purpose: str) -> set[int]:
    """The ids of those pupils whose guardian agrees to the purpose now."""
    from accounts.models import Consent

    ids = Consent.objects.open().purpose(purpose).filter(pupil__in=list(pupil_ids))
    return set(ids.values_list("pupil_id", flat=True))
