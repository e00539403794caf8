"""From the code on a slip to its questionnaire: typed on a page, or scanned as a QR code.

No page is ever shown at an address with a code in it: a browser would pass that address on.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from scan import access, guessing, inviting, slip_codes
from scan.models import Invitation
from scan.slip_codes import Problem
from scan.views.errors import allow

UNKNOWN, TOO_MANY = "onbekend", "te-vaak"
# What a scanned code may bring; the page says it in words.
TOLD = {UNKNOWN, TOO_MANY, *Problem}


@access.public_for_respondents
@never_cache
@sensitive_post_parameters()
@allow("GET", "POST")
def slip(request: HttpRequest) -> HttpResponse:
    """Asks for the code. A GET only asks, and says what was wrong with a scanned code."""
    if request.method != "POST":
        told = request.GET.get("melding", "")
        return _page(request, told if told in TOLD else "")
    typed = slip_codes.recognise(request.POST.get("code", ""))
    if typed.code is None:
        return _page(request, typed.problem, status=422)
    try:
        found = _look_up(request, typed.code)
    except guessing.TooManyTries:
        return _too_many(request)
    return _go(found) if found else _counted(request, _page(request, UNKNOWN, status=422))


@access.public_for_respondents
@never_cache
@allow("GET")
def scanned(request: HttpRequest, code: str) -> HttpResponse:
    """Behind the QR code: on to the questionnaire. It spends nothing."""
    typed = slip_codes.recognise(code)
    if typed.code is None:
        return _back(typed.problem)
    try:
        found = _look_up(request, typed.code)
    except guessing.TooManyTries:
        return _back(TOO_MANY)
    return _go(found) if found else _counted(request, _back(UNKNOWN))


def _look_up(request: HttpRequest, code: str) -> Invitation | None:
    """A used code counts as a wrong one: nobody may go through a box to see what was drawn."""
    tried = guessing.take_try(request)
    found = inviting.find_slip(code)
    if found and not found.used:
        tried.give_back()
    return found


def _go(found: Invitation) -> HttpResponseRedirect:
    """Early, closed and used are told there, as for every link."""
    return redirect("scan:welcome", found.token)


def _back(told: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('scan:slip')}?melding={told}")


def _counted(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    guessing.note_on_device(request, response, reverse("scan:slip"))
    return response


def _too_many(request: HttpRequest) -> HttpResponse:
    response = _page(request, TOO_MANY, status=429)
    response.headers["Retry-After"] = str(guessing.seconds_left())
    return response


def _page(request: HttpRequest, told: str, status: int = 200) -> HttpResponse:
    typed = request.POST.get("code", "")[: slip_codes.LONGEST_TYPED]
    context = {"told": told, "typed": typed, "minutes": guessing.minutes_left()}
    return render(request, "scan/slip.html", context, status=status)
