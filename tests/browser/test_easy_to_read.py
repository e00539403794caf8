"""Larger letters, reading aloud and difficult words, and what a screen reader gets of a page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.test_respondent_journey import INSTRUMENT, fill_in_block, go_on, tab_until

pytestmark = pytest.mark.django_db(transaction=True)
# A browser that can speak, as far as our page can tell; it keeps what it was asked to do.
SPEECH = """
window.spoken = [];
const speaking = {
  getVoices: () => %s,
  speak: (words) => { window.spoken.push([words.text, words.voice.name]); window.last = words; },
  cancel: () => window.spoken.push("stop"),
};
Object.defineProperty(window, "speechSynthesis", { value: speaking });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
DUTCH = '{ name: "Fien", lang: "nl-NL", localService: true }'
REMOTE = '{ name: "Cloud", lang: "nl-NL", localService: false }'
POLISH = '{ name: "Zosia", lang: "pl-PL", localService: true }'
FIRST, SECOND = (item.texts["own"]["nl"] for item in INSTRUMENT.blocks[0].items[:2])


@pytest.fixture
def block(visit, open_scan):
    """The first block page, in a browser with these voices."""

    def start(*voices: str, size=PHONE, **options):
        one = visit(size, **options)
        if voices:
            one.context.add_init_script(SPEECH % f"[{', '.join(voices)}]")
        one.page.goto(f"/v/{open_scan.links.get(role='MW').token}/")
        one.page.get_by_role("button", name="Beginnen").click()
        expect(one.page.get_by_text("Blok 1 van 6")).to_be_visible()
        return one

    return start


def reads(page):
    return page.get_by_role("button", name="Voorlezen")


# Reading aloud ------------------------------------------------------------------------------------


def test_a_statement_is_read_with_its_answers(block):
    page = block(REMOTE, POLISH, DUTCH).page
    expect(reads(page)).to_have_count(len(INSTRUMENT.blocks[0].items))
    page.evaluate("spoken.length = 0")
    reads(page).first.click()
    answers = [text["nl"] for text in INSTRUMENT.scale.values()] + [INSTRUMENT.dont_know["nl"]]
    assert page.evaluate("spoken") == ["stop", *([text, "Fien"] for text in [FIRST, *answers])]
    expect(reads(page).first).to_have_attribute("aria-pressed", "true")


def test_pressing_again_stops_and_another_takes_over(block):
    page = block(DUTCH).page
    first, second = reads(page).nth(0), reads(page).nth(1)
    first.click()
    second.click()
    expect(first).to_have_attribute("aria-pressed", "false")
    expect(second).to_have_attribute("aria-pressed", "true")
    second.click()
    expect(second).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("spoken.at(-1)") == "stop"
    second.click()
    page.evaluate("last.onend()")
    expect(second).to_have_attribute("aria-pressed", "false")


def test_going_on_stops_the_voice(block):
    page = block(DUTCH).page
    reads(page).first.click()
    page.evaluate(
        "addEventListener('pagehide', () => sessionStorage.setItem('end', spoken.at(-1)))"
    )
    go_on(page)
    expect(page.get_by_text("Blok 2 van 6")).to_be_visible()
    assert page.evaluate("sessionStorage.getItem('end')") == "stop"
    assert page.evaluate("spoken[0]") == "stop"  # also what another page left behind


@pytest.mark.parametrize("voices", [(), (POLISH,), (REMOTE,)], ids=["none", "other", "elsewhere"])
def test_without_a_voice_of_ones_own_there_is_no_button(block, voices):
    """A voice that is not on the device would send the text to a company."""
    page = block(*voices).page
    expect(page.locator(".lees")).to_have_count(0)


def test_a_voice_that_comes_late_brings_the_button(block):
    page = block("...(window.late ?? [])").page
    expect(page.locator(".lees")).to_have_count(0)
    page.evaluate(f"window.late = [{DUTCH}]; speechSynthesis.onvoiceschanged()")
    expect(reads(page).first).to_be_visible()


