"""The accessibility statement: what we aim at, how we tested it, and what we do not know yet."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from scan import access
from scan.views.errors import allow

TESTED_ON = date(2026, 11, 23)  # change it only after testing again


@access.public
@allow("GET")
def statement(request: HttpRequest) -> HttpResponse:
    context = {"tested_on": TESTED_ON, "host": request.get_host()}
    return render(request, "scan/accessibility.html", context)
