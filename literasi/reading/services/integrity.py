"""How much one entry and one day may hold: the tightest of the school's limits and of the programmes'.

Beyond a hard limit an entry is refused, with whose limit it is. Beyond a warning the reader is asked once
more; what they then confirm is saved and flagged, as is everything close to a hard limit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User

from .. import exceptions as broken
from ..counting import Plan, invites, plans_for
from ..models import DailyTotal, ReadingLog, ReadingPolicy, State
from .draft import Draft
from .placement import Placement

BOUNDED = ("minutes_per_entry", "minutes_per_day", "pages_per_entry", "pages_per_day")
CLOSE = 0.9


@dataclass(frozen=True)
class Bound:
    limit: int
    whose: str


@dataclass(frozen=True)
class Limits:
    """What holds for one reader on one day. `plans`: the running programmes that invite them."""

    entries_per_day: int
    hard: dict[str, Bound]
    warnings: dict[str, int] = field(default_factory=dict)
    plans: tuple[Plan, ...] = ()


def limits_of(place: Placement, day: dt.date, policy: ReadingPolicy) -> Limits:
    """One query, whatever the number of programmes."""
    return limits_among(plans_for([place.school.pk], day, day), place, day, policy)


def limits_among(candidates: Iterable[Plan], place: Placement, day: dt.date, policy: ReadingPolicy) -> Limits:
    """The same where the programmes of more days are at hand."""
    plans = tuple(
        plan
        for plan in candidates
        if plan.programme.starts_on <= day <= plan.programme.ends_on
        and plan.programme.state == State.RUNNING
        and invites(plan, place.classroom, place.school.pk, by_staff=place.by_staff)
    )
    hard = {name: Bound(getattr(policy, name), _("the school")) for name in BOUNDED}
    warnings: dict[str, int] = {}
    for plan in plans:
        for name in BOUNDED:
            limit, warning = (getattr(plan.programme, name + end) for end in ("", "_warning"))
            if limit is not None and limit < hard[name].limit:
                hard[name] = Bound(limit, _("the programme “%s”") % plan.programme.name)
            if warning is not None:
                warnings[name] = min(warning, warnings.get(name, warning))
    return Limits(policy.entries_per_day, hard, warnings, plans)


def check(reader: User, draft: Draft, limits: Limits, *, instead_of: ReadingLog | None = None) -> bool:
    """Refuse what is too much, ask about what is much; answer whether it comes close to a limit.

    Holds only under the lock of the reader's journal.
    """
    return measure(draft, _used(reader, draft.read_on, instead_of), limits)


def measure(draft: Draft, used: dict[str, int], limits: Limits) -> bool:
    """`check` where what the day holds already is known."""
    if draft.minutes <= 0 and draft.pages <= 0:
        raise broken.NothingRead
    if used["entries"] + 1 > limits.entries_per_day:
        raise broken.DayFullOfEntries(limit=limits.entries_per_day)
    amounts = dict(_amounts(draft, used))
    for name, amount in amounts.items():
        if amount > limits.hard[name].limit:
            raise _refusal(name, amount, limits.hard[name], used)
    much = [name for name, amount in amounts.items() if amount > limits.warnings.get(name, amount)]
    if much and not draft.confirmed:
        raise broken.ConfirmFirst(question=_question(much[0], amounts[much[0]]))
    return bool(much) or any(amount >= CLOSE * limits.hard[n].limit for n, amount in amounts.items())


def _amounts(draft: Draft, used: dict[str, int]) -> Iterator[tuple[str, int]]:
    """What the entry and, with it, the day would hold; nothing for what the entry adds none of."""
    for kind, added in (("minutes", draft.minutes), ("pages", draft.pages)):
        if added > 0:
            yield f"{kind}_per_entry", added
            yield f"{kind}_per_day", used[kind] + added


def _refusal(name: str, amount: int, bound: Bound, used: dict[str, int]) -> broken.ReadingError:
    match name:
        case "minutes_per_entry":
            return broken.TooManyMinutes(asked=amount, limit=bound.limit, whose=bound.whose)
        case "pages_per_entry":
            return broken.TooManyPages(asked=amount, limit=bound.limit, whose=bound.whose)
    kind = name.removesuffix("_per_day")
    whose = bound.whose[:1].upper() + bound.whose[1:]
    full = broken.DayFullOfMinutes if kind == "minutes" else broken.DayFullOfPages
    return full(used=used[kind], limit=bound.limit, whose=whose)


def _question(name: str, amount: int) -> str:
    match name:
        case "minutes_per_entry":
            text = ngettext("Really %(n)d minute?", "Really %(n)d minutes?", amount)
        case "pages_per_entry":
            text = ngettext("Really %(n)d page?", "Really %(n)d pages?", amount)
        case "minutes_per_day":
            text = _("With this entry the day has %(n)d minutes. Is that right?")
        case _:
            text = _("With this entry the day has %(n)d pages. Is that right?")
    return text % {"n": amount}


def _used(reader: User, day: dt.date, instead_of: ReadingLog | None) -> dict[str, int]:
    sums = (
        DailyTotal.objects.of(reader)
        .on(day)
        .aggregate(entries=Sum("entries"), minutes=Sum("minutes"), pages=Sum("pages"))
    )
    used = {name: amount or 0 for name, amount in sums.items()}
    if instead_of and instead_of.read_on == day and not instead_of.is_returned:
        used["entries"] -= 1
        used["minutes"] -= instead_of.minutes
        used["pages"] -= instead_of.pages
    return used
