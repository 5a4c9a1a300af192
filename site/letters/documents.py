"""Letters on paper: one PDF for one letter or for a whole class of them.

Everything printed comes from the letter's own row, in the site's own language whoever prints, so that a
reprint is the same page. What a template receives:

    title          the document's title
    words          the fixed words, translated
    letters[]      number, name, date, place, issuer, details, code, address, qr, revoked, data

`data` is what the issuing app passed to `issue`; names of its keys are between that app and its template.
The two templates of this app, `letters/certificate.typ` and `letters/letter.typ`, read

    heading        the large line; the kind's name where it is missing
    lead           one line between number and name (certificate) or before the paragraphs (letter)
    paragraphs[]   plain text
    facts[]        [label, value] pairs, set as a small table
    signers[]      {role, name, id}, up to three; without a name a dotted line is left to sign on
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ui import codes as qr_codes
from ui import pdf
from ui.branding import site_name

from . import exceptions as broken
from . import registry
from .models import Letter


def pdf_of(letters: Iterable[Letter]) -> bytes:
    """One PDF for letters of one kind, in the order given. Asks the database nothing."""
    chosen = [letter for letter in letters if not letter.is_draft]
    if not chosen:
        raise broken.NothingToPrint
    if len({letter.kind for letter in chosen}) > 1:
        raise broken.MixedKinds
    kind = registry.kind_of(chosen[0].kind)
    with translation.override(settings.LANGUAGE_CODE):
        return pdf.render(kind.template, document(kind.name, chosen))


def document(kind_name: object, letters: list[Letter]) -> dict[str, Any]:
    """What the template prints."""
    alone = f" {letters[0].number}" if len(letters) == 1 else ""
    return {"title": f"{kind_name}{alone}", "words": words(), "letters": [page(one) for one in letters]}


def page(letter: Letter) -> dict[str, Any]:
    address = verify_address(letter)
    return {
        "kind": letter.kind_name,
        "number": letter.number,
        "name": letter.name,
        "date": format_date(letter.issued_on, "j F Y"),  # type: ignore[arg-type]
        "issuer": letter.issuer,
        "place": letter.letterhead.get("place", ""),
        "details": letter.letterhead.get("details", ""),
        "code": letter.short_code,
        "address": settings.SITE_BASE_URL.partition("://")[2] + "/periksa",
        "qr": qr_codes.qr_svg(address),
        "revoked": letter.is_revoked,
        "data": letter.data,
    }


def verify_address(letter: Letter) -> str:
    """The absolute address in the QR code: the same on every reprint."""
    return settings.SITE_BASE_URL + letter.get_absolute_url()


def words() -> dict[str, str]:
    return {
        "site": site_name(),
        "number": pgettext("letter", "Number"),
        "given": _("given to"),
        "revoked": _("REVOKED"),
        "qr": _("QR code to verify this letter, code:"),
        "verify": _("Is it genuine? Scan the code, or type it at"),
    }
