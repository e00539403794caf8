"""Each heading and sentence is true for its numbers; tables of numbers and the words they give."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from reports.pipeline import build_report
from reports.sentences import blocks, cohesion, directie, gaps, notices, reading
from scan.roles import ROLES
from tests.reports import factories

DIR, HR, LG, MW = ROLES


def totals(*scores, n=24):
    """A firm with only a total: six scores."""
    group = factories.group("totaal", n, n, ROLES, "total")
    return build_report(factories.published((group,), {"totaal": scores}), "nl")


def two_sides(employees, leading, n=(40, 12), **more):
    """A firm that shows medewerkers and the merged leading group."""
    groups = (
        factories.group("totaal", sum(n), sum(n), ROLES, "total"),
        factories.group("MW", n[0], n[0], (MW,)),
        factories.group("DIR+HR+LG", n[1], n[1], (DIR, HR, LG)),
    )
    scores = {"totaal": employees, "MW": employees, "DIR+HR+LG": leading}
    return build_report(factories.published(groups, scores, **more), "nl")


def of(firm, **facts):
    return build_report(factories.FIRMS[firm](**facts), "nl")


@pytest.mark.parametrize(
    ("scores", "heading"),
    [
        (
            (66, 61, 75, 46, 54, 50),
            "Samenwerken is jullie kracht. "
            "Leiderschap gericht op ontwikkeling is nog weinig aanwezig.",
        ),
        (
            (66, 61, 69, 46, 48, 50),
            "Samenwerken is het meest aanwezig. Twee bouwstenen zijn nog weinig aanwezig.",
        ),
        (
            (46, 61, 75, 48, 54, 50),
            "Samenwerken is jullie kracht. "
            "Inhoud van werk en leiderschap zijn nog weinig aanwezig.",
        ),
        (
            (49, 30, 75, 46, 48, 20),
            "Samenwerken is jullie kracht. Vijf bouwstenen zijn nog weinig aanwezig.",
        ),
        (
            (75, 61, 75, 60, 54, 49),
            "Inhoud van werk en samenwerken zijn jullie kracht. "
            "Externe omgeving is nog weinig aanwezig.",
        ),
        (
            (90, 90, 90, 40, 40, 40),
            "Drie bouwstenen zijn meestal aanwezig, drie zijn nog weinig aanwezig.",
        ),
        ((55, 60, 50, 69, 61, 58), "Alle zes de bouwstenen zijn wisselend aanwezig."),
        ((10, 20, 30, 40, 45, 49), "Alle zes de bouwstenen zijn nog weinig aanwezig."),
        ((70, 80, 90, 71, 72, 73), "Alle zes de bouwstenen zijn meestal aanwezig."),
        ((70, 80, 90, 71, 72, None), "De vijf bouwstenen met een score zijn meestal aanwezig."),
    ],
)
def test_page_one_names_the_strongest_and_the_lowest_level(scores, heading):
    assert directie.heading(totals(*scores)) == heading


@pytest.mark.parametrize("firm", factories.FIRMS)
def test_the_heading_of_page_one_fits_two_lines(firm):
    assert len(directie.heading(of(firm))) <= directie.LONGEST_HEADING


@pytest.mark.parametrize(
    ("scores", "sentence"),
    [
        (
            (66, 61, 75, 46, 54, 50),
            "Samenwerken komt als enige op 70 of hoger. Leiderschap blijft als enige onder de 50.",
        ),
        (
            (70, 61, 75, 60, 54, 50),
            "Inhoud van werk en samenwerken komen op 70 of hoger. "
            "Geen bouwsteen blijft onder de 50.",
        ),
        (
            (49, 49, 49, 60, 54, 69),
            "Geen bouwsteen komt op 70 of hoger. Drie bouwstenen blijven onder de 50.",
        ),
        ((55, 60, 50, 69, 61, 58), "Het hoogst: leiderschap (69). Het laagst: samenwerken (50)."),
        ((60, 60, 60, 60, 60, 60), "Alle bouwstenen hebben dezelfde score."),
        (
            (55, 55, 50, 50, 51, 52),
            "Het hoogst: inhoud van werk, en ruimte en veiligheid (55). "
            "Het laagst: samenwerken en leiderschap (50).",
        ),
    ],
)
def test_the_sentence_above_the_bars_counts_at_50_and_70(scores, sentence):
    assert directie.bars(totals(*scores)) == sentence


def test_a_company_below_50_hears_where_to_build_on():
    report = totals(10, 20, 30, 40, 45, 49)
    assert directie.strength(report) == "Geen bouwsteen komt op 50. Begin klein, bij wat er al is."
    assert directie.strength_title(report) == "Het meest aanwezig"


def test_a_strength_from_70_is_called_one():
    assert directie.strength_title(of("typical")) == "Jullie kracht"
    assert directie.strength(of("typical")).endswith("Begin waar het al lukt.")


def test_priorities_say_why_at_most_twice():
    report = of("typical")
    reasons = {code: directie.reason(report, code) for code in report.findings.priorities}
    assert reasons["LO"] == "laagste score, grootste verschil tussen rollen"
    assert all(reason.count(",") <= 1 for reason in reasons.values())


def test_a_priority_without_other_reason_names_its_lowest_kenmerk():
    report = totals(50, 49, 48, 47, 40, 51)
    assert directie.reason(report, "LO") == "minst aanwezig: eigenaarschap stimuleren"


@pytest.mark.parametrize(
    ("employees", "leading", "heading"),
    [
        (
            (60,) * 6,
            (75, 60, 60, 60, 60, 60),
            "Bij inhoud van werk ziet de leiding meer dan medewerkers merken.",
        ),
        (
            (60,) * 6,
            (75, 75, 75, 60, 60, 60),
            "Bij drie bouwstenen ziet de leiding meer dan medewerkers merken.",
        ),
        (
            (60,) * 6,
            (60, 60, 45, 60, 60, 60),
            "Bij samenwerken merken medewerkers meer dan de leiding ziet.",
        ),
        (
            (60,) * 6,
            (75, 75, 45, 60, 60, 60),
            "De leiding ziet meer bij twee bouwstenen, medewerkers merken meer bij samenwerken.",
        ),
        ((60,) * 6, (69,) * 6, "Leiding en medewerkers verschillen nergens duidelijk."),
    ],
)
def test_the_gap_page_counts_both_directions(employees, leading, heading):
    assert gaps.heading(two_sides(employees, leading)) == heading


def test_a_small_group_makes_a_gap_possible_only():
    report = two_sides((60,) * 6, (80, 60, 60, 60, 60, 60), n=(40, 6))
    assert "mogelijk" in gaps.heading(report)
    assert "mogelijk" in blocks.overview_heading(report)
    assert "een mogelijk verschil" in blocks.sentence(report, "IW")
    assert "pas vanaf 15 punten" in gaps.legend(report)
    assert "Minder dan 10 punten" not in gaps.legend(report)


def test_the_gap_sentence_turns_around_with_the_difference():
    more = gaps.sentence(two_sides((60,) * 6, (75, 60, 60, 60, 60, 60)))
    assert "Let daarom op het grootste verschil: bij inhoud van werk is dat 15 punten." in more
    less = gaps.sentence(two_sides((60,) * 6, (45, 60, 60, 60, 60, 60)))
    assert "andersom: bij inhoud van werk is het verschil 15 punten." in less


def test_a_clipped_gap_is_at_least_its_size():
    report = two_sides((60,) * 6, (100, 60, 60, 60, 60, 60))
    assert "minstens 35 punten" in gaps.sentence(report)


def test_the_wording_note_names_only_clear_gaps():
    report = two_sides((60,) * 6, (75, 62, 60, 60, 60, 60), wording_note=("IW", "RV"))
    assert gaps.wording(report).startswith("Bij inhoud van werk kan")
    assert gaps.wording(two_sides((60,) * 6, (75,) * 6)) == ""
    assert "vraagstelling" in blocks.remarks(report, "IW")[-1]


def test_the_overview_tells_where_both_sides_meet_and_part():
    report = of("typical")
    expected = "Leiding en medewerkers verschillen het meest over leiderschap."
    assert blocks.overview_heading(report) == expected
    assert blocks.overview_sentence(report) == (
        "Bij leiderschap komt de leiding op 68 en medewerkers op 44. "
        "Bij samenwerken liggen ze het dichtst bij elkaar."
    )


def test_without_two_sides_the_overview_tells_the_range():
    assert blocks.overview_heading(of("total_only")) == (
        "De bouwstenen lopen uiteen van 45 tot 71."
    )
    close = totals(60, 61, 62, 63, 64, 60)
    assert "dicht bij elkaar, tussen 60 en 64" in blocks.overview_heading(close)


def test_a_block_page_says_level_and_border():
    report = of("typical")
    assert blocks.heading(report, "LO") == (
        "Leiderschap gericht op ontwikkeling is nog weinig aanwezig."
    )
    assert blocks.heading(report, "EO").endswith("is wisselend aanwezig, op de grens.")
    assert blocks.heading(of("hidden_block"), "EO").endswith("te weinig antwoorden om te tonen.")


def test_a_block_page_says_groups_and_kenmerken():
    assert blocks.sentence(of("typical"), "LO") == (
        "De leiding komt op 68, medewerkers op 44: een groot verschil. "
        "Het meest aanwezig: visie op leren uitdragen (52). "
        "Het minst: eigenaarschap stimuleren (40)."
    )
    assert blocks.sentence(of("total_only"), "LO").startswith("Samen komen jullie op 52.")


def test_kenmerken_that_are_close_are_not_ranked():
    report = of("total_only")
    flat = replace(
        report.published.blocks[0].groups["totaal"],
        features={f: factories.number(58, 24) for f in ("IW-AUT", "IW-COM", "IW-VAR", "IW-UIT")},
    )
    first = replace(report.published.blocks[0], groups={"totaal": flat})
    published = replace(report.published, blocks=(first, *report.published.blocks[1:]))
    sentence = blocks.sentence(build_report(published, "nl"), "IW")
    assert sentence.endswith("De kenmerken liggen dicht bij elkaar.")


def test_much_dont_know_and_division_are_mentioned():
    report = of("total_only")
    cell = replace(
        report.published.blocks[0].groups["totaal"],
        agreement="verdeeld",
        dont_know=factories.number(20, 24),
    )
    first = replace(report.published.blocks[0], groups={"totaal": cell})
    published = replace(report.published, blocks=(first, *report.published.blocks[1:]))
    assert blocks.remarks(build_report(published, "nl"), "IW") == (
        "Jullie antwoorden hier verdeeld: vraag waar het al wel lukt.",
        "Jullie kozen vaak ‘weet ik niet’ (20\u00a0%).",
    )


@pytest.mark.parametrize(
    ("scores", "heading"),
    [
        ((70, 70, 70, 70, 70, 55), "Externe omgeving is de zwakke schakel."),
        ((60, 61, 60, 61, 60, 61), "De bouwstenen zijn in balans."),
        ((66, 52, 66, 52, 66, 52), "De bouwstenen zijn licht uit balans."),
    ],
)
def test_samenhang_names_weak_link_or_balance(scores, heading):
    assert cohesion.heading(totals(*scores)) == heading


def test_samenhang_without_six_blocks_gives_no_index():
    report = of("hidden_block")
    assert report.findings.integrality is None
    assert "berekenen we geen integraliteit" in cohesion.sentence(report)
    assert cohesion.index_meaning(report) == ""


def test_below_ten_people_the_balance_has_no_word():
    report = of("exactly_five")
    assert cohesion.sentence(report).endswith(f"{report.findings.integrality.balance}\u00a0%.")


def test_signals_are_called_possible_below_ten():
    report = of("consented")
    signal = report.findings.signals[0]
    assert cohesion.signal_name(report, signal).startswith("Mogelijk: ")


def test_no_notice_where_nothing_is_the_matter():
    assert notices.notices(of("typical")) == ()


def test_only_leading_comes_first_and_replaces_mixed_views():
    found = notices.notices(of("only_leading"))
    assert found[0].startswith("Geen medewerker deed mee.")
    assert not any("samen in het totaal" in text for text in found)


def test_a_lone_total_says_that_views_are_mixed():
    assert notices.notices(of("total_only")) == (
        "Leiding en medewerkers staan samen in het totaal. "
        "Apart zijn de groepen te klein om te tonen.",
    )


def test_uneven_response_says_who_weighs_more():
    (text,) = notices.notices(of("low"))
    assert text == (
        "Van de medewerkers deed 39\u00a0% mee, van de leiding 100\u00a0%. "
        "Zo telt de leiding zwaarder mee dan bij haar aandeel in het bedrijf past."
    )


@pytest.mark.parametrize(
    ("part", "whole", "rounded"), [(1, 3, 33), (2, 3, 67), (1, 8, 13), (5, 5, 100)]
)
def test_percentages_round_half_up(part, whole, rounded):
    assert notices.percent(part, whole) == rounded


def test_margins_are_told_for_what_is_shown():
    assert notices.margins(of("typical")) == "De marge per bouwsteen is ± 2."
    assert notices.margins(of("exactly_five")) == "Een marge tonen we pas vanaf tien mensen."
    assert notices.margins(of("consented")).startswith("Het totaal heeft geen marge")


def test_the_scan_is_never_called_validated():
    assert "nog niet gevalideerd" in notices.certainty(of("typical"))


def test_merged_and_chosen_groups_are_explained():
    assert reading.groups(of("typical")) == (
        "Directie, HR en leidinggevenden staan samen (10 mensen), zodat niemand te herkennen is.",
    )
    own = reading.groups(of("consented"))
    assert own[-1].startswith("Alleen de directie staat wel apart: die koos daar zelf voor, en")
    assert own[-1].endswith("bij het sluiten op 20 november 2026.")
    assert "de directie, die dat zelf koos" in reading.promise(of("consented"))


def test_what_is_hidden_is_named_without_any_number():
    texts = reading.hidden(of("hidden_block"))
    assert len(texts) == 2
    assert texts[0] == (
        "Leiderschap gericht op ontwikkeling: te weinig antwoorden om medewerkers, "
        "en directie, HR en leidinggevenden apart te tonen."
    )
    assert texts[1].endswith("te weinig antwoorden, dus geen getallen.")
    assert not any(re.search(r"\d", text) for text in texts)


def test_signs_are_only_those_that_occur():
    assert [line.text for line in reading.signs(of("exactly_five"))] == [
        "totaal: iedereen telt één keer mee"
    ]
    assert "geen teken: te weinig antwoorden" in [
        line.text for line in reading.signs(of("hidden_block"))
    ]


def test_page_one_says_where_people_are_divided():
    """Counted from the third on; nothing is said where nobody is."""
    divided = build_report(factories.divided(), "nl")
    assert "Over zes bouwstenen zijn jullie verdeeld" in notices.certainty(divided)
    assert "verdeeld" not in notices.certainty(of("typical"))
    assert "verdeeld" not in notices.certainty(of("too_small"))
    made = factories.divided()
    kept = [
        block if block.code in ("RV", "EO") else calm
        for block, calm in zip(made.blocks, factories.unbalanced().blocks, strict=True)
    ]
    two = build_report(replace(made, blocks=tuple(kept)), "nl")
    assert "Over ruimte en veiligheid, en externe omgeving zijn jullie verdeeld" in (
        notices.certainty(two)
    )
