"""Controls above every page that are the same for everybody, so drawn once per language."""

from __future__ import annotations

from functools import lru_cache
from types import SimpleNamespace

from django import template
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag(takes_context=True)
def language_buttons(context: RequestContext, name: str, saves: str = "") -> SafeString:
    """`name` of the field, and the id of the form that the buttons save."""
    return _drawn(tuple(context["request"].languages), get_language(), name, saves)


@lru_cache(maxsize=64)
def _drawn(
    languages: tuple[tuple[str, str], ...], language: str, name: str, saves: str
) -> SafeString:
    context = {"languages": languages, "language": language, "name": name, "saves": saves}
    return render_to_string("scan/_talen.html", context)


@register.simple_tag(takes_context=True)
def saving(context: RequestContext, template_name: str, saves: str) -> SafeString:
    """A control that belongs to the form with the id `saves`, and needs nothing else of the page.

    Drawing it for every page of every respondent would cost a tenth of the page.
    """
    request = context["request"]
    large = request.COOKIES.get("letters") == "groot"
    return _saving(template_name, saves, get_language(), tuple(request.languages), large)


@lru_cache(maxsize=128)
def _saving(
    template_name: str,
    saves: str,
    language: str,
    languages: tuple[tuple[str, str], ...],
    large: bool,
) -> SafeString:
    cookies = {"letters": "groot"} if large else {}
    request = SimpleNamespace(languages=languages, COOKIES=cookies)
    return render_to_string(template_name, {"request": request, "saves": saves})


@register.simple_tag
def drawn_once(template_name: str) -> SafeString:
    """A part of the page that needs no variable."""
    return _once(template_name, get_language())


@lru_cache(maxsize=64)
def _once(template_name: str, language: str) -> SafeString:
    return render_to_string(template_name)
