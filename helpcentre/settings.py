"""Every setting of the site, read from the environment; the defaults serve `make run`.

SITE_URL decides what production hardening is on: an https address turns on HSTS, secure
cookies and the redirect to https.
"""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("DATA_DIR", BASE_DIR / "data")).resolve()
# Letters, attachments and the key lie in it: for our own user alone, also what SQLite makes there.
if not DATA_DIR.exists():
    DATA_DIR.mkdir(parents=True, mode=0o700)


def _secret_key() -> str:
    """The key from the environment, else one kept in the data folder from the first run on."""
    if "SECRET_KEY" in os.environ:
        return os.environ["SECRET_KEY"]
    path = DATA_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return path.read_text(encoding="ascii")


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("DEBUG") == "1"

SITE_URL = os.environ.get("SITE_URL", "http://localhost:8000").rstrip("/")
HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
ALLOWED_HOSTS.append(urlsplit(SITE_URL).hostname or "localhost")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# Who comes by another name of the site is sent to SITE_URL; while one develops, never.
ONE_ADDRESS = not DEBUG
# How many proxies of ours stand before gunicorn: 0 believes no X-Forwarded-For at all.
TRUSTED_PROXIES = max(0, int(os.environ.get("TRUSTED_PROXIES", "0")))

INSTALLED_APPS = [
    "helpcentre.desk.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "markdownx",
    "guides",  # before django_tasks_db: its db_worker also keeps our timetable
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "helpcentre.published.middleware.KeepPages",
    "helpcentre.database_down.SayDatabaseIsDown",
    "django.middleware.security.SecurityMiddleware",
    "helpcentre.one_address.OneAddress",
    "guides.guide.schedule.carrying.AtTheNextRequest",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "helpcentre.desk_posts.DeskPosts",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "helpcentre.urls"
WSGI_APPLICATION = "helpcentre.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["guides.templatetags.dates"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "guides.site.context.site",
            ],
        },
    }
]
# Our templates win over the admin's and markdownx's own widgets.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}", conn_max_age=600, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets readers read while one writes; IMMEDIATE waits for the lock instead of failing
    # half-way; synchronous NORMAL is durable against a killed process, FULL also against a
    # power cut, and what a reader was told we received must survive both.
    if not (database := Path(DATABASES["default"]["NAME"])).exists() and database.parent.is_dir():
        database.touch(mode=0o600)  # SQLite would let everybody on the machine read it
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": ("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"),
    }
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # A machine that is gone answers nothing at all: say so after seconds, not after minutes.
    DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 3
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "it"
TIME_ZONE = "Europe/Rome"
USE_I18N = True  # the admin's own words in Italian; ours are written in place
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "helpcentre/locale"]  # after Django's own, so it has the last word
FORMAT_MODULE_PATH = ["helpcentre.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "riservati"  # readers' attachments: no address leads here
# What readers may send us in files: bytes a day of one network and of all, and how much of the
# disk stays free whatever they send.
UPLOADED_BYTES_A_NETWORK = int(os.environ.get("UPLOADS_MB_A_NETWORK", "200")) * 1024 * 1024
UPLOADED_BYTES_A_DAY = int(os.environ.get("UPLOADS_MB_A_DAY", "2048")) * 1024 * 1024
LEAST_FREE_BYTES = int(os.environ.get("LEAST_FREE_MB", "500")) * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "helpcentre.static_files.StaticFiles"},
}

WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # the others nobody asks for

MARKDOWNX_MARKDOWNIFY_FUNCTION = "guides.facts.saying.preview"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
# What who has signed in may send to the desk at once; for everybody else Django's own bounds.
DESK_UPLOAD_MAX_FIELDS = 20_000
DESK_UPLOAD_MAX_BYTES = 32 * 1024 * 1024  # besides files

# Readers get no cookie; these are the desk's.
CSRF_FAILURE_VIEW = "helpcentre.desk_errors.not_proved"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
# The list built into browsers: hard to leave, and it binds every subdomain. Only who asks for it.
SECURE_HSTS_PRELOAD = HTTPS and os.environ.get("HSTS_PRELOAD") == "1"
# So it is no fault that most sites do not.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_REDIRECT_EXEMPT = [r"^salute/$"]
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Where there is no mail server (`make run`), letters are written into a folder.
if "EMAIL_FOLDER" in os.environ:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = os.environ["EMAIL_FOLDER"]
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS") == "1"
EMAIL_TIMEOUT = 20
# After so long a letter left half-way is a dead worker's: guides/mail/delivery.py.
MAIL_LEASE_SECONDS = int(os.environ.get("MAIL_LEASE_SECONDS", "600"))
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "redazione@localhost")

# Other people's sites (guides/outside): our name there, and a switch that only tests turn on.
OUTSIDE_NAME = "sportello-lettori"
OUTSIDE_MAY_BE_LOOPBACK = False
# Once a week the worker asks whether an article that a fact quotes has changed; off until set:
# https://api.normattiva.it/t/normattiva.api/bff-opendata/v1/api/v1
CHECK_LINKS = os.environ.get("CHECK_LINKS") == "1"  # whether links to other sites are followed
NORMATTIVA = os.environ.get("NORMATTIVA", "").rstrip("/")

# Published pages on disk (helpcentre/published/): where, how many, and for how long they are
# served when no change can be read because the database does not answer.
KEEPS_PAGES = not DEBUG
PAGES_DIR = DATA_DIR / "pages"
PAGES_MOST = int(os.environ.get("PAGES_MOST", "50000"))
PAGES_MOST_BYTES = int(os.environ.get("PAGES_MOST_MB", "1024")) * 1024 * 1024
PAGES_LONGEST_UNCHECKED = timedelta(hours=12)
AFTER_PURGE = "helpcentre.published.changes.catch_up_after_commit"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# What the worker (manage.py db_worker) does by the clock: dotted task -> how often.
# Guides scheduled for a moment that has passed are published even while no worker runs.
LOOKS_FOR_WHAT_IS_DUE = True

TIMETABLE = {
    "guides.mail.delivery.rescue": timedelta(minutes=1),
    "guides.mail.housekeeping.delete_finished_tasks": timedelta(days=1),
    "guides.queue.alerts.send_digests": timedelta(hours=1),
    "guides.queue.alerts.send_alarms": timedelta(hours=1),
    "guides.privacy.retention.forget_every_day": timedelta(days=1),
    "guides.pages.housekeeping.delete_old_changes": timedelta(days=1),
    "guides.comments.announcing.resume": timedelta(minutes=1),
    "guides.facts.law.watch": timedelta(days=7),
    "guides.outside.checking.check": timedelta(hours=1),
    "guides.questions.follower.resume": timedelta(minutes=1),
    "guides.guide.schedule.carrying.carry_out_due": timedelta(minutes=1),
    "guides.guide.follower.tell_followers": timedelta(minutes=1),
    "guides.guide.freshness.letters.write_to_owners": timedelta(days=7),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "guides.contributions.links.MaskingFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}
