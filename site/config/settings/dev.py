"""A developer's or a village school's machine: SQLite, plain HTTP, a key kept in var/."""

from django.core.management.utils import get_random_secret_key

from .base import *
from .base import SECRET_KEY, VAR_DIR, env

DEBUG = env.bool("DEBUG", default=False)

if not SECRET_KEY:
    # Made once and kept, so that sessions and first PINs survive a restart.
    key_file = VAR_DIR / "secret_key"
    if not key_file.exists():
        key_file.write_text(get_random_secret_key(), encoding="utf-8")
        key_file.chmod(0o600)
    SECRET_KEY = key_file.read_text(encoding="utf-8").strip()
