"""Handing one mail to the mail server: taken, refused for good, or not now."""

from __future__ import annotations

import smtplib
import time
from collections.abc import Callable
from contextlib import suppress

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

PERMANENT = range(500, 600)
BAD_ADDRESS = "address"  # in the place of a mail server's words: no mail can be sent to it


class NotNow(Exception):
    """The server did not take this mail; it may later. Says why, without an address."""


class Refused(Exception):
    """The server will never take this mail. Says why, without an address."""


def hand_over(
    message: EmailMultiAlternatives,
    *,
    just_before: Callable[[], None],
    timeout: float | None = None,
) -> None:
    """Send it; `just_before` is called when the server is there and nothing is sent yet.

    Raises NotNow or Refused when the server certainly did not take it. Any other end, such as a
    connection that breaks while the mail is on its way, is raised as it is: nobody knows.
    """
    _keep_pace()
    connection = get_connection(**({"timeout": timeout} if timeout else {}))
    try:
        connection.open()
    except OSError as error:  # smtplib's errors are OSErrors
        raise NotNow(_reason(error)) from None
    try:
        just_before()
        message.connection = connection
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        raise _judge(*next(iter(error.recipients.values()))) from None
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError, smtplib.SMTPHeloError) as error:
        raise _judge(error.smtp_code, error.smtp_error) from None
    except (ValueError, smtplib.SMTPNotSupportedError):  # says the address itself in its words
        raise Refused(BAD_ADDRESS) from None
    finally:
        with suppress(OSError):  # it may be the connection that broke
            connection.close()


def _judge(code: int, answer: bytes | str) -> NotNow | Refused:
    reason = f"{code} {_text(answer)}"
    return Refused(reason) if code in PERMANENT else NotNow(reason)


def _reason(error: OSError) -> str:
    return f"{type(error).__name__}"


def _text(answer: bytes | str) -> str:
    """The server's words without addresses: they end up on a page and in the database."""
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(word for word in words.split() if "@" not in word)[:150]


class _Pace:
    last = 0.0


def _keep_pace() -> None:
    wait = _Pace.last + 1 / settings.MAILS_PER_SECOND - time.monotonic()
    if wait > 0:
        time.sleep(wait)
    _Pace.last = time.monotonic()
