"""Who else can vouch for an entry. Later apps register here in `apps.ready()`; reading asks.

The loan module registers what it knows of loans:

    from literasi.reading.evidence import loan_witnesses
    loan_witnesses.append(had_on_loan)      # had_on_loan(reader_id, title_id, day) -> bool

`day` is the day of reading, and the answer is whether that reader had a copy of that title on loan then.
A witness is asked while an entry is saved: it must answer from one quick query and never raise.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from .models import Evidence, ReadingLog

LoanWitness = Callable[[int, int, dt.date], bool]
loan_witnesses: list[LoanWitness] = []


def back_by_loan(log: ReadingLog) -> None:
    """Raise the reader's own word where a loan speaks for it; does not save."""
    title_id = log.book.title_id if log.book else None
    if title_id is None or log.evidence != Evidence.SELF:
        return
    if any(witness(log.reader_id, title_id, log.read_on) for witness in loan_witnesses):
        log.evidence = Evidence.LOAN
