"""The product's settings; only mail stays in the house."""

from allin.config.settings import *  # noqa: F403

SECRET_KEY = "only-for-measuring"  # noqa: S105
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "bench.urls"
DEMO = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
