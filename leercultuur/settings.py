"""All settings, each read from the environment; a missing secret stops with advice."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY ontbreekt. Maak er een met\n"
        '  python -c "import secrets; print(secrets.token_urlsafe(50))"\n'
        "en zet hem in het bestand .env als SECRET_KEY=... (of in de omgeving)."
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Links in mail, on posters and in the demo start with this.
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
SIGNUP_OPEN = env.bool("SIGNUP_OPEN", default=True)
HTTPS = env.bool("HTTPS", default=not DEBUG)

INSTALLED_APPS = [
    "scan",
    "reports",
    "leercultuur.running",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "leercultuur.headers.with_security_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "leercultuur.languages.PageLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "csp.middleware.CSPMiddleware",
]
ROOT_URLCONF = "leercultuur.urls"
WSGI_APPLICATION = "leercultuur.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
SQLITE = "django.db.backends.sqlite3"
if DATABASES["default"]["ENGINE"] == SQLITE:
    # IMMEDIATE: writers queue instead of failing. FULL: a thanked-for answer survives a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
        "PRAGMA secure_delete=ON;",
    }
    # Tests of simultaneous senders need a real file; in memory there is only one connection.
    DATABASES["default"]["TEST"] = {"NAME": env.str("TEST_DATABASE", default=None)}
else:
    # PostgreSQL writes the text of a failing query in its own log: this keeps values out of it.
    DATABASES["default"].setdefault("OPTIONS", {})["server_side_binding"] = True
# Opening a connection costs more than any page of a respondent.
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = DATABASES["default"]["ENGINE"] != SQLITE
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits of the accounts live in the cache, so every worker must see the same one.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # When full it throws away what counts, and a limit would start again.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # What a respondent's link leads to, so that a click costs no query. Per process, no answers.
    "links": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "TIMEOUT": env.float("LINK_MEMORY_SECONDS", default=1),
    },
}
TASKS = {
    "default": {
        "BACKEND": env.str("TASKS_BACKEND", default="django_tasks_db.DatabaseBackend"),
    }
}

AUTH_USER_MODEL = "scan.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "scan.accounts.Accounts"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
# Only then a page can answer the same to an address with and without an account.
ACCOUNT_EMAIL_VERIFICATION = env.str("EMAIL_VERIFICATION", default="mandatory")
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True  # one address per account
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60  # mail may take minutes
ACCOUNT_RATE_LIMITS = {"member_invitation": "30/m/ip"}  # beside those of allauth itself
MFA_ADAPTER = "scan.accounts.SecondStep"
MFA_SUPPORTED_TYPES = ["recovery_codes", "totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# How long somebody who showed who they are, is not asked again (scan/confirming.py).
CONFIRMED_FOR_SECONDS = 15 * 60
ACCOUNT_REAUTHENTICATION_TIMEOUT = CONFIRMED_FOR_SECONDS
SESSION_ENGINE = "scan.sessions"  # knows whose a session is, so that people can end their own
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "scan:organisations"
ACCOUNT_LOGOUT_REDIRECT_URL = "scan:home"

EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=30)  # seconds
MAILS_PER_SECOND = env.float("MAILS_PER_SECOND", default=25)  # per worker; providers have limits
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Leercultuur <noreply@localhost>")

LANGUAGE_CODE = "nl"
# Respondents read these; the translations of the questionnaire stand in scan/instrument/.
LANGUAGES = [
    ("nl", "Nederlands"),
    ("en", "English"),
    ("pl", "Polski"),
    ("de", "Deutsch"),
    ("uk", "Українська"),
    ("tr", "Türkçe"),
    ("ar", "العربية"),
]
MANAGER_LANGUAGES = LANGUAGES[:2]  # also of mail, reports and everything made from them
FORMAT_MODULE_PATH = ["leercultuur.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "reports.staticfinder.PlotlyFinder",
]
STATIC_MANIFEST = env.bool("STATIC_MANIFEST", default=not DEBUG)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if not STATIC_MANIFEST
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not STATIC_MANIFEST
WHITENOISE_ALLOW_ALL_ORIGINS = False  # nothing of ours is meant for other sites

CRISPY_ALLOWED_TEMPLATE_PACKS = "leercultuur"
CRISPY_TEMPLATE_PACK = "leercultuur"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
# Tokens stand in the path of respondent pages: no other host ever sees a path. (no-referrer would
# make browsers send "Origin: null" with our own forms, and the CSRF check would refuse them.)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "scan.views.errors.csrf_failure"
SECURE_REDIRECT_EXEMPT = [r"^gezond/"]  # asked from the server itself, without a certificate
if HTTPS:
    SECURE_SSL_REDIRECT = env.bool("SSL_REDIRECT", default=True)
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessie"
    CSRF_COOKIE_NAME = "__Host-csrf"
# Running it: leercultuur/RUNNING.md. Without a token there are no figures for Prometheus.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
SECURITY_CONTACT = env.list("SECURITY_CONTACT", default=[])  # mailto: or https:, in security.txt
BACKUP_KEY = env.str("BACKUP_KEY", default="")
BACKUP_KEEP_DAYS = env.int("BACKUP_KEEP_DAYS", default=14)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # a pasted list of 5,000 people with all their columns
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200
FILE_UPLOAD_MAX_MEMORY_SIZE = 3_000_000
FILE_UPLOAD_HANDLERS = ["leercultuur.uploads.SmallUpload"]  # nothing on disk

# Days that answers are kept after the result was frozen; printed in the report and in the notice.
ANSWER_RETENTION_DAYS = 30
# On a shared tablet: how long nobody may touch it, and how long of that a countdown is in sight.
KIOSK_IDLE_SECONDS = 180
KIOSK_WARNING_SECONDS = 60
KIOSK_DRAFT_SECONDS = 300  # the idle time, and some for a slow network
# Days that e-mail addresses are kept after closing; the mail and the notice tell people.
INVITATION_RETENTION_DAYS = 14

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"tokens": {"()": "leercultuur.logs.HideTokens"}},
    "formatters": {
        "text": {"format": "%(levelname)s %(name)s: %(message)s"},
        "json": {"()": "leercultuur.logs.JsonLines"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["tokens"],
            "formatter": env.str("LOG_FORMAT", default="text"),
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        # Without Django's own mail to ADMINS: it puts address, cookies and time in one message.
        "django": {"level": "INFO"},
        # These tell what is in a query or on a page, answers included.
        "django.db.backends": {"level": "INFO"},
        "django.template": {"level": "INFO"},
        # Gunicorn's own handler writes addresses with the token in them.
        "gunicorn.error": {"handlers": ["console"], "propagate": False},
    },
}
