"""Production's settings, with the bare views beside the site and the statements of each answer counted."""

from config.settings.production import *
from config.settings.production import MIDDLEWARE

ROOT_URLCONF = "tests.bench.reading.web"
MIDDLEWARE = ["tests.bench.reading.web.CountStatements", *MIDDLEWARE]
