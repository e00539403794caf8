"""The tag with which respondents' pages say in which group somebody's answers end up.

A tag, because `scan` does not know `reports`: only the page brings them together.
"""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from reports.own_group import own_group
from scan.instrument.load import load
from scan.models import Scan
from scan.roles import Role

register = template.Library()


@register.inclusion_tag("scan/_own_group.html", name="own_group")
def own_group_tag(scan: Scan, role: str) -> dict[str, object]:
    found = own_group(scan.invited, Role(role))
    roles = load(scan.instrument).roles
    return {
        "group": found,
        "names": ", ".join(roles[each].name[get_language()] for each in found.roles),
        "alone": scan.invited[Role(role)] <= 1 and found.kind != "none",
    }
