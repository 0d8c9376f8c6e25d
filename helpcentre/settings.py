"""Every setting of the site, read from the environment; the defaults serve `make run`.

SITE_URL decides what production hardening is on: an https address turns on HSTS, secure
cookies and the redirect to https, and refuses what only development needs
(helpcentre/environment/production.py).
"""

import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from helpcentre.databases import databases
from helpcentre.environment.reading import Environment

env = Environment()
env.stop_if_wrong()

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env["DATA_DIR"] or BASE_DIR / "data").resolve()
# Letters, attachments and the key lie in it: for our own user alone, also what SQLite makes there.
if not DATA_DIR.exists():
    DATA_DIR.mkdir(parents=True, mode=0o700)


def _secret_key() -> str:
    """The key from the environment, else one kept in the data folder from the first run on."""
    if env["SECRET_KEY"]:
        return env["SECRET_KEY"]
    path = DATA_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return path.read_text(encoding="ascii")


SECRET_KEY = _secret_key()
SECRET_KEY_IS_OURS = not env["SECRET_KEY"]  # made here: a backup takes it along
SECRET_KEY_FALLBACKS = env["SECRET_KEY_FALLBACKS"]
# Addresses kept as a hash are compared for years: a new key must not lose who said "never again".
ADDRESS_KEY = env["ADDRESS_KEY"] or [SECRET_KEY, *SECRET_KEY_FALLBACKS][-1]
DEBUG = env["DEBUG"]

SITE_URL = env["SITE_URL"]
HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = [*env["ALLOWED_HOSTS"], urlsplit(SITE_URL).hostname or "localhost"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# Who comes by another name of the site is sent to SITE_URL; while one develops, never.
ONE_ADDRESS = not DEBUG
# How many proxies of ours stand before gunicorn: 0 believes no X-Forwarded-For at all.
TRUSTED_PROXIES = env["TRUSTED_PROXIES"]

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
    "helpcentre.accounts",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_otp_webauthn",
]

