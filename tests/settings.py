"""Settings of the suite: a throw-away home, SQLite or what ALLIN_DATABASE names."""

import os
import tempfile

# Always its own, and one for each process: never the home somebody works in.
os.environ["ALLIN_HOME"] = tempfile.mkdtemp(prefix="allin-test-")
os.environ["ALLIN_VAULT_KEY"] = f"{tempfile.mkdtemp(prefix='allin-key-')}/key"

from allin.config.settings import *  # noqa: F403

SECRET_KEY = "only-for-tests"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
# Tests send forms at once and without having seen them; tests/core turns this on.
GUARD_STRICT = False
# Tables from the models; that migrations end at the same ones is a test of its own.
DATABASES["default"]["TEST"] = {  # noqa: F405
    **DATABASES["default"].get("TEST", {}),  # noqa: F405
    "MIGRATE": False,
}
