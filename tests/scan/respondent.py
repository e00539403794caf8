"""Someone with a link: the steps that the tests of the respondent's pages share."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client

from scan.drafts import COOKIE
from scan.instrument.load import load
from scan.models import OpenLink, Response, Scan

INSTRUMENT = load("leercultuur_mkb_1")


@dataclass
class Respondent:
    client: Client
    link: OpenLink

    def get(self, page: str = "", **headers) -> HttpResponse:
        return self.client.get(self.address(page), **headers)

    def post(self, page: str = "", data: dict | None = None) -> HttpResponse:
        return self.client.post(self.address(page), data or {})

    def address(self, page: str = "") -> str:
        return f"/v/{self.link.token}/{page}"

    def goes_to(self, response: HttpResponse, page: str) -> bool:
        return response.status_code == 302 and response["Location"] == self.address(page)

    def begin(self) -> Respondent:
        self.post()
        return self

    def fill_in(self, number: int, value: str = "4", page: str = "", **more: str) -> HttpResponse:
        codes = [item.code for item in INSTRUMENT.blocks[number - 1].items]
        return self.post(page or f"blok/{number}/", dict.fromkeys(codes, value) | more)

    def fill_in_all(self, value: str = "4") -> Respondent:
        self.begin()
        for number in range(1, 7):
            self.fill_in(number, value)
        return self

    def send(self) -> HttpResponse:
        return self.post("versturen/")

    @property
    def has_draft(self) -> bool:
        return COOKIE in self.client.cookies and bool(self.client.cookies[COOKIE].value)


def respondent_of(scan: Scan, role: str = "MW", **options) -> Respondent:
    """Somebody new, on a device of their own."""
    return Respondent(Client(**options), scan.links.get(role=role))


def stored(scan: Scan) -> list[Response]:
    return list(Response.unscoped.filter(scan=scan))
