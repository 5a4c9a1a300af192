import pytest

from tests.factories.pages import site_tree


@pytest.fixture
def home(db):
    """The tree of a fresh installation."""
    return site_tree()


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
