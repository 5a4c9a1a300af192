"""Settings every installation shares.

This is the only module that reads the environment. SQLite, an in-process cache and a file-backed
job queue are the defaults, so that a school starts with one command; `DATABASE_URL` and `REDIS_URL`
turn the same code into a city's installation.
"""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from .cms import *
from .logs import *
from .policy import *

BASE_DIR = Path(__file__).resolve().parents[3]
SITE_DIR = BASE_DIR / "site"
VAR_DIR = Path(environ.Env().str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

env = environ.Env()
if (BASE_DIR / ".env").exists():
    env.read_env(str(BASE_DIR / ".env"))

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
LOCAL_BASE_URL = "http://127.0.0.1:8000"
SITE_BASE_URL = env.str("SITE_BASE_URL", default=LOCAL_BASE_URL).rstrip("/")

# In the one direction of imports (see tests/architecture): an app uses only those above it.
OUR_APPS = [
    "ui",
    "accounts",
    "audit",
    "notices",
    "letters",
    "literasi.catalogue",
    "literasi.reading",
    "pages",
    "newsletter",
    "config",
]
INSTALLED_APPS = [
    *OUR_APPS,
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "wagtail.contrib.forms",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_htmx",
    "django_tasks",
    "heroicons",
    "huey.contrib.djhuey",
    "import_export",
    "rules",
    "simple_history",
    "csp",
    "dbbackup",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]
if env.str("DATABASE_URL", default="").startswith("postgres"):
    INSTALLED_APPS.append("django.contrib.postgres")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ui.keeping.KeptPages",
    # A school without nginx: pages and drawings cross slow networks compressed.
    "django.middleware.gzip.GZipMiddleware",
    "config.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ui.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ui.middleware.LegibleAddresses",
    "accounts.middleware.FirstThingsFirst",
    "ui.middleware.OfflineReading",
    "ui.middleware.PrivatePages",
    "pages.middleware.UnfitPages",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
# /gaya/ shows developers every component with its states.
STYLE_GUIDE = env.bool("STYLE_GUIDE", default=False)
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "ui.context_processors.interface",
            ],
            "builtins": ["ui.templatetags.ui", "ui.templatetags.metadata"],
        },
    }
]
FORM_RENDERER = "ui.forms.Renderer"

# --- Data -----------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'lumbung.sqlite3'}")}
IS_SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
if IS_SQLITE:
    # With WAL and IMMEDIATE, writers queue up instead of failing with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "lumbung"},
    # What strangers see (ui.keeping). Shared between web server and worker, who publishes what was scheduled.
    "kept": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "kept",
    }
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(VAR_DIR / "kept"),
        "OPTIONS": {"MAX_ENTRIES": 2_000},
    },
}
KEEP_PAGES = env.bool("KEEP_PAGES", default=True)
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

# --- Jobs: huey, which is also Wagtail's task backend ---------------------------------------------
HUEY = {
    "name": "lumbung",
    "immediate": False,
    "consumer": {"workers": env.int("WORKERS", default=2), "worker_type": "thread"},
    **(
        {"huey_class": "huey.RedisHuey", "url": REDIS_URL}
        if REDIS_URL
        else {"huey_class": "huey.SqliteHuey", "filename": str(VAR_DIR / "jobs.sqlite3")}
    ),
}
TASKS = {
    "default": {
        "BACKEND": "huey.contrib.djhuey.tasks_backend.HueyBackend",
        "ENQUEUE_ON_COMMIT": True,
    }
}

# --- People and sign-in (details: accounts) -------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "accounts.backends.SignInBackend",
]
STAFF_MUST_USE_SECOND_FACTOR = env.bool("STAFF_MUST_USE_SECOND_FACTOR", default=False)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [{"NAME": "accounts.validators.FitsThePerson"}]
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "accounts.forms.SignInForm", "change_password": "accounts.forms.ChangeSecretForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# A class of thirty signs in from one address at 07:00; an attacked account rests for five minutes.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "100/m/ip,5/300s/key"}
# How many proxies of ours append to X-Forwarded-For. With 0 the header is not believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_ADAPTER = "accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Lumbung Baca"
SOCIALACCOUNT_ADAPTER = "accounts.social.SocialAdapter"
GOOGLE_CLIENT_ID = env.str("GOOGLE_CLIENT_ID", default="")
GOOGLE_CLIENT_SECRET = env.str("GOOGLE_CLIENT_SECRET", default="")
SOCIALACCOUNT_PROVIDERS = {
    "google": {
        "SCOPE": ["openid", "email"],
        "AUTH_PARAMS": {"hd": "*", "prompt": "select_account"},
        "APPS": [{"client_id": GOOGLE_CLIENT_ID, "secret": GOOGLE_CLIENT_SECRET}] if GOOGLE_CLIENT_ID else [],
    }
}
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60

# --- Language, time -------------------------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
# The second holds what Wagtail shows our editors and has no Indonesian for.
LOCALE_PATHS = [SITE_DIR / "locale", SITE_DIR / "locale_vendor"]
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True
FIRST_DAY_OF_WEEK = 1
FORMAT_MODULE_PATH = ["ui.formats"]

# --- Files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [SITE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
SERVE_MEDIA = env.bool("SERVE_MEDIA", default=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "dbbackup": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR_DIR / "backup")},
    },
}
# `manage.py dbbackup` and `mediabackup` write here; copies belong on another machine too.
DBBACKUP_FILENAME_TEMPLATE = "{databasename}-{datetime}.{extension}"
DBBACKUP_CLEANUP_KEEP = 14
if IS_SQLITE:
    DBBACKUP_CONNECTORS = {"default": {"CONNECTOR": "config.backup.WalSafeConnector"}}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- Wagtail --------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Lumbung Baca"
WAGTAILADMIN_BASE_URL = SITE_BASE_URL
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# PostgreSQL ships an Indonesian (Snowball) configuration; SQLite gets a stemmed field instead.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "indonesian"}
    if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
    else {"BACKEND": "pages.indexing"}
}

# --- Mail -----------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Lumbung Baca <noreply@localhost>")
EMAIL_TIMEOUT = 30  # seconds; a worker's claim on a message (notices) lasts longer

# --- Notices: SMS and WhatsApp through apprise, where a URL is set; {phone} stands for the number ----------
NOTICES_GATEWAYS = {
    "sms": env.str("NOTICES_SMS_URL", default=""),
    "whatsapp": env.str("NOTICES_WHATSAPP_URL", default=""),
}
NOTICES_KEEP_DAYS = env.int("NOTICES_KEEP_DAYS", default=365)

# --- Safety ---------------------------------------------------------------------------------------
X_FRAME_OPTIONS = "DENY"  # the CMS allows its own previews
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "ui.views.csrf_failure"