MIDDLEWARE = [
    "helpcentre.slots.RequestQueueMiddleware",
    "helpcentre.published.middleware.KeepPages",
    "helpcentre.database_down.SayDatabaseIsDown",
    "helpcentre.replica.middleware.ReplicaMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "helpcentre.one_address.OneAddress",
    "guides.wordpress.old_addresses.OldAddresses",
    "guides.guide.schedule.carrying.SchedulesAtTheNextRequest",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "helpcentre.accounts.half_in.SecondFactor",
    "helpcentre.accounts.session_ages.SessionAges",
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
            "builtins": [f"guides.templatetags.{name}" for name in ("dates", "numbers", "quotes")],
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

DATABASES = databases(env, DATA_DIR)
REPLICA_LATE = env["REPLICA_LATE"]
DATABASE_ROUTERS = ["helpcentre.replica.router.Router"] if "replica" in DATABASES else []
# Tells other machines of a change at once: helpcentre/channel.py.
CACHE_URL = env["CACHE_URL"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "it"
TIME_ZONE = "Europe/Rome"
USE_I18N = True  # the admin's own words in Italian; ours are written in place
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "helpcentre/locale"]  # after Django's own, so it has the last word
FORMAT_MODULE_PATH = ["helpcentre.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = Path(env["STATIC_ROOT"] or BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "riservati"  # readers' attachments: no address leads here
# The ledger of what a restored backup must not bring back (guides/privacy/erasures.py).
ERASURES_DIR = Path(env["ERASURES_DIR"] or DATA_DIR)
# What readers may send us in files: bytes a day of one network and of all, and how much of the
# disk stays free whatever they send.
UPLOADED_BYTES_A_NETWORK = env["UPLOADS_MB_A_NETWORK"] * 1024 * 1024
UPLOADED_BYTES_A_DAY = env["UPLOADS_MB_A_DAY"] * 1024 * 1024
LEAST_FREE_BYTES = env["LEAST_FREE_MB"] * 1024 * 1024
FILES = env["FILES_URL"]  # what is uploaded, on S3-compatible storage: guides/uploads/bucket.py
IN_A_BUCKET, IN_A_FOLDER = (
    "guides.uploads.bucket.PublicBucket",
    "django.core.files.storage.FileSystemStorage",
)
STORAGES = {
    "default": {"BACKEND": IN_A_BUCKET if FILES else IN_A_FOLDER},
    "staticfiles": {"BACKEND": "helpcentre.static_files.StaticFiles"},
}

WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # the others nobody asks for

MARKDOWNX_MARKDOWNIFY_FUNCTION = "guides.deadlines.tags.preview"

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
# Whether the desk asks for a code or a passkey after the password (helpcentre/accounts/).
SECOND_FACTOR = HTTPS if env["SECOND_FACTOR"] is None else env["SECOND_FACTOR"]
# Tries are counted by helpcentre/sign_in.py, which keeps no owner out: the packages' own waits
# double without an end, and whoever knows the password could make them last for years.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0
# A passkey is the second step, never the only one. Browsers have passkeys on https and localhost.
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False
OTP_WEBAUTHN_RP_ID = urlsplit(SITE_URL).hostname or "localhost"
OTP_WEBAUTHN_RP_NAME_CALLABLE = "helpcentre.accounts.passkeys.name_of_the_site"
PASSKEYS = HTTPS or SITE_URL.startswith("http://localhost")
OTP_WEBAUTHN_ALLOWED_ORIGINS = [SITE_URL if PASSKEYS else "http://localhost"]
# What who has signed in may send to the desk at once; for everybody else Django's own bounds.
DESK_UPLOAD_MAX_FIELDS = 20_000
DESK_UPLOAD_MAX_BYTES = 32 * 1024 * 1024  # besides files

# Readers get no cookie; these are the desk's.
SESSION_ENGINE = "guides.people.store"
SESSION_IDLE = timedelta(hours=2)  # without anything done at the desk
SESSION_LONGEST = timedelta(hours=12)  # whatever is done
SESSION_WARNING = timedelta(minutes=5)  # before either, said by the page
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
CSRF_FAILURE_VIEW = "helpcentre.desk_errors.not_proved"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
# To the site's own name, whatever was asked for: where a client says none, Django would take its
# own machine's, and tell it to the world.
SECURE_SSL_HOST = urlsplit(SITE_URL).netloc if HTTPS else None
SECURE_HSTS_SECONDS = 63_072_000 if HTTPS else 0
# The list built into browsers: hard to leave, and it binds every subdomain. Only who asks for it.
SECURE_HSTS_PRELOAD = HTTPS and env["HSTS_PRELOAD"]
# So it is no fault that most sites do not.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_REDIRECT_EXEMPT = [r"^salute/", r"^metriche$"]
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
if env["EMAIL_FOLDER"]:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = env["EMAIL_FOLDER"]
EMAIL_HOST = env["EMAIL_HOST"] or "localhost"
EMAIL_PORT = env["EMAIL_PORT"]
EMAIL_HOST_USER = env["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = env["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = env["EMAIL_USE_TLS"]
EMAIL_TIMEOUT = 20
# After so long a letter left half-way is a dead worker's: guides/mail/delivery.py.
MAIL_LEASE_SECONDS = env["MAIL_LEASE_SECONDS"]
DEFAULT_FROM_EMAIL = env["DEFAULT_FROM_EMAIL"]

# Other people's sites (guides/outside): our name there, and a switch that only tests turn on.
OUTSIDE_NAME = "sportello-lettori"
OUTSIDE_MAY_BE_LOOPBACK = False
# Once a week the worker asks whether an article that a fact quotes has changed; off until set:
# https://api.normattiva.it/t/normattiva.api/bff-opendata/v1/api/v1
CHECK_LINKS = env["CHECK_LINKS"]  # whether links to other sites are followed
NORMATTIVA = env["NORMATTIVA"].rstrip("/")

# Published pages on disk (helpcentre/published/): where, how many, and for how long they are
# served when no change can be read because the database does not answer.
KEEPS_PAGES = not DEBUG
PAGES_DIR = DATA_DIR / "pages"
PAGES_MOST = env["PAGES_MOST"]
PAGES_MOST_BYTES = env["PAGES_MOST_MB"] * 1024 * 1024
PAGES_LONGEST_UNCHECKED = timedelta(hours=12)
AFTER_PURGE = "helpcentre.published.changes.catch_up_after_commit"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# What the worker (manage.py db_worker) does by the clock: dotted task -> how often.
# Guides scheduled for a moment that has passed are published even while no worker runs.
LOOKS_FOR_WHAT_IS_DUE = True

AT_THE_WORKERS_START = "helpcentre.failing.worker_starts"
TIMETABLE = {
    "guides.mail.delivery.rescue": timedelta(minutes=1),
    "guides.mail.housekeeping.delete_finished_tasks": timedelta(days=1),
    "guides.queue.alerts.send_digests": timedelta(hours=1),
    "guides.queue.alerts.send_alarms": timedelta(hours=1),
    "guides.privacy.retention.forget_every_day": timedelta(days=1),
    "guides.uploads.leaving.delete_left_over": timedelta(minutes=10),
    "guides.pages.housekeeping.delete_old_changes": timedelta(days=1),
    "guides.comments.announcing.resume": timedelta(minutes=1),
    "guides.facts.law.watch": timedelta(days=7),
    "guides.outside.checking.check": timedelta(hours=1),
    "guides.questions.follower.resume": timedelta(minutes=1),
    "guides.guide.schedule.carrying.carry_out_due": timedelta(minutes=1),
    "guides.guide.follower.tell_followers": timedelta(minutes=1),
    "guides.deadlines.follower.tell_followers": timedelta(minutes=1),
    "guides.failures.models.tell_administrators": timedelta(minutes=10),
    "guides.guide.freshness.letters.write_to_owners": timedelta(days=7),
}

METRICS_TOKEN = env["METRICS_TOKEN"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"lines": {"()": "helpcentre.logs.formatters.Handler"}},
    "root": {"handlers": ["lines"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["lines"], "level": "INFO", "propagate": False},
        "psycopg.pool": {"level": "ERROR"},  # each attempt of each connection; requests say it too
    },
}
