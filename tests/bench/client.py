"""A respondent without a browser: follows the links, keeps cookies, sends the CSRF token."""

from __future__ import annotations

import http.client
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
RADIO = re.compile(r'<input[^>]*type="radio"[^>]*name="([^"]+)"')


@dataclass
class Client:
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    requests: int = 0
    body: str = ""
    address: str = "/"

    def __post_init__(self):
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, address: str) -> int:
        return self._send("GET", address)

    def post(self, fields: dict[str, str], address: str | None = None) -> int:
        """Post the form on the page, with its token, and follow the redirect."""
        token = TOKEN.search(self.body)
        data = {**fields, **({"csrfmiddlewaretoken": token[1]} if token else {})}
        return self._send("POST", address or self.address, urlencode(data))

    def radios(self) -> list[str]:
        return list(dict.fromkeys(RADIO.findall(self.body)))

    def _send(self, method: str, address: str, data: str | None = None) -> int:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if data is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, address, data, headers)
        answer = self.connection.getresponse()
        self.body, self.address = answer.read().decode(), address
        self.requests += 1
        self._keep(answer.headers.get_all("Set-Cookie") or [])
        if answer.status in {302, 303}:
            return self._send("GET", urlsplit(urljoin(address, answer.headers["Location"])).path)
        return answer.status

    def _keep(self, headers: list[str]) -> None:
        for header in headers:
            name, _, value = header.split(";", 1)[0].partition("=")
            self.cookies[name] = value
