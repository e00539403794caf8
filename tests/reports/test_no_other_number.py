"""Random firms: page, report and every handout show published numbers and nothing else."""

from __future__ import annotations

import re
from html import unescape

from django.template.loader import render_to_string
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.handouts import available
from reports.handouts.document import to_html as handout_html
from reports.pdf import to_html
from reports.pipeline import Report, build_report
from reports.published import Hidden, Shown
from reports.published_json import canonical
from reports.results.page import page
from reports.sentences import notices
from tests.reports.paper import consenting, make_firm, publish

# Scale and levels; limits that are explained (5, 10, 15, 19, 20, 60 ...), hours and minutes of the
# method; numbers of blocks, pages and steps (below 30); the norm of the rules, in texts.
EXPLAINED = {0, 25, 49, 50, 60, 69, 70, 75, 95, 100, 250}  # 250: the size of firms in the study
COUNTED = set(range(31))  # blocks, kenmerken, pages of the report, days of a month

COUNTS = st.fixed_dictionaries(
    {
        "DIR": st.sampled_from((0, 1, 2, 5)),
        "HR": st.sampled_from((0, 1, 5)),
        "LG": st.sampled_from((0, 2, 4, 12)),
        "MW": st.sampled_from((0, 3, 8, 25, 60)),
    }
)
RUNS = settings(max_examples=10, deadline=None)


def read(html: str) -> str:
    """What people read or hear: text, alternative texts, titles of drawings."""
    body = html.split("<body", 1)[-1]
    heard = " ".join(re.findall(r'(?:alt|aria-label|title)="([^"]*)"', body))
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", body, flags=re.S)
    told = unescape(re.sub(r"<[^>]+>", " ", body) + " " + heard)
    return re.sub(r"SHA-256|https?://\S+", " ", told)


def numbers(text: object) -> set[int]:
    return {int(found) for found in re.findall(r"\d+", str(text))}


def allowed(report: Report) -> set[int]:
    """What the frozen result holds, and what follows from it."""
    published, findings = report.published, report.findings
    found = EXPLAINED | COUNTED | numbers(published.facts) | numbers(report.digest)
    library = report.library
    found |= numbers((library.labels, library.talk_kit, library.noticed, library.advices))
    found |= numbers((library.blocks, library.signals)) if hasattr(library, "blocks") else set()
    for group in published.groups:
        found |= {group.n, group.invited, notices.response(group)}
    total, employees = published.group("totaal"), published.group("MW")
    if employees and total.invited > employees.invited:
        rest = (total.n - employees.n, total.invited - employees.invited)
        found |= {notices.percent(*rest), *rest}
    for block in published.blocks:
        found |= numbers([cell for cell in block.groups.values() if isinstance(cell, Shown)])
    found |= numbers(findings.integrality)
    return found | {abs(block.gap.difference) for block in findings.blocks if block.gap}


def firm(counts: dict[str, int], seed: int, consents: bool) -> Report:
    people = make_firm(counts, seed, gaps=0.25)
    return build_report(publish(consenting(people) if consents else people), "nl")


def only_published(report: Report, html: str) -> None:
    assert numbers(read(html)) - allowed(report) == set()


@given(counts=COUNTS, seed=st.integers(0, 10_000), consents=st.booleans())
@RUNS
def test_the_report(counts, seed, consents):
    report = firm(counts, seed, consents)
    only_published(report, to_html(report))


@given(counts=COUNTS, seed=st.integers(0, 10_000), consents=st.booleans())
@RUNS
def test_the_results_page(counts, seed, consents):
    report = firm(counts, seed, consents)
    if not report.published.has_results:
        return
    with override("nl"):
        context = {"page": page(report), "report": report}
        only_published(report, render_to_string("reports/_results_page.html", context))


@given(counts=COUNTS, seed=st.integers(0, 10_000), consents=st.booleans())
@RUNS
def test_every_handout(counts, seed, consents):
    report = firm(counts, seed, consents)
    for kind in available(report):
        only_published(report, handout_html(report, kind))


@given(counts=COUNTS, seed=st.integers(0, 10_000), consents=st.booleans())
@RUNS
def test_the_frozen_result_has_a_reason_where_it_has_no_number(counts, seed, consents):
    report = firm(counts, seed, consents)
    for block in report.published.blocks:
        for cell in block.groups.values():
            if isinstance(cell, Hidden):
                assert cell.reason in {"too_small", "no_answer"}
                assert not numbers(cell)
    assert '"hidden":' in canonical(report.published) or all(
        isinstance(cell, Shown) for b in report.published.blocks for cell in b.groups.values()
    )


def test_five_people_without_five_on_any_block_have_no_results():
    """Everybody counts, and each leaves another block empty but for a little: no page of zeros."""
    report = firm({"DIR": 0, "HR": 1, "LG": 4, "MW": 0}, 2, consents=False)
    assert report.published.groups[0].n == 5
    assert not report.published.has_results
    only_published(report, to_html(report))


def test_the_reading_finds_what_it_should():
    assert numbers(read('<body><img alt="score 87"><p title="88">89</p><script>90</script>')) == {
        87,
        88,
        89,
    }
