"""What a reader does on a page: skip, follow the contents, open a note and return, copy the citation."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import HOST, Visit

pytestmark = pytest.mark.browser

BRIEFS = ("pacific/us-mexico-security/", "parallel/us-mexico-security/")


def middle(page: Page, selector: str) -> tuple[float, float]:
    """Where the first element that `selector` finds lies in the window: its middle, across and down."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("path", BRIEFS)
def test_the_first_key_leads_to_the_text(visit: Visit, path: str) -> None:
    page = visit(path)
    page.keyboard.press("Tab")
    link = page.locator(".skip-link")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#body > p").first).to_be_in_viewport()
    assert page.url.endswith("#body")


@pytest.mark.parametrize("path", BRIEFS)
def test_on_a_phone_a_note_opens_at_its_call_and_leads_back(visit: Visit, path: str) -> None:
    page = visit(path, width=390)
    note, call = page.locator("#fn-3"), page.locator("#fnref-3")
    expect(note).to_be_hidden()
    call.focus()
    page.keyboard.press("Enter")
    expect(note).to_be_in_viewport()
    expect(call).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(note.locator(".backref")).to_be_focused()
    page.keyboard.press("Enter")
    expect(note).to_be_hidden()
    expect(call).to_be_in_viewport()
    assert page.url.endswith("#fnref-3")


@pytest.mark.parametrize(("path", "side"), [(BRIEFS[0], 1), (BRIEFS[1], -1)])
def test_on_a_desk_a_note_stands_beside_its_call(visit: Visit, path: str, side: int) -> None:
    page = visit(path)
    for number in (1, 3, 5):
        page.locator(f"#fnref-{number}").scroll_into_view_if_needed()
        (call_x, call_y), (note_x, note_y) = middle(page, f"#fnref-{number}"), middle(page, f"#fn-{number}")
        assert (note_x - call_x) * side > 0
        assert abs(note_y - call_y) < 60


@pytest.mark.parametrize("path", [*BRIEFS, "pacific/octavo-guide/"])
def test_the_contents_follow_the_text(visit: Visit, path: str) -> None:
    page = visit(path)
    rail = page.locator(".toc-rail").last
    links = rail.locator("li a").all()
    for link in (links[1], links[-1], links[0]):
        target = page.locator(f"[id='{(link.get_attribute('href') or '')[1:]}']")
        target.evaluate("element => element.scrollIntoView({ block: 'start' })")
        expect(link).to_have_attribute("aria-current", "location")
        expect(rail.locator("[aria-current]")).to_have_count(1)
        expect(link).to_be_in_viewport()


@pytest.mark.parametrize("path", BRIEFS)
def test_the_citation_is_copied_and_said_to_be(visit: Visit, path: str) -> None:
    page = visit(path)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=f"https://{HOST}")
    button = page.get_by_role("button", name="Copy citation")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == " ".join((page.locator(".cite__text").text_content() or "").split())
    assert "U.S.-Mexico Security Relationship Has Made Progress" in copied


def test_without_a_clipboard_the_citation_is_copied_by_selection(visit: Visit) -> None:
    page = visit(BRIEFS[0])
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.get_by_role("button", name="Copy citation").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert "Quillian, Sumaya" in page.evaluate("getSelection().toString()")


def test_a_table_takes_a_key_only_where_it_scrolls(visit: Visit) -> None:
    page = visit("pacific/us-mexico-security/", width=800)
    table = page.locator(".table .table__scroll")
    expect(table).not_to_have_attribute("tabindex", "0")
    page.evaluate("document.querySelector('.table table').style.width = '90rem'")
    expect(table).to_have_attribute("tabindex", "0")
    table.focus()
    page.keyboard.press("ArrowRight")
    for _ in range(50):  # wait_for_function asks the page to evaluate text, which its policy forbids
        if table.evaluate("box => box.scrollLeft") > 0:
            return
        page.wait_for_timeout(100)
    pytest.fail("the arrow key does not scroll the table")


def test_on_a_phone_the_rows_of_a_table_stand_under_one_another(visit: Visit) -> None:
    page = visit("pacific/us-mexico-security/", width=390)
    cells = page.locator(".stacks tbody tr:first-child > *").all()
    tops = [box["y"] for cell in cells if (box := cell.bounding_box())]
    assert len(tops) == 3
    assert tops == sorted(set(tops))
    told = cells[1].evaluate("cell => getComputedStyle(cell, '::before').content")
    assert told == '"What it involves: "' or told == '"What it involves" ": "'
