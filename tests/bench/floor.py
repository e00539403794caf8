"""The floor: the least that Django needs for the same eight steps of one complete response.

Same number of requests, forms, radios, cookies and one stored row; no instrument, no encryption,
no crispy, no translations. `wsgi:application` of this module is served by tests/bench/respond.py.
"""

from __future__ import annotations

import json
import os
import uuid

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse, HttpResponseRedirect
from django.template import engines
from django.urls import path

settings.configure(
    SECRET_KEY="floor" * 10,
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["127.0.0.1"],
    INSTALLED_APPS=[],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["FLOOR_DATABASE"],
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    },
)
django.setup()

SIZES = (8, 6, 6, 6, 10, 6)
PAGE = engines["django"].from_string(
    """<!doctype html><html lang="nl"><head><title>Blok</title><link rel="stylesheet" href="/a.css">
</head><body><main><h1>{{ title }}</h1><form method="post">{% csrf_token %}
{% for name in names %}<fieldset><legend>Een stelling van gewone lengte over het werk hier.</legend>
{% for value, label in scale %}<label><input type="radio" name="{{ name }}" value="{{ value }}"
{% if value == "4" %} checked{% endif %}>{{ label }}</label>{% endfor %}</fieldset>{% endfor %}
<button>Verder</button></form></main></body></html>"""
)
SCALE = [(str(n), f"klopt ongeveer {n}") for n in range(1, 6)] + [("WN", "weet ik niet")]


def page(request, step: int):
    names = [f"v{step}-{n}" for n in range(SIZES[step - 1])] if 1 <= step <= 6 else []
    if request.method == "GET":
        context = {"title": f"Stap {step}", "names": names, "scale": SCALE}
        return HttpResponse(PAGE.render(context, request))
    draft = json.loads(request.get_signed_cookie("draft", "{}"))
    draft |= {name: request.POST[name] for name in names if name in request.POST}
    if step == 7:
        store(draft)
    response = HttpResponseRedirect(f"/{step + 1}/")
    response.set_signed_cookie("draft", json.dumps(draft), httponly=True)
    return response


def store(draft: dict) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        row = [uuid.uuid4().hex, json.dumps(draft)]
        cursor.execute("INSERT INTO answer (id, answers) VALUES (%s, %s)", row)


urlpatterns = [path("<int:step>/", page)]
application = get_wsgi_application()
