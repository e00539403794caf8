"""Taking back what was sent, with the code from the thanks page. The code stands in no address."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from scan import access, withdrawing
from scan.end_forms import CodeForm
from scan.views.errors import allow

# What the second page asks for; anything else is the first page.
ALL, CONSENT = "alles", "apart"
ACTIONS = {ALL: withdrawing.withdraw, CONSENT: withdrawing.withdraw_consent}


@access.public_for_respondents
@never_cache
@sensitive_post_parameters()
@allow("GET", "POST")
def withdraw(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, "withdraw", {"form": CodeForm()})
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _page(request, "withdraw", {"form": form}, status=422)
    try:
        return _answer(request, form.cleaned_data["code"], request.POST.get("wat"))
    except withdrawing.NotFound:
        return _page(request, "withdraw", {"form": form, "not_found": True}, status=422)


def _answer(request: HttpRequest, code: str, what: str | None) -> HttpResponse:
    if what not in ACTIONS:
        return _page(request, "withdraw_confirm", {"code": code, "sent": withdrawing.find(code)})
    ACTIONS[what](code=code)
    return _page(request, "withdrawn", {"everything": what == ALL})


def _page(request: HttpRequest, name: str, context: dict, status: int = 200) -> HttpResponse:
    return render(request, f"scan/{name}.html", context, status=status)