def test_it_is_not_announced_twice(block):
    """The statement names the group; the button in it is just "Voorlezen"."""
    one = block(DUTCH)
    group = one.page.get_by_role("group", name=FIRST, exact=True)
    expect(group).to_match_aria_snapshot(
        f"""
        - group "{FIRST}":
          - text: {FIRST}
          - button "Voorlezen"
          - group: "Uitleg: aanpak"
          - radio "klopt helemaal niet"
        """
    )
    one.check_accessible()


# Larger letters -----------------------------------------------------------------------------------


def size_of_letters(page) -> float:
    return page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "no javascript"])
def test_larger_letters_keep_what_was_filled_in(block, javascript):
    one = block(javascript=javascript)
    page, code = one.page, INSTRUMENT.blocks[0].items[0].code
    normal = size_of_letters(page) if javascript else None
    page.locator(f'input[name="{code}"][value="5"]').check()
    page.get_by_role("button", name="Grotere letters").click()
    expect(page.get_by_role("button", name="Gewone letters")).to_be_visible()
    expect(page.locator(f'input[name="{code}"][value="5"]')).to_be_checked()
    if javascript:
        assert size_of_letters(page) >= 1.2 * normal
        page.reload()
        assert size_of_letters(page) >= 1.2 * normal
    page.get_by_role("button", name="Gewone letters").click()
    expect(page.get_by_role("button", name="Grotere letters")).to_be_visible()


@pytest.mark.parametrize("width", [320, 768])
def test_larger_letters_fit(block, width):
    one = block(DUTCH, size=(width, 800))
    page = one.page
    page.get_by_role("button", name="Grotere letters").click()
    for number in range(1, 7):
        fill_in_block(page, number)
        one.check_fits()
        go_on(page)
    one.check_fits()
    one.check_accessible()
    page.goto("/privacy/")
    expect(page.get_by_role("button", name="Gewone letters")).to_be_visible()
    one.check_fits()


# Difficult words ----------------------------------------------------------------------------------


def test_a_difficult_word_is_explained_where_it_stands(block):
    page = block().page
    for number in range(1, 6):
        fill_in_block(page, number)
        go_on(page)
    word = page.get_by_text("Uitleg: leverancier").first
    meaning = page.get_by_text("Een bedrijf waar jullie spullen of diensten kopen.").first
    expect(meaning).to_be_hidden()
    word.focus()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()


# What a screen reader gets ------------------------------------------------------------------------


def test_names_roles_and_states(block):
    page = block().page
    expect(page.locator("body")).to_match_aria_snapshot(
        f"""
        - banner:
          - group: "Taal: Nederlands"
          - button "Stoppen"
          - button "Grotere letters"
        - main:
          - heading "1 Inhoud van werk" [level=1]
          - group "{FIRST}"
          - group "{SECOND}"
          - paragraph: 0 van de 8 zinnen op deze pagina ingevuld
          - button "Verder naar blok 2"
          - button "Terug"
        """
    )
    group = page.get_by_role("group", name=FIRST, exact=True)
    group.get_by_role("radio", name="klopt helemaal", exact=True).check()
    expect(group.get_by_role("radio", checked=True)).to_have_count(1)
    progress = page.locator("[aria-live=polite]")
    expect(progress).to_have_text("1 van de 8 zinnen op deze pagina ingevuld")


def test_an_error_gets_the_focus_and_leads_to_its_field(visit, open_scan):
    page = visit(DESK).page
    page.goto(f"/v/{open_scan.links.get(role='').token}/")
    page.get_by_role("button", name="Beginnen").click()
    go_on(page)
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(page).to_have_title("Fout: Jouw rol")
    tab_until(page, "document.activeElement.closest('[role=alert] li') !== null")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#role"
    group = page.get_by_role("group", name="Welke rol past bij jou?")
    error = page.locator("#" + group.get_attribute("aria-describedby"))
    expect(error).to_contain_text("Er is nog geen rol gekozen")
