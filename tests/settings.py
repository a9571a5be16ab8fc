"""The settings of the tests: those of a production machine on http, whatever the environment says.

The database's place is filled in by tests/databases.py once the server runs.
"""

import os

os.environ |= {
    "SECRET_KEY": "only-for-tests",
    "DEMO": "0",
    "DEBUG": "0",
    "BASE_URL": "http://localhost:8000",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
    "DATABASE_URL": "postgres:///portal?host=/nowhere&user=portal",
    # A scheme that does not exist: whoever reaches for the broker in a test fails at once.
    "REDIS_URL": "no-broker-in-tests://",
    "EMAIL_URL": "smtp://localhost:1",
    "DEFAULT_FROM_EMAIL": "ELO-portaali <elo-portaali@example.org>",
    "REQUIRE_MFA": "0",
    "TRUSTED_PROXIES": "0",
    "OIDC_SERVER_URL": "",
    "SENTRY_DSN": "",
    "S3_BUCKET": "",
    "CLAMAV": "",
}

from elo_portal.settings import *

# Eight threads that run for the last place need a connection each, not a place in a pool.
DATABASES["default"]["OPTIONS"].pop("pool")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
# Names without hashes: the tests need no collected files.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
