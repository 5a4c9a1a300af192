"""Letters as the services make them; a `raw` row is for tests of the constraints themselves."""

import datetime as dt
import itertools

from letters import services
from letters.models import Letter, LetterState
from letters.registry import LetterKind
from tests.factories.accounts import SchoolFactory, UserFactory

CERTIFICATE = LetterKind(
    slug="test-certificate", code="SRT-UJI", name="Sertifikat Uji", template="letters/certificate.typ"
)
CLEARANCE = LetterKind(slug="test-clearance", code="STB-UJI", name="Surat Uji", template="letters/letter.typ")

_references = itertools.count(1)


def an_order(**more) -> services.Order:
    return services.Order(**{"reference": f"acuan-{next(_references)}", "name": "Siti Nur Aini"} | more)


def a_letter(kind="test-certificate", **more) -> Letter:
    """Issued by a school of its own to nobody in particular, unless said otherwise."""
    fields = {"reference": f"acuan-{next(_references)}", "name": "Siti Nur Aini", "by": UserFactory()}
    if "school" not in more:
        more["school"] = SchoolFactory()
    return services.issue(kind, **fields | more)


def a_draft(kind="test-certificate", **more) -> Letter:
    fields = {"reference": f"acuan-{next(_references)}", "name": "Siti Nur Aini", "by": UserFactory()}
    return services.draft(kind, **{"school": SchoolFactory()} | fields | more)


def revoked(letter: Letter, reason="salah nama") -> Letter:
    return services.revoke(letter, by=UserFactory(), reason=reason)


def raw(**fields) -> Letter:
    """An issued row that only the database has looked at."""
    moment = dt.datetime(2026, 11, 22, 3, tzinfo=dt.UTC)
    plain = {
        "kind": "test-certificate",
        "reference": f"acuan-{next(_references)}",
        "state": LetterState.ISSUED,
        "year": 2026,
        "serial": 1,
        "number": "001/SRT-UJI/XI/2026",
        "name": "Siti",
        "issued_on": moment.date(),
        "issued_at": moment,
    }
    return Letter(**plain | fields)
