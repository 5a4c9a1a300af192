"""Numbers, dates and names as Indonesian schools write them. All are template filters, too."""

from __future__ import annotations

from datetime import date

from django.utils import formats
from django.utils.translation import ngettext


def number(value: object, decimals: int | None = None) -> str:
    """`1234.5` → `1.234,5`. What is no number comes back as it was."""
    if value in (None, ""):
        return ""
    try:
        return formats.number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return str(value)


def percent(value: float | None, decimals: int = 0) -> str:
    """A share between 0 and 1 → `62%`."""
    return "" if value is None else f"{number(round(value * 100, decimals), decimals)}%"


def day(value: date | None) -> str:
    """`Sabtu, 21 November 2026`."""
    return formats.date_format(value, "l, j F Y") if value else ""


def duration(minutes: int | None) -> str:
    """Minutes in words: `1 jam 25 menit`."""
    if minutes is None:
        return ""
    hours, rest = divmod(int(minutes), 60)
    parts = []
    if hours:
        parts.append(ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": number(hours)})
    if rest or not hours:
        parts.append(ngettext("%(n)s minute", "%(n)s minutes", rest) % {"n": rest})
    return " ".join(parts)


def _own_words(name: str | None) -> list[str]:
    """A name without titles before it (Drs., Hj.) and degrees behind it (, M.Pd.)."""
    words = [word for word in str(name or "").split(",")[0].split() if word[0].isalpha()]
    return [word for word in words if not word.endswith(".")] or words


def initials(name: str | None) -> str:
    """Up to two letters: `Siti Nur Aini` and `Dra. Hj. Siti Aini, M.Pd.` → `SA`."""
    words = _own_words(name)
    letters = [words[0][0], words[-1][0]] if len(words) > 1 else [word[0] for word in words]
    return "".join(letters).upper()


def given_name(name: str | None) -> str:
    """What one calls a person: `Drs. Ujang Sukmana, M.Pd.` → `Ujang`."""
    return (_own_words(name) or [str(name or "")])[0]
