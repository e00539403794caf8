"""Where texts are shown (results page and report) and where they are not (everything else)."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from functools import cache
from io import BytesIO

import page as validator
import pikepdf
import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from reports.excel import workbook
from reports.handouts import available
from reports.handouts import to_html as handout_html
from reports.paper.document import pages
from reports.paper.own_words import MISSING, printable
from reports.pdf import render_pdf, to_html
from reports.pipeline import build_report
from reports.published import NoTexts, OwnWords, Texts
from reports.results.page import page
from reports.sentences import own_words
from reports.slides import presentation
from tests.reports import factories
from tests.reports.factories import QUOTES, TEXT_CANARY

LANGUAGES = ("nl", "en")


@cache
def report(language: str = "nl"):
    return build_report(factories.own_words(), language)


@cache
def html(language: str = "nl") -> str:
    return to_html(report(language))


@cache
def pdf(language: str = "nl") -> bytes:
    return render_pdf(report(language))


def results(language: str = "nl") -> str:
    with override(language):
        context = {"words": page(report(language)).own_words}
        return render_to_string("reports/_own_words.html", context)


def with_texts(*questions: Texts | NoTexts):
    texts = OwnWords("open_questions_1", questions)
    return build_report(replace(factories.typical(), texts=texts), "nl")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_stands_on_the_page_and_on_paper(language):
    for quote in QUOTES:
        assert f"“{quote} {TEXT_CANARY}”" in results(language)
        assert f"“{printable(quote)} {TEXT_CANARY}”" in html(language)


@pytest.mark.parametrize(
    ("language", "counts", "reason", "question"),
    [
        (
            "nl",
            "1 van de 7 teksten ingekort, 1 weggelaten.",
            "minder dan vijf teksten",
            "Wat helpt hier het meest om te leren in het werk?",
        ),
        (
            "en",
            "1 of the 7 texts shortened, 1 left out.",
            "fewer than five texts",
            "What helps most here to learn at work?",
        ),
    ],
)
def test_counts_and_reasons_are_told(language, counts, reason, question):
    for told in (results(language), html(language)):
        assert counts in told
        assert reason in told
        assert question in told
    assert "language in which they were written" in html("en")


def test_nothing_changed_is_told_too():
    told = own_words.answers(with_texts(Texts(1, 6, 0, 0, QUOTES)))[0]
    assert told.counts == "6 teksten, niets ingekort of weggelaten."


@pytest.mark.parametrize("reason", ["few_people", "few_texts", "few_left", "not_read"])
def test_without_texts_there_is_a_reason_and_no_page(reason):
    found = with_texts(NoTexts(1, reason), NoTexts(2, reason))
    assert "open_antwoorden" not in {each.name for each in pages(found)}
    told = own_words.account(found)
    assert "vernietigd" in told
    assert not re.search(r"\d", told)
    assert told in to_html(found)


def test_without_open_questions_nothing_is_said():
    plain = build_report(factories.typical(), "nl")
    assert "pen antwoorden" not in to_html(plain)
    assert page(plain).own_words is None
    assert own_words.account(plain) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_in_nothing_that_is_handed_out_further(language):
    files = {kind: handout_html(report(language), kind) for kind in available(report(language))}
    files |= {
        "pptx": unzipped(presentation(report(language))),
        "xlsx": unzipped(workbook(report(language))),
    }
    assert len(files) > 3
    for name, content in files.items():
        assert TEXT_CANARY not in content, name
        assert "12345" not in content, name


def unzipped(file: bytes) -> str:
    with zipfile.ZipFile(BytesIO(file)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "ignore") for name in parts.namelist())


def test_a_text_is_text_and_no_html():
    quotes = tuple(f"<script>alert({n})</script> & {{% now %}}" for n in range(5))
    found = with_texts(Texts(1, 5, 0, 0, quotes), NoTexts(2, "few_texts"))
    context = {"words": page(found).own_words}
    for told in (to_html(found), render_to_string("reports/_own_words.html", context)):
        assert "<script>alert" not in told
        assert "&lt;script&gt;alert(0)&lt;/script&gt; &amp; {% now %}" in told


# The file -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_pdf_ua_1(language):
    found = validator.validate_pdf_bytes(
        pdf(language), profile=validator.ValidationProfile.PDF_UA_1
    )
    assert [(each.rule_id, each.message) for each in found.failures] == []


def test_only_our_own_letters_are_in_the_file():
    """Also with Polish, Russian and a brick in the texts."""
    with pikepdf.open(BytesIO(pdf())) as document:
        fonts = {
            str(each["/BaseFont"])
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"
        }
    assert fonts
    assert all("Source-Sans-Pro" in name for name in fonts)


def test_what_cannot_be_printed_is_marked_and_explained():
    assert printable("Больше времени 🧱") == f"Больше времени {MISSING}"
    assert "niet afgedrukt kan worden" in html()
    plain = with_texts(Texts(1, 5, 0, 0, ("a", "b", "c", "d", "é")), NoTexts(2, "few_texts"))
    assert "niet afgedrukt kan worden" not in to_html(plain)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler) is not here")
def test_the_longest_texts_go_on_over_sheets_and_none_is_split(tmp_path):
    quotes = tuple(f"begin{n} " + "woorden " * 58 + f"eind{n}" for n in range(40))
    assert max(map(len, quotes)) <= 500
    path = tmp_path / "rapport.pdf"
    path.write_bytes(render_pdf(with_texts(Texts(1, 40, 0, 0, quotes), NoTexts(2, "few_texts"))))
    run = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    sheets = run.stdout.split("\f")
    holding = [sheet for sheet in sheets if "begin" in sheet and "woorden" in sheet]
    assert len(holding) > 2
    for sheet in holding:
        assert re.findall(r"begin(\d+)", sheet) == re.findall(r"eind(\d+)”", sheet)
    assert sum(len(re.findall(r"eind\d+”", sheet)) for sheet in holding) == 40


def test_the_page_stands_between_the_talk_and_the_account():
    names = [each.name for each in pages(report())]
    place = names.index("open_antwoorden")
    assert names[place - 1] == "gesprek"
    assert names[place + 1] == "verantwoording"
