import pytest

from tests.factories.pages import site_tree


@pytest.fixture
def home(db):
    """The tree of a fresh installation."""
    return site_tree()
