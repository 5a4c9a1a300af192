"""Six cells of text become a pupil's data, or say which cell is wrong and why."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from accounts.models import Gender

from .remarks import Remark
from .table import COLUMNS, Written

NAME_LENGTH, NIS_LENGTH, CLASS_LENGTH = 120, 20, 40
FEWEST_NISN_DIGITS = 5  # below that, lost zeros cannot be the reason
OLDEST_BIRTH = dt.date(1940, 1, 1)
SERIAL_EPOCH = dt.date(1899, 12, 30)
BLANKS = {"", "-", "--", "—", "–", ".", "0", "null", "none", "nan", "n/a", "kosong", "tidak ada", "belum ada"}
GENDERS = {
    "l": Gender.MALE, "lk": Gender.MALE, "laki": Gender.MALE, "lakilaki": Gender.MALE,
    "laki2": Gender.MALE, "pria": Gender.MALE, "putra": Gender.MALE, "m": Gender.MALE, "male": Gender.MALE,
    "p": Gender.FEMALE, "pr": Gender.FEMALE, "perempuan": Gender.FEMALE, "wanita": Gender.FEMALE,
    "putri": Gender.FEMALE, "w": Gender.FEMALE, "f": Gender.FEMALE, "female": Gender.FEMALE,
}  # fmt: skip
MONTHS = {
    "jan": 1, "feb": 2, "peb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7,
    "agu": 8, "agt": 8, "ags": 8, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11,
    "des": 12, "dec": 12,
}  # fmt: skip
EXCEL_ERRORS = re.compile(r"#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|N/D)$", re.IGNORECASE)
ROUNDED = re.compile(r"\d+([.,]\d+)?e\+?\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """One row of the file, understood. `problem` set: nothing else of it may be applied."""

    row: int
    name: str = ""
    nis: str = ""
    nisn: str = ""
    gender: str = ""
    birth_date: dt.date | None = None
    rombel: str = ""
    problem: Remark | None = None
    remarks: tuple[Remark, ...] = ()
    written: tuple[str, ...] = field(default=("",) * len(COLUMNS), repr=False)


class Unreadable(Exception):  # noqa: N818
    """A cell cannot be used; carries the remark's code."""


def understand(written: Written) -> Line:
    """Parse a row. The first unreadable cell, from the left, becomes its problem; the rest is kept
    as far as it could be read, so that the pupil can still be recognised."""
    values: dict[str, Any] = {}
    problem: Remark | None = None
    remarks: list[Remark] = []
    for column, raw in zip(COLUMNS, written.cells, strict=True):
        try:
            values[column] = READERS[column](clean(raw))
        except Unreadable as refusal:
            code, limit = refusal.args[0], LIMITS.get(column)
            problem = problem or Remark(code, column, {"limit": limit} if code == "too_long" else {})
    if values.get("NISN") and sum(map(str.isdigit, written.cells[2])) < 10:
        remarks.append(Remark("nisn_zero_filled", "NISN"))
    if values.get("NIPD") and values.get("NISN") == values["NIPD"].zfill(10):
        # Signing in shows the NIPD; the national number must not stand there.
        values["NIPD"] = ""
        remarks.append(Remark("nis_is_nisn", "NIPD"))
    return Line(
        row=written.row,
        name=values.get("Nama", ""),
        nis=values.get("NIPD", ""),
        nisn=values.get("NISN", ""),
        gender=values.get("JK", ""),
        birth_date=values.get("Tanggal Lahir"),
        rombel=values.get("Rombel Saat Ini", ""),
        problem=problem or _identifies_nobody(values),
        remarks=tuple(remarks),
        written=tuple(clean_quietly(cell)[:NAME_LENGTH] for cell in written.cells),
    )


def _identifies_nobody(values: dict[str, Any]) -> Remark | None:
    known = values.get("NIPD") or values.get("NISN") or values.get("Tanggal Lahir")
    return None if known else Remark("nobody", "NISN")


def clean(raw: str) -> str:
    """Trimmed, composed, without invisible characters; refuses what must not be stored."""
    if raw.startswith(("=", "＝")):
        raise Unreadable("formula")
    if EXCEL_ERRORS.match(raw):
        raise Unreadable("excel_error")
    if "\n" in raw.strip() and len(raw) > NAME_LENGTH:
        raise Unreadable("line_break")
    return _tidy(raw, refuse=True)


