"""Which language a page speaks: respondents read seven, managers Dutch or English."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.translation.trans_real import parse_accept_lang_header

View = Callable[..., HttpResponse]


class PageLanguage(LocaleMiddleware):
    """Django's own choice (cookie, then browser); on other pages than a respondent's limited to
    the languages of managers. `request.languages` are the ones to choose from."""

    def process_view(self, request: HttpRequest, view: View, args: tuple, kwargs: dict) -> None:
        access = getattr(view, "access", None)
        if access is not None and access.all_languages:
            request.languages = settings.LANGUAGES
            return
        request.languages = settings.MANAGER_LANGUAGES
        if translation.get_language() not in dict(settings.MANAGER_LANGUAGES):
            translation.activate(_language_of_manager(request))
            request.LANGUAGE_CODE = translation.get_language()


def _language_of_manager(request: HttpRequest) -> str:
    """The first that the browser asks for and managers have."""
    known = dict(settings.MANAGER_LANGUAGES)
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    codes = (code.partition("-")[0] for code, _ in asked)
    return next((code for code in codes if code in known), settings.LANGUAGE_CODE)
