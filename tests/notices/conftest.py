from pathlib import Path

import pytest
from django.core import mail

from notices import registry
from notices.gateways import phone
from tests.factories.notices import KINDS

FOLDER = Path(__file__).parent / "templates"


@pytest.fixture(autouse=True)
def _kinds(settings):
    """Kinds with texts that exist in these tests only, and an empty world outside."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], FOLDER]}]
    for kind in KINDS:
        registry.register(kind)
    phone.outbox.clear()
    mail.outbox = []
    yield
    for kind in KINDS:
        registry.forget(kind.slug)


@pytest.fixture
def at(monkeypatch):
    """Set the clock of the outbox."""
    from django.utils import timezone

    def set_clock(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)
        return moment

    return set_clock
