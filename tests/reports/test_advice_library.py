"""The advice library is complete, speaks two languages, and a bad file is refused with its line."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from reports.advice import library as reader
from reports.advice.library import BadLibrary, load_folder, load_library
from reports.advice.types import DIRECTIONS, Horizon
from reports.findings import Certainty, Level, Signal
from reports.published import Number
from reports.samenhang import RULES
from scan.instrument.load import load
from scan.roles import ROLES, Role

LIBRARY = load_library()
INSTRUMENT = load(LIBRARY.instrument)
FOLDER = Path(reader.__file__).parent / LIBRARY.name
BLOCKS = ("IW", "RV", "ST", "LO", "OI", "EO")


def signal(rule: str, kind: str, group_a: str, a: Number, b: Number) -> Signal:
    return Signal(
        rule=rule,
        kind=kind,
        blocks=("IW", "LO"),
        feature_a="IW-AUT",
        feature_b="LO-EIG",
        group_a=group_a,
        group_b=group_a,
        a=a,
        b=b,
        difference=a.value - b.value,
        certainty=Certainty.SIGNAL,
    )


class TestCoverage:
    def test_how_much_there_is(self) -> None:
        assert len(LIBRARY.advices) == 180
        assert len(LIBRARY.gaps) == 12
        assert len(LIBRARY.signals) == 12
        assert len(LIBRARY.noticed) == 20
        assert tuple(LIBRARY.blocks) == BLOCKS

    @pytest.mark.parametrize("role", ROLES)
    @pytest.mark.parametrize("level", Level)
    @pytest.mark.parametrize("block", BLOCKS)
    def test_every_cell_has_a_choice_and_a_start(
        self, block: str, level: Level, role: Role
    ) -> None:
        advices = LIBRARY.level_list(block, level, role)
        assert len(advices) >= 2
        assert Horizon.THIS_WEEK in {advice.horizon for advice in advices}
        assert len({advice.feature for advice in advices}) >= 2 or block == "EO"

    def test_ids_are_unique_and_say_where_they_belong(self) -> None:
        letters = {Level.LOW: "L", Level.MIDDLE: "M", Level.HIGH: "H"}
        assert max(Counter(advice.id for advice in LIBRARY.advices).values()) == 1
        for advice in LIBRARY.advices:
            start = f"ADV-{advice.block}-{letters[advice.level]}-{advice.role}-"
            assert advice.id.startswith(start)

    def test_each_kenmerk_of_the_questionnaire_is_advised_on_every_level(self) -> None:
        found = {(advice.feature, advice.level) for advice in LIBRARY.advices}
        assert found == {(f.code, level) for f in INSTRUMENT.features for level in Level}

    def test_the_library_speaks_about_the_questionnaire(self) -> None:
        assert list(LIBRARY.blocks) == [block.code for block in INSTRUMENT.blocks]
        assert [b.number for b in LIBRARY.blocks.values()] == [b.number for b in INSTRUMENT.blocks]
        assert set(LIBRARY.noticed) == {feature.code for feature in INSTRUMENT.features}
        for advice in LIBRARY.advices:
            assert INSTRUMENT.feature(advice.feature).block == advice.block

    def test_every_gap_and_every_rule_has_its_words(self) -> None:
        assert set(LIBRARY.gaps) == {(block, way) for block in BLOCKS for way in DIRECTIONS}
        assert list(LIBRARY.signals) == [rule.id for rule in RULES]
        for rule in RULES:
            audiences = {"hoog_laag": {"employees", "everyone"}, "kloof": {"gap"}}[rule.kind]
            assert set(LIBRARY.signals[rule.id].messages) == audiences

    def test_each_role_gets_an_action_for_gaps_and_signals(self) -> None:
        for entry in (*LIBRARY.gaps.values(), *LIBRARY.signals.values()):
            assert tuple(entry.actions) == ROLES

    def test_the_interviews_are_told_for_each_role(self) -> None:
        for block in LIBRARY.blocks.values():
            assert tuple(block.findings) == ROLES

    @pytest.mark.parametrize("block", ["LO", "OI"])
    def test_it_admits_that_nothing_was_reported_about_the_directie(self, block: str) -> None:
        assert "geen aparte bevinding" in LIBRARY.blocks[block].findings[Role.DIR]["nl"]

    def test_the_talk_takes_75_minutes(self) -> None:
        assert [step.minutes for step in LIBRARY.talk_kit.steps] == [5, 10, 15, 15, 15, 10, 5]
        assert LIBRARY.talk_kit.minutes == 75
        assert len(LIBRARY.talk_kit.avoid) == 3
        assert len(LIBRARY.talk_kit.afterwards) == 2

    def test_it_is_read_once(self) -> None:
        assert load_library() is LIBRARY


class TestSources:
    def test_every_entry_names_a_source_that_has_a_label(self) -> None:
        entries = (
            *LIBRARY.advices,
            *LIBRARY.gaps.values(),
            *LIBRARY.signals.values(),
            *LIBRARY.blocks.values(),
        )
        for entry in entries:
            assert entry.sources
            for code in entry.sources:
                for language in ("nl", "en"):
                    label = LIBRARY.source_label(code, language)
                    assert label
                    assert "{" not in label

    @pytest.mark.parametrize(
        ("code", "dutch", "english"),
        [
            ("IMP1", "Implicaties, deel 1", "Implications, part 1"),
            ("RES:LO", "Resultaten, bouwsteen 4", "Results, building block 4"),
            ("T3:EO", "Tabel 3, bouwsteen 6", "Table 3, building block 6"),
            ("EIGEN", "Eigen uitwerking", "Our own elaboration"),
        ],
    )
    def test_labels(self, code: str, dutch: str, english: str) -> None:
        assert LIBRARY.source_label(code, "nl") == dutch
        assert LIBRARY.source_label(code, "en") == english

    def test_sources_of_a_block_point_to_that_block(self) -> None:
        for advice in LIBRARY.advices:
            blocks = {code.partition(":")[2] for code in advice.sources} - {""}
            assert blocks <= {advice.block}

    def test_the_authors_own_example_is_named_as_such(self) -> None:
        assert LIBRARY.signals["SH-01"].sources == ("IMP1",)

    def test_horizons_and_efforts_have_words(self) -> None:
        advice = next(a for a in LIBRARY.advices if a.id == "ADV-OI-L-LG-1")
        assert LIBRARY.horizon_label(advice.horizon, "en") == "this week"
        assert LIBRARY.effort_label(advice.effort, "nl") == "klein, tot 2 uur"
        assert "EXT-AAR" in advice.sources


class TestMessages:
    def test_the_numbers_are_filled_in_for_medewerkers(self) -> None:
        fired = signal("SH-01", "hoog_laag", "MW", Number(71), Number(40))
        text = LIBRARY.signals["SH-01"].message(fired, "nl")
        assert text.startswith("Medewerkers merken dat ze zelf hun aanpak kiezen (71).")
        assert "(40)" in text

    def test_the_total_is_never_called_medewerkers(self) -> None:
        fired = signal("SH-01", "hoog_laag", "totaal", Number(71), Number(40))
        text = LIBRARY.signals["SH-01"].message(fired, "nl")
        assert text.startswith("Jullie zien dat mensen zelf hun aanpak kiezen (71).")
        assert "edewerkers" not in text

    @pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
    @pytest.mark.parametrize("group", ["MW", "totaal"])
    @pytest.mark.parametrize("language", ["nl", "en"])
    def test_clipped_numbers_and_no_places_left(self, rule, group: str, language: str) -> None:
        fired = signal(rule.id, rule.kind, group, Number(95, ">="), Number(10, "<="))
        text = LIBRARY.signals[rule.id].message(fired, language)
        assert text.count("(≥ 95)") == 1
        assert text.count("(≤ 10)") == 1
        assert "{" not in text


class TestRefusal:
    """One thing changed in a good library: it is refused, with file, line and reason."""

    CHANGES = (
        ("IW", "feature: IW-UIT", "feature: RV-FOU", "line 6: 'RV-FOU' is no kenmerk of IW"),
        ("IW", "horizon: deze week", "horizon: morgen", "line 7: expected one of deze week"),
        ("IW", "effort: klein", "effort: gratis", "line 8: expected one of klein"),
        ("IW", "sources: [RES, T3]", "sources: [RES, T9]", "line 9: unknown source 'T9'"),
        ("IW", "sources: [RES, T3]", "sources: []", "line 9: expected at least one source"),
        ("IW", "ADV-IW-L-DIR-1:", "ADV-IW-X-DIR-1:", "line 5: expected an id like ADV-IW-L-DIR-1"),
        ("IW", "ADV-IW-L-DIR-1:", "ADV-RV-L-DIR-1:", "line 5: expected an id like ADV-IW-L-DIR-1"),
        ("IW", "ADV-IW-L-DIR-2:", "ADV-IW-L-DIR-1:", "line 13: the key 'ADV-IW-L-DIR-1' stands"),
        ("IW", "ADV-IW-L-DIR-1:", "ADV-IW-L-HR-8:", "IW laag DIR has 1 advices"),
        ("IW", "      nl: Teken met", "      fr: Teken met", "line 28: unknown key 'fr'"),
        ("IW", "nl: Teken met", "nl: Teken hem met", "line 28: nl: 'hem' may not be used"),
        ("IW", "nl: Teken met", "nl: Teken {a} met", "line 28: nl: expected the places"),
        ("IW", "nl: Teken met", "nl: Teken " + "heel " * 20 + "met", "words, at most 25"),
        ("gaps", "  leiding_hoger:", "  leiding_lager:", "line 4: unknown key 'leiding_lager'"),
        ("samenhang", "SH-01:", "SH-13:", "line 5: unknown key 'SH-13'"),
        ("samenhang", "aanpak kiezen ({a})", "aanpak kiezen ({c})", "line 11: nl: expected the"),
        ("samenhang", "aanpak kiezen ({a})", "aanpak kiezen (veel)", "line 11: nl: expected the"),
        ("samenhang", "    everyone:", "    anyone:", "expected messages for employees and"),
        ("samenhang", "sources: [IMP1]", "sources: [RES]", "the source needs a block"),
        ("blocks", "      IW-AUT:", "      RV-AUT:", "'RV-AUT' is no kenmerk of IW"),
        ("patterns", "low_shared:", "low_hidden:", "unknown key 'low_hidden'"),
        ("talk_kit", "minutes: 10", "minutes: 20", "expected 75 minutes in all, found 85"),
        ("talk_kit", "minutes: 10", "minutes: tien", "expected a whole number"),
        ("labels", "deze week:", "ooit:", "unknown key 'ooit'"),
        ("blocks", "instrument:", "instrument: [", "this is not YAML"),
    )

    @pytest.mark.parametrize(("file", "old", "new", "reason"), CHANGES)
    def test_a_bad_file(self, tmp_path: Path, file: str, old: str, new: str, reason: str) -> None:
        folder = tmp_path / "advice_1"
        shutil.copytree(FOLDER, folder)
        path = folder / f"{file}.yaml"
        content = path.read_text("utf-8")
        assert old in content
        path.write_text(content.replace(old, new, 1), "utf-8")
        with pytest.raises(BadLibrary) as refused:
            load_folder(folder)
        assert str(refused.value).startswith(f"{file}.yaml, line ")
        assert reason in str(refused.value)

    def test_no_action_for_this_week(self, tmp_path: Path) -> None:
        folder = tmp_path / "advice_1"
        shutil.copytree(FOLDER, folder)
        path = folder / "EO.yaml"
        path.write_text(path.read_text("utf-8").replace("deze week", "dit jaar"), "utf-8")
        with pytest.raises(BadLibrary, match=r"EO\.yaml.*no action for this week"):
            load_folder(folder)

    def test_a_missing_file(self, tmp_path: Path) -> None:
        folder = tmp_path / "advice_1"
        shutil.copytree(FOLDER, folder)
        (folder / "gaps.yaml").unlink()
        with pytest.raises(BadLibrary, match=r"gaps\.yaml cannot be read"):
            load_folder(folder)
