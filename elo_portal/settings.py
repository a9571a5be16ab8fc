"""All settings, one file. What differs between machines comes from the environment.

The defaults are those of production: a machine that sets nothing is closed, not open.
docs/settings.md lists every variable.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django_stubs_ext
import sentry_sdk
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from elo_portal import env

django_stubs_ext.monkeypatch()

ROOT = Path(__file__).resolve().parent.parent

# What kind of machine this is
DEMO = env.flag("DEMO", default=False)
DEBUG = env.flag("DEBUG", default=False)
BASE_URL = env.text("BASE_URL").rstrip("/")
IS_HTTPS = BASE_URL.startswith("https://")
SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.items("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env.items("ALLOWED_HOSTS", default=[urlsplit(BASE_URL).hostname or ""])

LOOPBACK_HOSTS = {"localhost", "127.0.0.1", "::1"}
if DEMO and not set(ALLOWED_HOSTS) <= LOOPBACK_HOSTS:
    raise ImproperlyConfigured("DEMO=1 answers to loopback names only: check ALLOWED_HOSTS and BASE_URL.")

INSTALLED_APPS = [
    # Ours, highest layer first.
    "elo_portal.pages",
    "seminars",
    "practices",
    "members",
    "elo_portal.core",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",  # allauth's templates load it
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "django_htmx",
    "template_partials",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "elo_portal.core.cache.pages_for_visitors",
    "elo_portal.core.middleware.no_store",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "elo_portal.core.middleware.viewer",
    "elo_portal.core.kept_input.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "members.middleware.require_second_factor",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "elo_portal.urls"
WSGI_APPLICATION = "elo_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "elo_portal.core.context.portal",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "elo_portal.core.templatetags.dates",
                "elo_portal.core.templatetags.desk",
                "elo_portal.core.templatetags.fields",
                "elo_portal.core.templatetags.marks",
                "elo_portal.core.templatetags.navigation",
                "elo_portal.core.templatetags.texts",
                "elo_portal.core.templatetags.ui",
            ],
        },
    }
]

# PostgreSQL. The pool is kept per process; elo_portal.wsgi closes it before a worker is forked.
DATABASES: dict[str, Any] = {"default": env.database(env.text("DATABASE_URL"))}
DATABASES["default"] |= {"ATOMIC_REQUESTS": False, "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits live in an unlogged PostgreSQL table, so that Valkey's absence changes nothing.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}}
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())

# Sign-in
AUTH_USER_MODEL = "members.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "pages:me"
LOGOUT_REDIRECT_URL = "pages:home"
ACCOUNT_ADAPTER = "members.sign_in.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "members.forms.sign_up.SignUpForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "members.sign_in.display"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True  # mail scanners open links; a code stays unused
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600  # three minutes are short where mail is slow
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"
REQUIRE_MFA = env.flag("REQUIRE_MFA", default=True)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey signs in alone, so the device asks who is there
MFA_FORMS = {
    "add_webauthn": "members.forms.passkeys.AddPasskeyForm",
    "edit_webauthn": "members.forms.passkeys.RenamePasskeyForm",
    "login_webauthn": "members.forms.passkeys.PasskeySignInForm",
    "authenticate_webauthn": "members.forms.passkeys.PasskeyStepForm",
    "reauthenticate_webauthn": "members.forms.passkeys.PasskeyAgainForm",
}
MFA_TOTP_ISSUER = "ELO-portaali"
MFA_ADAPTER = "members.sign_in.SecondFactorAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_AUTO_SIGNUP = False  # name and organisation are asked first: without them there is no person
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an account is found by issuer and subject, never by address
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
OIDC_SERVER_URL = env.text("OIDC_SERVER_URL", default="")
if OIDC_SERVER_URL:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": env.text("OIDC_NAME"),
                "client_id": env.text("OIDC_CLIENT_ID"),
                "secret": env.text("OIDC_SECRET"),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ],
    }

# Languages: fi and sv are complete; msgids are English.
LANGUAGE_CODE = "fi"
LANGUAGES = [("fi", _("Finnish")), ("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "elo_portal" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Helsinki"
LANGUAGE_COOKIE_SECURE = IS_HTTPS

# Files
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", default=str(ROOT / ".static")))
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_ROOT = env.text("MEDIA_ROOT", default=str(ROOT / ".media"))
STORAGES = {
    "default": env.files(),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

FILE_UPLOAD_HANDLERS = [
    "elo_portal.core.files.receiving.AtMostOneFileSize",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 10
CLAMAV = env.scanner("CLAMAV")

# Mail: rows of core.OutgoingMail first, handed over by the tick.
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL")
vars().update(env.smtp(env.text("EMAIL_URL")))
EMAIL_TIMEOUT = 15  # Django's own default waits for ever
EMAIL_SUBJECT_PREFIX = ""
SECURITY_CONTACT = env.text("SECURITY_CONTACT", default=DEFAULT_FROM_EMAIL)
# Named in the privacy notice.
CONTROLLER_NAME = env.text("CONTROLLER_NAME", default="")
CONTROLLER_CONTACT = env.text("CONTROLLER_CONTACT", default=DEFAULT_FROM_EMAIL)
DATA_PROTECTION_CONTACT = env.text("DATA_PROTECTION_CONTACT", default=CONTROLLER_CONTACT)
PROCESSORS = env.items("PROCESSORS")
if DEMO and vars()["EMAIL_HOST"] not in LOOPBACK_HOSTS:
    raise ImproperlyConfigured("DEMO=1 sends mail to the sink on this machine only: check EMAIL_URL.")

# Celery is only the bell: due work lies in PostgreSQL, a lost broker costs delay and nothing else.
CELERY_BROKER_URL = env.text("REDIS_URL", default="")
CELERY_TIMEZONE = "UTC"  # local time loses an hour of ticks each October
CELERY_BEAT_SCHEDULE = {"tick": {"task": "core.tick", "schedule": timedelta(seconds=5)}}
CELERY_TASK_ROUTES = {"core.tick": {"queue": "bell"}}
CELERY_TASK_DEFAULT_QUEUE = "heavy"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True  # a task may run twice: every task must bear that
CELERY_TASK_RETRY_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT, CELERY_TASK_SOFT_TIME_LIMIT = 120, 90
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 1000
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 700_000  # KiB; the Finnish dictionary is 230 MB of it, shared
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 5.0 if DEMO else 25.0
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # never give up
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_POOL_ACQUIRE_TIMEOUT = 2.0
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_timeout": 10,
    "socket_connect_timeout": 3,
    "health_check_interval": 25,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "global_keyprefix": "elo:",
}

# Safety. Everything follows the scheme of BASE_URL; nothing hangs on DEBUG.
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_HTTPS
SESSION_COOKIE_NAME = "__Host-session" if IS_HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "elo_portal.pages.views.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
OIDC_ORIGIN = "{0.scheme}://{0.netloc}".format(urlsplit(OIDC_SERVER_URL)) if OIDC_SERVER_URL else None
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the QR picture of the second factor
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF, *([OIDC_ORIGIN] if OIDC_ORIGIN else [])],
    }
}

# Logs carry ids, never names, addresses or texts.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
SENTRY_DSN = env.text("SENTRY_DSN", default="")
if SENTRY_DSN:
    sentry_sdk.init(dsn=SENTRY_DSN, send_default_pii=False, max_request_body_size="never")

OUTBOX_MAX_ATTEMPTS = 8
MAIL_MAX_ATTEMPTS = 5
MAIL_LEASE = timedelta(minutes=5)  # longer than the longest hand-over
# The address is unique without regard to case, by a constraint that the check cannot read.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