def clean_quietly(raw: str) -> str:
    return _tidy(raw, refuse=False)


def _tidy(raw: str, *, refuse: bool) -> str:
    if raw.isascii() and raw.isprintable():
        return " ".join(raw.split())
    kept = []
    for char in unicodedata.normalize("NFC", raw):
        category = unicodedata.category(char)
        if char in "\t\r\n":
            kept.append(" ")
        elif category in ("Cc", "Cs", "Co", "Cn") or char == "\ufffd":
            if refuse:
                raise Unreadable("control_character")
        elif category != "Cf":
            kept.append(char)
    return " ".join("".join(kept).split())


def _or_blank(text: str) -> str:
    return "" if text.casefold() in BLANKS else text


def read_name(text: str) -> str:
    text = _or_blank(text)
    if not text:
        raise Unreadable("name_blank")
    if not any(char.isalpha() for char in text):
        raise Unreadable("name_without_letters")
    return _within(text, NAME_LENGTH)


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise Unreadable("too_long")
    return text


def read_nis(text: str) -> str:
    text = _or_blank(unicodedata.normalize("NFKC", text).lstrip("'"))
    if ROUNDED.fullmatch(text):
        raise Unreadable("nis_rounded")
    return _within(text.removesuffix(".0"), NIS_LENGTH)


def read_nisn(text: str) -> str:
    """10 digits; zeros that a spreadsheet dropped are put back. "" where there is none."""
    text = re.sub(r"[\s.'-]", "", _or_blank(unicodedata.normalize("NFKC", text).removesuffix(".0")))
    if ROUNDED.fullmatch(text):
        raise Unreadable("nisn_rounded")
    if not text.strip("0"):
        return ""
    if not (text.isascii() and text.isdigit() and FEWEST_NISN_DIGITS <= len(text) <= 10):
        raise Unreadable("nisn_not_10_digits")
    return text.zfill(10)


def read_gender(text: str) -> str:
    if not (text := _or_blank(text)):
        return ""
    key = re.sub(r"[^a-z0-9]", "", text.casefold())
    if key not in GENDERS:
        raise Unreadable("gender_unknown")
    return GENDERS[key].value


def read_class(text: str) -> str:
    return _within(_or_blank(text), CLASS_LENGTH)


def read_birth_date(text: str) -> dt.date | None:
    """ISO, day first with any separator, an Indonesian month's name, or Excel's serial number."""
    text = _or_blank(text).strip("'")
    if not text:
        return None
    try:
        day = _date(text)
    except (ValueError, OverflowError) as error:
        raise Unreadable("date_unreadable") from error
    if not OLDEST_BIRTH <= day <= dt.date.today():  # noqa: DTZ011 - a day more or less is no matter
        raise Unreadable("date_unlikely")
    return day


def _date(text: str) -> dt.date:
    text = re.sub(r"[T\s]\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?\s*([ap]m)?$", "", text, flags=re.IGNORECASE)
    if re.fullmatch(r"\d{5}([.,]\d+)?", text):
        return SERIAL_EPOCH + dt.timedelta(days=int(text[:5]))
    if found := re.fullmatch(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})", text):
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(r"(\d{1,2})[-/.\s](\d{1,2})[-/.\s](\d{4}|\d{2})", text):
        return dt.date(_year(found[3]), int(found[2]), int(found[1]))
    found = re.fullmatch(r"(?:[a-z']+,\s*)?(\d{1,2})[-/.\s]*([a-z]+)[-/.,\s]*(\d{4}|\d{2})", text.lower())
    if not found or found[2][:3] not in MONTHS:
        raise ValueError
    return dt.date(_year(found[3]), MONTHS[found[2][:3]], int(found[1]))


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    return year + (2000 if year <= dt.date.today().year % 100 else 1900)  # noqa: DTZ011


LIMITS = {"Nama": NAME_LENGTH, "NIPD": NIS_LENGTH, "Rombel Saat Ini": CLASS_LENGTH}
READERS = {
    "Nama": read_name,
    "NIPD": read_nis,
    "NISN": read_nisn,
    "JK": read_gender,
    "Tanggal Lahir": read_birth_date,
    "Rombel Saat Ini": read_class,
}
