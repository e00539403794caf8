"""The buttons with the names of the languages: the same for everybody, so drawn once."""

from __future__ import annotations

from functools import lru_cache

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
