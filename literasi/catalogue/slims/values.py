"""One cell → one value of ours, or a sentence that says why not. Nothing is guessed.

Every reader returns (value, remark); the remark is "" where the cell was plain.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from django.utils.translation import gettext as _
from stdnum import isbn as isbn_number
from stdnum import issn as issn_number
from stdnum.exceptions import ValidationError

from literasi.catalogue.services.keys import fold

from .words import LANGUAGES, RUPIAH, SCHOOLBOOKS, SOURCES, STATUSES

MIN_YEAR, MAX_YEAR = 1000, 2100
MAX_PAGES = 32_767

_ISBN_IN_TEXT = re.compile(r"(?<![0-9])(?:97[89][- ]?)?[0-9](?:[- ]?[0-9]){8}[- ]?[0-9Xx](?![0-9Xx])")
_ISSN = re.compile(r"\A(?:ISSN[:\s]*)?[0-9]{4}-?[0-9]{3}[0-9Xx]\Z", re.IGNORECASE)
_FLOAT = re.compile(r"\A[0-9]+(?:[.,][0-9]+)?[eE]\+?[0-9]+\Z")
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_PAGES = re.compile(r"([0-9]{1,5})\]?\s*(?:pages?|pp?|hlm|hal|halaman|h|s)\b", re.IGNORECASE)
_DAY = re.compile(r"\A([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T]([0-9]{2}:[0-9]{2}(?::[0-9]{2})?).*)?\Z")
_LOCAL_DAY = re.compile(r"\A([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})\b")
_LOCALE = re.compile(r"\A([a-z]{2,3})[-_][A-Za-z]{2}\Z")  # en-US
_SCHOOLBOOK = re.compile(rf"\b(?:{'|'.join(SCHOOLBOOKS)})s?\b")
_NOT_MONEY = re.compile(r"(?:rp\.?|idr|,-+\Z|\s)", re.IGNORECASE)


def read_isbn(cell: str) -> tuple[str, str]:
    """("" or 13 digits, remark). Check digits decide; lost digits are never made up."""
    cell = cell.strip().removeprefix("=").strip('"').strip()
    if not cell or cell == "-":
        return "", ""
    try:
        return _isbn13(cell), ""
    except ValidationError:
        pass
    found = {number for token in _ISBN_IN_TEXT.findall(cell) if (number := _valid(token))}
    if len(found) == 1:
        return found.pop(), ""
    if found:
        return "", _("“%(cell)s” holds several ISBNs; left empty.") % {"cell": cell[:60]}
    return "", _why_no_isbn(cell)


def _isbn13(cell: str) -> str:
    if sum(letter in "0123456789Xx" for letter in cell) not in (10, 13):
        raise ValidationError  # stdnum would put a lost zero back
    number = isbn_number.to_isbn13(isbn_number.validate(cell))
    if len(set(number[3:12])) == 1:
        raise ValidationError  # 0000000000: a placeholder with a right check digit
    return number


def _valid(token: str) -> str:
    try:
        return _isbn13(token)
    except ValidationError:
        return ""


def _why_no_isbn(cell: str) -> str:
    digits = re.sub(r"[\s-]", "", cell)
    shown = {"cell": cell[:60]}
    if _FLOAT.match(digits):
        return _("“%(cell)s” is a rounded number from a spreadsheet, not an ISBN; left empty.") % shown
    if _ISSN.match(cell) and issn_number.is_valid(re.sub(r"(?i)\AISSN[:\s]*", "", cell)):
        return _("“%(cell)s” is an ISSN (of a periodical), not an ISBN; left empty.") % shown
    if digits.isdigit() and len(digits) in (9, 12):
        return _("“%(cell)s” is one digit short of an ISBN; left empty.") % shown
    if re.fullmatch(r"[0-9]{9}[0-9Xx]|[0-9]{13}", digits):
        return _("“%(cell)s” has the length of an ISBN but its check digit is wrong; left empty.") % shown
    return _("“%(cell)s” is not an ISBN; left empty.") % shown


@lru_cache(maxsize=4096)
def read_year(cell: str) -> tuple[int | None, str]:
    """(year, remark). `c2003`, `[2003]`, `2003.0` are clear; two years or none are not."""
    if not cell or cell in ("-", "0000"):
        return None, ""
    years = {int(found) for found in _YEAR.findall(cell)}
    if len(years) == 1 and MIN_YEAR <= (year := years.pop()) <= MAX_YEAR:
        return year, ""
    return None, _("“%(cell)s” is not a year of publication; left empty.") % {"cell": cell[:60]}


@lru_cache(maxsize=1024)
def read_language(cell: str) -> tuple[str, str]:
    """(ISO code, remark); a name that is not known is kept as far as the field allows."""
    if not cell:
        return "", ""
    if code := LANGUAGES.get(fold(_LOCALE.sub(r"\1", cell))):
        return code, ""
    return cell[:8], _("The language “%(cell)s” is not known; kept as it is.") % {"cell": cell[:60]}


@lru_cache(maxsize=16384)
def read_pages(collation: str) -> int | None:
    """Number of pages in a physical description: `xvii, 790 p. : ill.`, `784p.`, `240 hlm`."""
    extent = collation.split(":")[0].split(";")[0]
    found = [int(number) for number in _PAGES.findall(extent)]
    if not found and extent.strip().isascii() and extent.strip().isdigit():
        found = [int(extent)] if len(extent.strip()) <= 5 else []
    pages = max(found, default=0)
    return pages if 0 < pages <= MAX_PAGES else None


@lru_cache(maxsize=4096)
def read_day(cell: str) -> tuple[dt.date | None, str]:
    """(date, remark). SLiMS writes 2026-11-21; spreadsheets make 21/11/2026 of it; 0000-00-00 is none."""
    if not cell or cell.startswith("0000-00-00"):
        return None, ""
    try:
        if found := _DAY.match(cell):
            return dt.date(int(found[1]), int(found[2]), int(found[3])), ""
        if found := _LOCAL_DAY.match(cell):
            return dt.date(int(found[3]), int(found[2]), int(found[1])), ""
    except ValueError:
        pass
    return None, _("“%(cell)s” is not a date; left empty.") % {"cell": cell[:60]}


def read_moment(cell: str) -> str:
    """A SLiMS time stamp as text that sorts by time; "" where there is none."""
    if found := _DAY.match(cell):
        moment = "-".join(found.group(1, 2, 3)) + " " + (found[4] or "")
        return "" if found[1] == "0000" else moment.strip()
    day, _remark = read_day(cell)
    return day.isoformat() if day else ""


def read_price(cell: str, currency: str) -> tuple[Decimal | None, str]:
    """(rupiah, remark): `45000`, `45.000`, `Rp 45.000,00`. Zero is SLiMS's way of saying unknown."""
    text = _NOT_MONEY.sub("", cell)
    if not text:
        return None, ""
    if fold(currency) not in RUPIAH:
        return None, _("The price “%(cell)s” is not in rupiah; left empty.") % {
            "cell": f"{cell} {currency}"[:60]
        }
    try:
        price = Decimal(_plain_number(text)).quantize(Decimal("0.01"))
    except InvalidOperation:
        price = Decimal(-1)
    if price == 0:
        return None, ""
    if not 0 < price < 10**10:
        return None, _("“%(cell)s” is not a price; left empty.") % {"cell": cell[:60]}
    return price, ""


def _plain_number(text: str) -> str:
    """Dots and commas by Indonesian custom, unless what follows them shows otherwise."""
    if not re.fullmatch(r"[0-9]+(?:[.,][0-9]+)*", text):
        return "x"
    head, _sep, tail = text.replace(",", ".").rpartition(".")
    if not head or len(tail) == 3:
        return text.replace(",", "").replace(".", "")
    return f"{head.replace('.', '')}.{tail}"


def read_status(cell: str) -> tuple[str, str]:
    if not cell:
        return STATUSES["available"], ""
    if status := STATUSES.get(fold(cell)):
        return status, ""
    return STATUSES["available"], _("The status “%(cell)s” is not known; taken as available.") % {
        "cell": cell[:60]
    }


def read_source(cell: str) -> tuple[str, str]:
    if (source := SOURCES.get(fold(cell))) is not None:
        return source, ""
    return "", _("The source “%(cell)s” is not known; left empty.") % {"cell": cell[:60]}


@lru_cache(maxsize=500)
def is_schoolbook(collection: str) -> bool:
    """Whether a collection type such as `Buku Paket` or `LKS` is one of textbooks and workbooks."""
    return bool(_SCHOOLBOOK.search(fold(collection)))
