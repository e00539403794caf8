"""A real SMTP server for tests: keeps what it takes, and can refuse, stall or die."""

from __future__ import annotations

import email
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class PostOffice:
    """The handler of an aiosmtpd server. `refuses`: address -> the server's answer."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, EmailMessage]] = []
        self.refuses: dict[str, str] = {}
        self.dies_after: int | None = None  # mails; the next one breaks the connection

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list
    ) -> str:
        if address in self.refuses:
            return self.refuses[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.dies_after is not None and len(self.taken) >= self.dies_after:
            server.transport.close()
            return "421 gone"
        message = email.message_from_bytes(envelope.content, policy=default)
        self.taken.extend((address, message) for address in envelope.rcpt_tos)
        return "250 OK"

    @property
    def addresses(self) -> list[str]:
        return sorted(address for address, _ in self.taken)


@contextmanager
def open_post_office(settings) -> Iterator[PostOffice]:
    """Serves on a free port, and points Django's mail at it."""
    office = PostOffice()
    port = _free_port()
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.MAILS_PER_SECOND = 1000
    try:
        yield office
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
