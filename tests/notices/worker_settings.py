"""A worker of its own: a real queue on disk, and mail into the files of `mailbox`."""

import os

from config.settings.test import *
from config.settings.test import HUEY, TEMPLATES

HUEY = {
    **HUEY,
    "huey_class": "huey.SqliteHuey",
    "immediate": False,
    "filename": os.environ["VAR_DIR"] + "/jobs.sqlite3",
}
EMAIL_BACKEND = "tests.notices.mailbox.EmailBackend"
TEMPLATES = [{**TEMPLATES[0], "DIRS": [*TEMPLATES[0]["DIRS"], os.path.dirname(__file__) + "/templates"]}]
