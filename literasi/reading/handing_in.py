"""Entries written without a network, handed in later.

A phone keeps what the log form held, under the form's own number (`client_id`), and sends it until it has
an answer. The number makes sending twice harmless; everything else is judged on arrival, as if the form
had just been sent.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass
from typing import Any

from accounts.models import User
from ui.offline import account_key

from . import services
from .exceptions import (
    BatchTooLarge,
    BatchUnreadable,
    ConfirmFirst,
    FormUsed,
    OtherAccount,
    ReadingError,
)
from .forms import LogForm

AT_ONCE = 20


@dataclass(frozen=True)
class Outcome:
    """What became of one entry.

    `state`: saved; known (it was saved before); refused, with the sentence why; ask, with the question and
    the word that answers it. `again`: the number is used up, so a changed entry needs a new one.
    """

    client_id: str
    state: str
    sentence: str = ""
    confirm: str = ""
    again: bool = False


def read_batch(body: bytes, reader: User) -> list[dict[str, Any]]:
    """The entries of a batch, each a dict of the form's fields."""
    try:
        said = json.loads(body)
        entries, account = said["entries"], said["account"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BatchUnreadable from error
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BatchUnreadable
    if account != account_key(reader):
        raise OtherAccount
    if len(entries) > AT_ONCE:
        raise BatchTooLarge(limit=AT_ONCE)
    return entries


def hand_in(reader: User, fields: dict[str, Any], today: dt.date) -> dict[str, Any]:
    """Save one entry, or say why not. Each stands alone: one refused entry holds no other back."""
    return asdict(_outcome(reader, fields, today))


def _outcome(reader: User, fields: dict[str, Any], today: dt.date) -> Outcome:
    number = str(fields.get("client_id", ""))[:40]
    form = LogForm(_as_typed(fields), today=today)
    if not form.is_valid():
        return Outcome(number, "refused", _first_error(form))
    try:
        _entry, new = services.log_reading(
            reader, client_id=form.cleaned_data["client_id"], book=form.choice(), draft=form.draft()
        )
    except ConfirmFirst as question:
        return Outcome(number, "ask", str(question), confirm=form.amounts)
    except ReadingError as error:
        return Outcome(number, "refused", str(error), again=isinstance(error, FormUsed))
    return Outcome(number, "saved" if new else "known")


def _as_typed(fields: dict[str, Any]) -> dict[str, str]:
    """Texts alone, as a form sends them, without signs that no database keeps."""
    texts = {name: str(value) for name, value in fields.items() if isinstance(value, str | int)}
    return {name: text.encode(errors="replace").decode().replace("\x00", "") for name, text in texts.items()}


def _first_error(form: LogForm) -> str:
    """The first sentence, with the field's name where the sentence alone says too little."""
    name, errors = next(iter(form.errors.items()))
    sentence = str(errors[0])
    label = form.fields[name].label if name in form.fields else None
    return f"{label}: {sentence}" if label and name != "free_title" else sentence
