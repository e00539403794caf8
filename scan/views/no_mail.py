"""No more mail: the page behind the link in every mail, and the one click of mail programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from scan import access, inviting
from scan.invitation_tokens import number_of
from scan.views.errors import allow


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the signed token is the proof
@access.public_for_respondents
@allow("GET", "POST")
def no_mail(request: HttpRequest, token: str) -> HttpResponse:
    """A GET only asks: mail scanners open every link. Says the same whether the address is there
    or not any more."""
    number = number_of(token)
    if number is None:
        return render(request, "scan/link_unknown.html", status=404)
    if request.method == "POST":
        inviting.send_no_more(number)
    return render(request, "scan/no_mail.html", {"done": request.method == "POST"})
