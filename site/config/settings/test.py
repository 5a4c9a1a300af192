"""The test suite: quick hashes, jobs done at once, mail kept in memory."""

import tempfile
from pathlib import Path

from .base import *
from .base import HUEY, STORAGES

SECRET_KEY = "tests-only"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
HUEY = {**HUEY, "huey_class": "huey.MemoryHuey", "immediate": True}
HUEY.pop("filename", None)
HUEY.pop("url", None)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "tests"},
    "kept": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept"},
}
# Tests roll back what they publish, and no edition ends with that: those about kept pages turn it on.
KEEP_PAGES = False
MEDIA_ROOT = Path(tempfile.gettempdir()) / "lumbung-test-media"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
NOTICES_GATEWAYS = {"sms": "memory://", "whatsapp": "memory://"}
STYLE_GUIDE = True
