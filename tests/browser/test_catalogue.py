"""The catalogue in a browser: its filters without a script, and its search without a server."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

BRIEFS = {"octavo-guide", "us-mexico-security", "us-mexico-security-commentary", "us-mexico-security-one-pager"}


def shown(page: Page) -> set[str]:
    """The slugs of the cards that are seen."""
    links = page.locator(".card:visible .card__title a").all()
    return {str(link.get_attribute("href")).split("/")[0] for link in links}


def test_the_filters_narrow_the_list_without_scripts(visit: Visit) -> None:
    page = visit("pacific/", scripts=False)
    everything = shown(page)
    assert everything > BRIEFS
    page.get_by_label("Topic", exact=True).select_option("Security")
    assert shown(page) == BRIEFS - {"octavo-guide"}
    page.get_by_label("Type", exact=True).select_option("Commentary")
    assert shown(page) == {"us-mexico-security-commentary"}
    page.get_by_label("Topic", exact=True).select_option("Publishing")
    assert shown(page) == set()
    assert page.locator(".shelf__count").is_visible()
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == everything
    assert not page.get_by_role("button", name="Show all").is_visible()


def test_the_index_leads_to_the_search_and_the_search_to_the_passage(visit: Visit) -> None:
    page = visit("pacific/")
    page.get_by_role("searchbox").fill("cartels")
    page.get_by_role("search").get_by_role("button").click()
    page.wait_for_url("**/search/index.html?q=cartels")
    expect(page.get_by_role("status")).to_have_text("Results: 4")
    found = page.locator(".result:visible")
    assert {str(e.get_attribute("data-slug")) for e in found.all()} == BRIEFS
    assert "cartels" in page.locator(".result:visible mark").first.inner_text()
    page.locator(".result[data-slug='us-mexico-security'] .result__parts a").first.click()
    page.wait_for_url("**/us-mexico-security/**#*")
    assert page.locator(":target").count() == 1


def test_a_word_that_no_page_has_finds_nothing_and_an_empty_box_everything(visit: Visit) -> None:
    page = visit("parallel/search/?q=xylophonist")
    expect(page.get_by_role("status")).to_have_text("Nothing found for “xylophonist”")
    assert page.locator(".result:visible").count() == 0
    page.get_by_role("searchbox").fill("")
    expect(page.get_by_role("status")).to_have_text("")
    assert page.locator(".result:visible").count() >= len(BRIEFS)
    assert "q=" not in page.url


def test_words_in_another_language_are_found_too(visit: Visit) -> None:
    page = visit("meridian/search/?q=rapport")
    expect(page.get_by_role("status")).to_contain_text("Results:")
    assert page.locator(".result[data-slug='rapport']").is_visible()


def test_what_is_asked_for_is_shown_as_text(visit: Visit) -> None:
    page = visit("pacific/search/?q=<img src=x onerror=alert(1)>")
    expect(page.get_by_role("status")).not_to_have_text("")
    assert page.locator(".search__told img, .results img").count() == 0


def test_without_scripts_the_search_lists_everything_and_says_why(visit: Visit) -> None:
    page = visit("pacific/search/", scripts=False)
    assert page.get_by_text("The search needs JavaScript").is_visible()
    assert page.locator(".result:visible").count() >= len(BRIEFS)
