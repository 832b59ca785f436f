"""
Settings of an installation. What differs lives in the environment:

ALLIN_HOME      folder with database, files and logs (the vault key lives elsewhere)
ALLIN_DATABASE  empty for the embedded SQLite, else postgresql://user:pw@host:port/name
ALLIN_HOSTS     comma-separated host names it answers to, besides localhost
ALLIN_VAULT_KEY path of the vault key file, outside ALLIN_HOME
"""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(
    os.environ.get("ALLIN_HOME") or Path.home() / ".local" / "share" / "allin"
).resolve()
_keyring = HOME / "keyring"  # says where the vault key lies
# `demo` leaves this file; the one-click sign-in exists only where it lies.
DEMO = (HOME / "demo.json").exists()
# A demo always has a key of its own, never the one named for a real centre.
VAULT_KEY_FILE = Path(
    (os.environ.get("ALLIN_VAULT_KEY") if not DEMO else "")
    or (_keyring.read_text().strip() if _keyring.exists() else "")
    or Path.home() / ".config" / "allin" / "vault.key"
)

DEBUG = False
_secret = HOME / "secret"
# Without a home there is nothing to protect: `init` and `demo` write the file.
SECRET_KEY = (
    _secret.read_text().strip() if _secret.exists() else "no-home-yet-nothing-is-signed"
)

ALLOWED_HOSTS = [
    "localhost", "127.0.0.1", "[::1]",
    *[h for h in os.environ.get("ALLIN_HOSTS", "").split(",") if h],
]  # fmt: skip
# Where letters lead; `serve` says its own when nobody chose one.
BACKUP_TO = os.environ.get("ALLIN_BACKUP_TO", "")  # a folder on another disk
ADDRESS = os.environ.get("ALLIN_ADDRESS", "http://localhost:8000").rstrip("/")
# Behind HTTPS (any host but localhost) cookies travel encrypted only.
SECURE = bool(os.environ.get("ALLIN_HTTPS"))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
# The last address in X-Forwarded-For is the proxy's word; without one it is nobody's.
BEHIND_PROXY = SECURE
SESSION_COOKIE_NAME = "allin_session"
CSRF_COOKIE_NAME = "allin_csrf"
LANGUAGE_COOKIE_NAME = "allin_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "allin.config.failures.send_again"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

INSTALLED_APPS = [
    "allin.config",
    "allin.desk",
    "allin.reports",
    "allin.council",
    "allin.funding",
    "allin.counselling",
    "allin.programmes",
    "allin.support",
    "allin.rooms",
    "allin.volunteers",
    "allin.directory",
    "allin.intake",
    "allin.accounts",
    "allin.outbox",
    "allin.vault",
    "allin.audit",
    "allin.centres",
    "allin.ui",
    "allin.core",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "allin.config.health.Health",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "allin.config.middleware.WithoutNul",
    "allin.config.middleware.WhichCentre",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "allin.config.middleware.WhichLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allin.config.middleware.WhoAsks",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
]

ROOT_URLCONF = "allin.config.urls"
WSGI_APPLICATION = "allin.config.wsgi.application"
FORM_RENDERER = "allin.ui.controls.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "allin.config.navigation.frame",
            ],
            "builtins": [
                "allin.ui.templatetags.ui",
                "allin.ui.templatetags.times",
                "allin.ui.templatetags.lists",
                "allin.ui.templatetags.forms",
                "allin.ui.templatetags.frame",
                "allin.ui.templatetags.drawings",
            ],
        },
    }
]


def _database() -> dict[str, object]:
    address = os.environ.get("ALLIN_DATABASE", "")
    if address:
        parts = urlsplit(address)
        # A server that listens on a socket only is named by `?host=/folder`.
        socket = parse_qs(parts.query).get("host", [""])[0]
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/") or "allin",
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or "") or socket,
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "allin.sqlite3",
        "CONN_MAX_AGE": None,
        # IMMEDIATE makes every atomic() a writer at once: no read-then-write fails.
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                "PRAGMA cache_size=-16000; PRAGMA secure_delete=ON;"
            ),
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Rate limits need a cache that every process shares.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "allin_cache",
    }
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# Nobody signs up; a password is what the sign-in form may ask for.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "allin.accounts.adapter.Adapter"
MFA_ADAPTER = "allin.accounts.adapter.SecondFactor"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # letters leave once a minute
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # localhost only; browsers refuse elsewhere
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"

LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English"), ("ar", "العربية")]
# Languages of some pages only: name, and how the addresses of these pages begin.
# Elsewhere they are not offered, and nothing is shown in them.
LANGUAGES_IN_PART = {
    "uk": (
        "Українська",
        (
            "/volunteers/join/",
            "/volunteers/mine/",
            "/volunteers/check/",
            "/programmes/open/",
            "/programmes/r/",
            "/programmes/fest/",
            "/programmes/helper/",
        ),
    ),
}
# Nobody who speaks them has read these yet; their pages say so.
UNREVIEWED = {"uk"}
FORMAT_MODULE_PATH = ["allin.ui.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"
LOCALE_PATHS: list[str] = []

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 0  # uploads go to a file at once, never half in memory

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("ALLIN_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("ALLIN_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("ALLIN_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ALLIN_MAIL_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587  # noqa: PLR2004  (submission with STARTTLS)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("ALLIN_MAIL_FROM", "allin@localhost")

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # Exceptions leave the house with type and place, never message or locals.
    "formatters": {"bare": {"()": "allin.config.logs.Bare"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "bare"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "allin": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
