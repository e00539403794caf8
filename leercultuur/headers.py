"""The security headers that Django has no setting for, on every answer, static files included."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

NOT_USED = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"),
    *("microphone", "midi", "payment", "usb"),
)
HEADERS = {
    # What no page of ours asks for, no script can ask for either.
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in NOT_USED),
    # No other site can load our pages, drawings or files as a part of its own.
    "Cross-Origin-Resource-Policy": "same-origin",
}


def with_security_headers(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware
