import pytest

from letters import registry
from tests.factories.letters import CERTIFICATE, CLEARANCE


@pytest.fixture(autouse=True)
def _kinds():
    """Two kinds of letters that exist in these tests only."""
    for kind in (CERTIFICATE, CLEARANCE):
        registry.register(kind)
    yield
    for kind in (CERTIFICATE, CLEARANCE):
        registry.forget(kind.slug)
