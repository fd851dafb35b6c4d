"""The preview in a browser: a writer saves, breaks and mends a brief, and looks at it in every way."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Locator, Page, Route, expect

from octavo.defaults import DEFAULTS
from octavo.preview.command import running
from tests import kept
from tests.browser.conftest import PATIENCE
from tests.small_press import SmallPress

pytestmark = pytest.mark.browser

PICTURE = re.compile(r"/pdf/.*\.png")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
BODY = """\
A first paragraph.

## A section

{long}

A paragraf that is misspelt.

A last paragraph.
""".format(long="\n\n".join(f"Paragraph number {n}. {'It has many words. ' * 12}" for n in range(1, 13)))
PATH = "content/trial/brief.md"
HOUSE = "styles/brands/house/_brand.yml"

Opened = Callable[..., Page]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SmallPress, str]]:
    """A workspace of two briefs, and the address of its preview."""
    small = SmallPress(tmp_path_factory.mktemp("preview"))
    kept.shared(small.root)
    small.brief(BODY)
    small.brief("Another text.\n", slug="other")
    shutil.copytree(DEFAULTS / "styles/brands/pacific", small.root / HOUSE.rpartition("/")[0])
    with running(small.root, 0) as server:
        yield small, f"http://127.0.0.1:{server.server_port}/"


@pytest.fixture(autouse=True)
def press(desk: tuple[SmallPress, str]) -> SmallPress:
    """The workspace, its brief as it was at first."""
    desk[0].brief(BODY)
    return desk[0]


@pytest.fixture
def tab(browser: Browser, desk: tuple[SmallPress, str]) -> Iterator[Opened]:
    """`tab("view=pdf", width=390)` opens a tab. Nothing may be asked of another host or be missed, nor told to the
    console."""
    told: list[str] = []
    contexts: list[BrowserContext] = []

    def open_tab(query: str = "", width: int = 1280) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 860}, reduced_motion="reduce")
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        page = context.new_page()
        page.on("console", lambda said: told.append(said.text) if said.type in ("warning", "error") else None)
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("request", lambda sent: None if sent.url.startswith(desk[1]) else told.append(sent.url))
        page.on("response", lambda got: told.append(f"{got.status} {got.url}") if got.status >= 400 else None)
        page.goto(f"{desk[1]}?brief=trial&{query}")
        return page

    yield open_tab
    for context in contexts:
        context.close()
    expect.set_options(timeout=5000)
    assert told == []


def inside(page: Page, view: str = "web") -> FrameLocator:
    """The page in the frame of a view."""
    return page.frame_locator(f"#view-{view} iframe:not(.paper--next)")


@contextmanager
def held_back(page: Page, pattern: str | re.Pattern[str], routes: list[Route]) -> Iterator[None]:
    """Every request of that pattern joins `routes`, unanswered; one more has by the end."""
    count = len(routes)
    if not count:
        page.route(pattern, lambda route: routes.append(route))
    yield
    while len(routes) == count:
        page.wait_for_timeout(20)


def page_one(page: Page) -> str:
    """The address of the first page's picture, once it is there and not that of an older PDF."""
    leaf = page.locator("#pages > li").first
    expect(leaf.locator("img")).to_have_attribute("src", PICTURE)
    expect(leaf).not_to_have_class("leaf leaf--old")
    return leaf.locator("img").get_attribute("src") or ""


def test_the_first_page_shows_the_briefs_and_the_chosen_one(tab: Opened) -> None:
    page = tab()
    expect(inside(page).get_by_role("heading", name="A Test of the Press")).to_be_visible()
    expect(page.get_by_role("navigation", name="Briefs").get_by_role("link")).to_have_count(2)
    expect(page.locator("[aria-current=page]")).to_have_attribute("data-brief", "trial")
    page.locator("[data-brief=other]").click()
    expect(inside(page).get_by_text("Another text.")).to_be_visible()
    page.go_back()
    expect(inside(page).get_by_text("A first paragraph.")).to_be_visible()


def test_brand_type_paper_and_scheme_are_switched_and_stay_in_the_address(tab: Opened) -> None:
    page = tab()
    root = inside(page).locator("html")
    expect(root).to_have_attribute("data-brand", "pacific")
    page.get_by_label("Brand").select_option("parallel")
    expect(root).to_have_attribute("data-brand", "parallel")
    page.locator("#tools [name=type]").select_option("commentary")
    expect(root).to_have_attribute("data-type", "commentary")
    page.get_by_text("Dark", exact=True).click()
    expect(inside(page).locator("meta[name=color-scheme]")).to_have_attribute("content", "dark")
    page.get_by_text("390 px").click()
    box = page.locator("#view-web iframe").bounding_box()
    assert box is not None
    assert round(box["width"]) == 390
    page.locator("#tools [name=paper]").select_option("a4")
    page.get_by_text("PDF", exact=True).click()
    page_one(page)
    ratio = page.locator("#pages > li").first.evaluate("leaf => leaf.style.getPropertyValue('--ratio')")
    assert ratio == "595.28 / 841.89"
    assert page.url.endswith("?brief=trial&brand=parallel&type=commentary&paper=a4&view=pdf&scheme=dark&width=390")


def test_a_page_that_is_overtaken_while_it_loads_is_never_shown(tab: Opened) -> None:
    page = tab("brief=other")
    page.locator("[data-brief=other]").click()
    expect(inside(page).get_by_text("Another text.")).to_be_visible()
    page.evaluate("""() => {
        const room = document.getElementById("view-web");
        window.seen = [];
        const shown = () => [...room.querySelectorAll("iframe:not(.paper--next)")];
        const look = () => seen.push(...shown().map((frame) => frame.src));
        new MutationObserver(look).observe(room, { attributes: true, childList: true, subtree: true });
    }""")
    held: list[Route] = []
    with held_back(page, "**/web/**/trial/index.html?*", held):
        page.locator("[data-brief=trial]").click()
    page.locator("[data-brief=other]").click()
    expect(page.locator("#view-web")).to_be_visible()
    for route in held:
        route.continue_()
    expect(inside(page).get_by_text("Another text.")).to_be_visible()
    assert not [address for address in page.evaluate("seen") if "/trial/" in address]


def test_a_save_shows_in_the_page_and_in_the_pdf_at_the_same_place(tab: Opened, press: SmallPress) -> None:
    web, pdf = tab(), tab("view=pdf")
    old = page_one(pdf)
    second = pdf.locator("#pages > li:nth-child(2) img")
    expect(second).to_have_attribute("src", PICTURE)
    pdf.locator("#view-pdf").evaluate("room => room.scrollTo(0, 700)")
    frame = inside(web)
    frame.get_by_text("A last paragraph.").scroll_into_view_if_needed()
    before = frame.locator("html").evaluate("page => scrollY")
    assert before > 0
    handle = frame.locator("html").element_handle()
    press.brief(BODY.replace("A first paragraph", "A mended paragraph"))
    expect(frame.get_by_text("A mended paragraph.")).to_have_count(1)
    assert frame.locator("html").evaluate("page => scrollY") == before
    assert handle.evaluate("page => page.isConnected && page.textContent.includes('A mended paragraph')")
    expect(pdf.locator("#pages > li").first.locator("img")).not_to_have_attribute("src", old)
    assert pdf.locator("#view-pdf").evaluate("room => room.scrollTop") == 700


def test_a_picture_that_comes_to_nothing_does_not_keep_the_newer_one_away(tab: Opened, press: SmallPress) -> None:
    page = tab("view=pdf")
    expect(page.get_by_role("status")).to_have_text("Up to date")
    leaves = page.locator("#pages > li")
    expect(leaves).to_have_count(3)
    expect(page.locator(".leaf--old")).to_have_count(0)
    for n in range(3):
        expect(leaves.nth(n).locator("img")).to_have_attribute("src", PICTURE)
    held: list[Route] = []
    for word in ("mended", "better"):
        with held_back(page, PICTURE, held):
            press.brief(BODY.replace("A first", f"A {word}"))
    expect(page.get_by_role("status")).to_have_text("Up to date")
    last = page.locator("#panel-findings .side__note").first
    expect(last).to_have_text(re.compile(r"^\d+ findings\.$"))
    overtaken, newest = held
    with page.expect_request_finished():
        overtaken.fulfill(content_type="image/png", body=b"no picture")
    newest.continue_()
    image = page.locator("#pages > li").first.locator("img")
    expect(image).to_have_attribute("src", newest.request.url)


def test_a_broken_brief_is_told_over_its_last_good_page_and_mended(tab: Opened, press: SmallPress) -> None:
    page, other = tab(), tab("view=pdf")
    expect(inside(page).get_by_text("A first paragraph.")).to_be_visible()
    page_one(other)
    press.write(PATH, (press.root / PATH).read_text().replace("title:", "titel:"))
    for one in (page, other):
        faults = one.locator("#faults")
        expect(faults).to_be_visible()
        expect(faults).to_contain_text(f"{PATH}:2:1")
        expect(faults).to_contain_text('did you mean "title"?')
        expect(faults).to_contain_text("titel: A Test of the Press")
        expect(faults.get_by_role("heading")).to_contain_text("the last good one")
        expect(one.get_by_role("status")).to_have_text("Problems")
    expect(inside(page).get_by_text("A first paragraph.")).to_be_visible()
    page.get_by_role("button", name="Hide").press("Enter")
    expect(page.locator("#faults-list")).to_be_hidden()
    page.get_by_role("button", name="Show").click()
    expect(page.locator("#faults-list")).to_be_visible()
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert not (found := Axe().run(page)).violations_count, found.generate_report()
    press.brief(BODY)
    for one in (page, other):
        expect(one.locator("#faults")).to_be_hidden()
        expect(one.get_by_role("status")).to_have_text("Up to date")


def test_a_brief_that_never_was_good_shows_its_problems(tab: Opened, press: SmallPress) -> None:
    place = press.write("content/bad/brief.md", b"---\ntitle: Caf\xe9\n---\nText.\n")
    page = tab()
    page.locator("[data-brief=bad]").click()
    expect(page.locator("#faults")).to_contain_text("content/bad/brief.md:2")
    expect(page.locator("#faults").get_by_role("heading")).to_contain_text("no good page yet")
    place.unlink()
    expect(page.locator("#faults")).to_contain_text("unknown-brief")
    expect(page.locator("[data-brief=bad]")).to_contain_text("gone")


def test_no_line_that_only_opens_the_fields_is_quoted_as_if_it_were_wrong(tab: Opened, press: SmallPress) -> None:
    place = press.write("content/open/brief.md", "---\ntitle: A Test of the Press\n\nText.\n")
    try:
        page = tab()
        page.locator("[data-brief=open]").click()
        fault = page.locator(".fault", has_text="content/open/brief.md:1 error[front-matter-open]")
        expect(fault).to_be_visible()
        expect(fault.locator("pre")).to_have_count(0)
    finally:
        shutil.rmtree(place.parent)


def test_the_bare_address_shows_what_serve_was_given(browser: Browser, press: SmallPress) -> None:
    context = browser.new_context()
    with running(press.root, 0, "brief=trial&brand=house") as server:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        expect(inside(page).get_by_text("A first paragraph.")).to_be_visible(timeout=PATIENCE)
        expect(inside(page).locator("html")).to_have_attribute("data-brand", "house")
        assert page.url.endswith("/?brief=trial&brand=house")
        page.goto(f"http://127.0.0.1:{server.server_port}/?brief=other")
        expect(inside(page).get_by_text("Another text.")).to_be_visible(timeout=PATIENCE)
        expect(inside(page).locator("html")).to_have_attribute("data-brand", "pacific")
        context.close()


def test_a_second_tab_stays_in_step(tab: Opened, press: SmallPress) -> None:
    tabs = (tab(), tab())
    for text in ("one", "two", "three"):
        press.brief(BODY.replace("A first paragraph", f"Paragraph {text}"))
        for page in tabs:
            expect(inside(page).get_by_text(f"Paragraph {text}.")).to_be_visible()


def test_a_click_tells_where_it_was_written(tab: Opened) -> None:
    page = tab()
    line = page.locator("#source-line")
    inside(page).get_by_text("A first paragraph.").click()
    expect(line).to_have_text(f"{PATH}:6 A first paragraph.")
    inside(page).get_by_role("heading", name="A Test of the Press").click()
    expect(line).to_have_text(f"{PATH}:2 title: A Test of the Press")
    page.get_by_role("button", name="Source of the next block").press("Enter")
    expect(line).to_contain_text(f"{PATH}:6")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy place").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{PATH}:6"
    page.get_by_text("PDF", exact=True).click()
    page_one(page)
    page.get_by_role("button", name="Source of the next block").click()
    expect(line).to_contain_text(f"{PATH}:2")
    page.get_by_role("button", name="Source of the next block").click()
    mark = page.locator(".leaf__mark")
    expect(mark).to_be_visible()
    page.locator("#pages > li").first.locator(".leaf__paper").click(position={"x": 300, "y": 20})
    box = mark.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 5, box["y"] + 5)
    expect(line).to_contain_text(PATH)


def test_a_finding_leads_to_its_place(tab: Opened) -> None:
    page = tab()
    finding = page.get_by_role("button", name='"paragraf"')
    expect(finding).to_be_visible()
    expect(page.locator(".finding", has=finding)).to_contain_text("A paragraf that is misspelt.")
    finding.press("Enter")
    marked = inside(page).locator("[data-octavo-mark]")
    expect(marked).to_have_text("A paragraf that is misspelt.")
    expect(marked).to_be_in_viewport()
    page.get_by_text("PDF", exact=True).click()
    page_one(page)
    finding.click()
    expect(page.locator(".leaf__mark")).to_be_in_viewport()


def test_findings_of_all_editions_stand_beside_the_page_and_lead_to_theirs(tab: Opened, press: SmallPress) -> None:
    """A template of the house that needs a script in the web page is told as soon as the page is shown."""
    template = "templates/parts/body.html"
    own = (DEFAULTS / template).read_text("utf-8")
    press.write(template, own + '\n<p onclick="x()">A last paragraph.</p>\n')
    try:
        page = tab("view=pdf")
        page_one(page)
        finding = page.get_by_role("button", name="onclick")
        expect(finding).to_be_visible()
        expect(page.locator(".finding", has=finding)).to_contain_text("Web page")
        finding.press("Enter")
        expect(page.get_by_label("Web page")).to_be_checked()
        marked = inside(page).locator("[data-octavo-mark]")
        expect(marked).to_have_text("A last paragraph.")
        expect(marked).to_be_in_viewport()
        rest = page.locator("#panel-findings li", has_text="Not run: typos, links, nu, axe, epubcheck, ace")
        expect(rest).to_contain_text("./invoke check --full runs it")
        expect(page.locator("#panel-findings")).not_to_contain_text("parity")
    finally:
        (press.root / template).unlink()


def test_a_broken_list_of_waivers_is_told_and_a_mended_one_counts(tab: Opened, press: SmallPress) -> None:
    page = tab()
    finding = page.get_by_role("button", name='"paragraf"')
    expect(finding).to_be_visible()
    waivers = press.write("content/waivers.yaml", "- rule: misspelt\n")
    try:
        broken = page.locator("#panel-findings .finding--error", has_text="content/waivers.yaml")
        expect(broken).to_be_visible()
        press.write("content/words.txt", "paragraf\n")
        expect(finding).to_have_count(0)
    finally:
        waivers.unlink()
        (press.root / "content/words.txt").unlink(missing_ok=True)


def test_the_book_is_read_by_chapters(tab: Opened) -> None:
    page = tab("view=epub")
    expect(page.locator("#view-epub iframe")).to_be_visible()
    page.locator("#tools [name=chapter]").select_option(label="A section")
    expect(inside(page, "epub").get_by_text("Paragraph number 1.")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_cover_of_the_book_stands_whole_in_the_middle_of_the_frame(tab: Opened, width: int) -> None:
    page = tab("view=epub", width)
    cover = inside(page, "epub").get_by_role("img")
    page.locator("#tools [name=chapter]").select_option(label="Cover")
    expect(cover).to_be_visible()
    frame = page.locator("#view-epub iframe:not(.paper--next)").bounding_box()
    room, box = page.locator("#view-epub").bounding_box(), cover.bounding_box()
    assert frame is not None
    assert room is not None
    assert box is not None
    assert frame == room
    assert abs(box["x"] + box["width"] / 2 - (room["x"] + room["width"] / 2)) <= 1
    assert box["y"] >= room["y"]
    assert box["y"] + box["height"] <= room["y"] + room["height"]
    body = inside(page, "epub").locator("body")
    expect(body).to_have_css("background-color", "rgb(228, 228, 226)")
    assert body.evaluate("body => document.documentElement.scrollWidth <= innerWidth")


def test_a_click_in_a_chapter_tells_where_it_was_written(tab: Opened) -> None:
    page = tab("view=epub")
    line = page.locator("#source-line")
    chapter = page.locator("#tools [name=chapter]")
    chapter.select_option(label="A section")
    inside(page, "epub").get_by_text("Paragraph number 1.").click()
    expect(line).to_contain_text(f"{PATH}:10 Paragraph number 1.")
    expect(inside(page, "epub").locator("[data-octavo-mark]")).to_contain_text("Paragraph number 1.")
    page.get_by_role("button", name="Source of the next block").press("Enter")
    expect(line).to_contain_text(f"{PATH}:12")
    expect(inside(page, "epub").locator("[data-octavo-mark]")).to_contain_text("Paragraph number 2.")
    chapter.select_option(index=1)
    inside(page, "epub").get_by_role("heading", name="A Test of the Press").click()
    expect(line).to_have_text(f"{PATH}:2 title: A Test of the Press")
    page.get_by_role("button", name='"paragraf"').press("Enter")
    expect(inside(page, "epub").locator("[data-octavo-mark]")).to_have_text("A paragraf that is misspelt.")
    expect(inside(page, "epub").locator("[data-octavo-mark]")).to_be_in_viewport()
    expect(line).to_contain_text("A paragraf that is misspelt.")


def test_a_link_in_the_book_leads_to_its_chapter(tab: Opened, press: SmallPress) -> None:
    press.brief(
        BODY.replace("A first paragraph.", "A first paragraph, see [below](#second).\n\n## Second {#second}\n\nThere.")
    )
    page = tab("view=epub")
    page.locator("#tools [name=chapter]").select_option(label="A section")
    inside(page, "epub").get_by_role("link", name="below").click()
    expect(page.locator("#tools [name=chapter] option:checked")).to_have_text("Second")
    inside(page, "epub").get_by_text("There.").click()
    expect(page.locator("#source-line")).to_contain_text(f"{PATH}:10 There.")


def test_unsaved_texts_of_the_page_show_in_every_tab(tab: Opened, press: SmallPress) -> None:
    page, other = tab(), tab()
    expect(inside(other).get_by_text("A first paragraph.")).to_be_visible()
    text = (press.root / PATH).read_text().replace("A first", "An unsaved")
    page.evaluate("async texts => { await (await import('/app/api.js')).lay(texts); }", {PATH: text})
    expect(inside(other).get_by_text("An unsaved paragraph.")).to_be_visible()
    expect(other.get_by_role("status")).to_contain_text(f"unsaved: {PATH}")
    assert "A first paragraph." in (press.root / PATH).read_text()
    page.evaluate("async () => { await (await import('/app/api.js')).lay({}); }")
    expect(inside(other).get_by_text("A first paragraph.")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("view", ["web", "pdf", "epub"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(tab: Opened, view: str, width: int) -> None:
    page = tab(f"view={view}", width)
    expect(page.locator("#panels .finding").first).to_be_visible()
    expect(page.locator(f"#view-{view}")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("Up to date")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert not (found := Axe().run(page)).violations_count, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_the_first_key_leads_past_the_bar(tab: Opened) -> None:
    page = tab()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#stage")).to_be_focused()


# The brand studio ------------------------------------------------------------------------------------


@pytest.fixture
def house(press: SmallPress) -> Iterator[Path]:
    """The file of a brand of the workspace's own, as it was at first."""
    file = press.root / HOUSE
    text = file.read_bytes()
    yield file
    file.write_bytes(text)


def opened_studio(page: Page) -> None:
    """Show the brand `house`, and its studio."""
    page.get_by_label("Brand").select_option("house")
    page.get_by_role("tab", name="Studio").click()
    expect(page.get_by_role("heading", name="Studio: house")).to_be_visible()
    expect(page.get_by_label("deep as hex")).to_have_value("#0B2F45")


@pytest.mark.usefixtures("house")
def test_an_address_opens_with_the_panel_that_it_names_and_keeps_the_one_that_is_chosen(tab: Opened) -> None:
    page = tab("brand=house&panel=studio")
    expect(page.get_by_role("tab", name="Studio")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("heading", name="Studio: house")).to_be_visible()
    page.locator("[data-brief=other]").click()
    expect(inside(page).get_by_text("Another text.")).to_be_visible()
    page.get_by_role("tab", name="Findings").click()
    page.go_back()
    expect(inside(page).get_by_text("A first paragraph.")).to_be_visible()
    for _ in range(2):
        expect(page.get_by_role("tab", name="Findings")).to_have_attribute("aria-selected", "true")
        page.reload()
    assert "panel" not in page.url


def set_deep(page: Page, colour: str) -> None:
    page.get_by_label("deep as hex").fill(colour)
    page.keyboard.press("Enter")


def test_a_colour_is_changed_in_the_studio_seen_and_saved_with_its_comments(tab: Opened, house: Path) -> None:
    page, other = tab(), tab("brand=house")
    opened_studio(page)
    before = house.read_text("utf-8")
    set_deep(page, "#45240b")
    for one in (page, other):
        expect(inside(one).locator(".opening")).to_have_css("background-color", "rgb(69, 36, 11)")
    assert house.read_text("utf-8") == before
    other.get_by_role("tab", name="Studio").click()
    expect(other.get_by_label("deep as hex")).to_have_value("#45240b")
    page.get_by_role("button", name="Undo").click()
    expect(inside(page).locator(".opening")).to_have_css("background-color", "rgb(11, 47, 69)")
    page.get_by_role("button", name="Redo").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert house.read_text("utf-8") == before.replace("#0B2F45", "#45240b")
    assert "# its twin for text on paper" in house.read_text("utf-8")
    expect(other.get_by_text("Nothing to save.")).to_be_visible()


def opened_group(page: Page, title: str) -> None:
    opened_studio(page)
    page.locator(".studio__groups > details > summary").get_by_text(title, exact=True).click()


def names_of(kinds: Locator) -> list[str]:
    """The colours of a palette, as its controls have them."""
    return [str(select.input_value()) for select in kinds.locator("select").all()]


def test_a_palette_of_charts_is_set_ordered_measured_and_saved(tab: Opened, house: Path) -> None:
    page = tab()
    opened_group(page, "Charts")
    kinds = page.get_by_role("group", name="Kinds of things")
    kinds.get_by_role("button", name="Set this palette").click()
    expect(kinds.locator("select")).to_have_count(4)
    assert names_of(kinds) == ["deep", "buoy", "tide", "mist"]
    expect(kinds.locator(".finding")).to_contain_text(
        "#d8681b and #4585a3 of the categorical palette cannot be told apart in"
    )
    page.get_by_label("Kinds of things, 2 of 4", exact=True).select_option("ember")
    expect(kinds.locator(".finding")).to_have_count(0)
    expect(kinds.get_by_text("All can tell them apart.")).to_have_count(2)
    page.get_by_role("button", name="Undo").click()
    page.get_by_label("Kinds of things, 3 of 4", exact=True).select_option("buoy")
    expect(kinds.locator(".finding").first).to_contain_text("#d8681b and #d8681b of the categorical palette look alike")
    expect(kinds.locator(".studio__item--bad")).to_have_count(2)
    out = kinds.get_by_role("button", name="Take out Kinds of things, 3 of 4")
    out.press("Enter")
    expect(kinds.locator("select")).to_have_count(3)
    kinds.get_by_role("button", name="Move down Kinds of things, 1 of 3").press("Enter")
    expect(kinds.get_by_role("button", name="Move down Kinds of things, 2 of 3")).to_be_focused()
    assert names_of(kinds) == ["buoy", "deep", "mist"]
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Kinds of things, 1 of 3", exact=True)).to_have_value("deep")
    page.get_by_label("Kinds of things, 2 of 3: a color of its own").fill("#c05010")
    expect(page.get_by_label("Kinds of things, 2 of 3", exact=True)).to_have_value("#c05010")
    kinds.get_by_role("button", name="Add a color").click()
    expect(kinds.locator("select")).to_have_count(4)
    page.get_by_role("button", name="Undo").click()
    expect(kinds.locator("select")).to_have_count(3)
    before = house.read_text("utf-8")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    after = house.read_text("utf-8")
    assert 'categorical: [deep, "#c05010", mist]' in after
    gone = [line.strip() for line in before.split("\n") if line not in after.split("\n")]
    assert gone == ["chart-2: tide", "chart-3: mist"]
    assert "# its twin for text on paper" in after


def test_a_role_that_is_set_too_does_not_win_unseen(tab: Opened, house: Path) -> None:
    text = house.read_text("utf-8")
    house.write_text(
        text.replace("    layout: column\n", "    layout: column\n    charts: {categorical: [deep, lamp, sea]}\n")
    )
    page = tab()
    opened_group(page, "Charts")
    kinds = page.get_by_role("group", name="Kinds of things")
    expect(kinds).to_contain_text("Colors of parts sets chart-2 too, and wins.")
    kinds.get_by_role("button", name="Let the palette win").click()
    expect(kinds).not_to_contain_text("and wins.")
    page.get_by_role("button", name="Discard").click()
    expect(page.locator("#status")).not_to_contain_text("unsaved")


def test_a_logo_is_chosen_among_the_pictures_of_the_folder(tab: Opened, house: Path) -> None:
    page = tab()
    opened_group(page, "Logos")
    card = page.locator(".studio__logo", has=page.get_by_label("Opening masthead"))
    expect(card.locator("img")).to_have_attribute("src", "/studio/house/logo-reverse.svg")
    expect(card.locator(".studio__ground")).to_have_css("background-color", "rgb(11, 47, 69)")
    assert card.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    masthead = inside(page).locator(".masthead .logo").first
    old = masthead.get_attribute("src") or ""
    page.get_by_label("Opening masthead").select_option("mark-reverse.svg")
    expect(masthead).not_to_have_attribute("src", old)
    expect(card.locator("img")).to_have_attribute("src", "/studio/house/mark-reverse.svg")
    page.get_by_role("button", name="Undo").click()
    expect(masthead).to_have_attribute("src", old)
    (house.parent / "long.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>A</text></svg>'
    )
    page.get_by_label("Plain paper plain").select_option("long.svg")
    expect(page.get_by_label("Findings about the logos")).to_contain_text('the logo "long.svg" has no viewBox')
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("Findings about the logos")).to_be_hidden()
    page.get_by_label("Small, on dark").select_option("mark.svg")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert "small: { light: mark, dark: mark }" in house.read_text("utf-8")
    (house.parent / "long.svg").unlink()


def test_a_brand_that_comes_with_octavo_can_be_tried_and_not_saved(tab: Opened) -> None:
    page = tab("brand=parallel")
    page.get_by_role("tab", name="Studio").click()
    expect(page.locator(".studio__head")).to_contain_text("./invoke brand.new makes one of your own")
    field = page.locator("#panel-studio input[aria-label$='as hex']").first
    field.fill("#123456")
    field.press("Enter")
    expect(page.locator("#status")).to_contain_text("unsaved: styles/brands/parallel/_brand.yml")
    expect(page.get_by_role("button", name="Save")).to_be_disabled()
    page.get_by_role("button", name="Discard").click()
    expect(page.locator("#status")).not_to_contain_text("unsaved")


def test_a_color_is_added_to_the_palette_used_and_taken_out(tab: Opened, house: Path) -> None:
    page = tab()
    opened_studio(page)
    page.get_by_label("New color").fill("Deep")
    page.keyboard.press("Enter")
    expect(page.get_by_text("There is a color “deep” already.")).to_be_visible()
    page.get_by_label("New color").fill("Warm Sand")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_label("warm-sand", exact=True)).to_be_focused()
    page.get_by_label("warm-sand as hex").fill("#5a4a3a")
    page.keyboard.press("Enter")
    page.locator(".studio__groups > details > summary").get_by_text("Main colors", exact=True).click()
    page.get_by_label("Second text secondary", exact=True).select_option("warm-sand")
    caption = inside(page).locator("html")
    expect(caption).to_have_css("--ink-2", re.compile("#5a4a3a"))
    before = house.read_text("utf-8")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    trench = '    trench: "#071520"\n'
    wanted = before.replace(trench, f'{trench}    warm-sand: "#5a4a3a"\n').replace(
        "secondary: kelp", "secondary: warm-sand"
    )
    assert house.read_text("utf-8") == wanted
    page.get_by_label("haze as hex").fill("")
    page.keyboard.press("Enter")
    expect(page.get_by_label("haze as hex")).to_have_count(0)
    expect(page.locator(".studio__wrong")).to_contain_text("cannot be saved like this")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("haze as hex")).to_have_value("#DCE7EC")
    expect(page.locator("#status")).not_to_contain_text("unsaved")


def test_a_change_shows_in_every_type_at_once(tab: Opened) -> None:
    page = tab("width=types")
    opened_studio(page)
    tiles = page.locator(".tile")
    expect(tiles).to_have_count(5)
    pages = [page.frame_locator(f".tile:nth-child({n}) iframe:not(.paper--next)").locator("html") for n in range(1, 6)]
    assert {root.get_attribute("data-type") for root in pages} == {
        "brief", "commentary", "event-summary", "one-pager", "report",
    }  # fmt: skip
    set_deep(page, "#45240b")
    for root in pages:
        expect(root).to_have_css("--brand-deep", re.compile("#45240b"))
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 860})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert not (found := Axe().run(page)).violations_count, found.generate_report()
    page.get_by_role("button", name="Discard").click()
    for root in pages:
        expect(root).to_have_css("--brand-deep", re.compile("#0b2f45", re.IGNORECASE))
    page.get_by_role("button", name="report").press("Enter")
    expect(inside(page).locator("html")).to_have_attribute("data-type", "report")
    assert "brand=house&type=report" in page.url


@pytest.mark.usefixtures("house")
def test_another_brief_is_shown_although_it_is_chosen_while_a_sheet_is_exchanged(tab: Opened) -> None:
    page = tab()
    opened_studio(page)
    expect(inside(page).locator("html")).to_have_attribute("data-brand", "house")
    held: list[Route] = []
    with held_back(page, "**/trial/style.css?*", held):
        set_deep(page, "#45240b")
    page.locator("[data-brief=other]").click()
    expect(inside(page).get_by_text("Another text.")).to_be_visible()
    expect(inside(page).locator(".opening")).to_have_css("background-color", "rgb(69, 36, 11)")
    held[0].continue_()
    page.get_by_role("button", name="Discard").click()
    expect(page.locator("#status")).not_to_contain_text("unsaved")


def test_a_type_that_comes_late_does_not_push_out_its_newer_page(tab: Opened) -> None:
    page = tab("width=types")
    opened_studio(page)
    tile = page.locator(".tile", has_text="commentary")
    expect(tile.locator("iframe:not(.paper--next)")).to_have_count(1)
    held: list[Route] = []
    for colour in ("#45240b", "#0b4524"):
        with held_back(page, "**/web/**.commentary.*/**/index.html?*", held):
            set_deep(page, colour)
    late, newest = held
    for route in (newest, late):
        with page.expect_request_finished():
            route.continue_()
    expect(tile.locator("iframe")).to_have_count(1)
    address = newest.request.url.removeprefix(page.url.partition("/?")[0])
    expect(tile.locator("iframe")).to_have_attribute("src", address)
    page.get_by_role("button", name="Discard").click()
    expect(page.locator("#status")).not_to_contain_text("unsaved")


def test_a_pale_colour_is_told_and_cured(tab: Opened, house: Path) -> None:
    page = tab()
    opened_studio(page)
    expect(inside(page).locator("html")).to_have_attribute("data-brand", "house")
    set_deep(page, "#a0c0d0")
    expect(page.locator("#faults")).to_contain_text("has a contrast of 1.91 to 1")
    expect(inside(page).locator(".opening")).to_have_css("background-color", "rgb(11, 47, 69)")
    expect(page.locator(".studio__wrong summary")).to_have_text("6 problems: it cannot be saved like this")
    cure = page.get_by_role("button", name="Use #")
    expect(cure).to_have_count(1)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.set_viewport_size({"width": 1280, "height": 860})
    cure.click()
    expect(page.locator("#faults")).to_be_hidden()
    page.get_by_role("button", name="Contrasts of deep").press("Enter")
    expect(page.locator(".studio__note")).to_contain_text(["the title: "])
    page.get_by_role("button", name="Discard").click()
    expect(inside(page).locator(".opening")).to_have_css("background-color", "rgb(11, 47, 69)")
    assert "#0B2F45" in house.read_text("utf-8")


def test_a_brand_with_errors_cannot_be_saved_and_the_button_says_why(tab: Opened, house: Path) -> None:
    page = tab()
    opened_studio(page)
    before = house.read_bytes()
    save = page.get_by_role("button", name="Save")
    set_deep(page, "#fefefe")
    expect(save).to_have_attribute("aria-disabled", "true")
    expect(save).to_have_accessible_description(re.compile(r"\d+ problems: it cannot be saved like this"))
    expect(save).not_to_have_css("background-color", "rgb(31, 84, 184)")
    save.focus()
    expect(save).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".studio__wrong summary")).to_be_focused()
    expect(page.locator(".studio__wrong li").first).to_be_visible()
    assert not (found := Axe().run(page)).violations_count, found.generate_report()
    assert house.read_bytes() == before
    set_deep(page, "#45240b")
    expect(save).to_have_attribute("aria-disabled", "false")
    expect(save).to_have_css("background-color", "rgb(31, 84, 184)")
    save.click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


def test_undo_goes_back_over_a_save_and_a_conflict_is_still_shown(tab: Opened, house: Path) -> None:
    page = tab()
    opened_studio(page)
    first = house.read_text("utf-8")
    deep, save = page.get_by_label("deep as hex"), page.get_by_role("button", name="Save")
    undo, redo = page.get_by_role("button", name="Undo"), page.get_by_role("button", name="Redo")
    set_deep(page, "#45240b")
    page.get_by_label("New color").fill("brass")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_label("brass as hex")).to_have_value("#808080")
    save.click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(undo).to_be_enabled()
    undo.click()
    expect(page.get_by_label("brass as hex")).to_have_count(0)
    expect(page.locator(".studio__head")).to_contain_text("1 change is not saved.")
    undo.click()
    expect(deep).to_have_value("#0B2F45")
    expect(inside(page).locator(".opening")).to_have_css("background-color", "rgb(11, 47, 69)")
    assert house.read_text("utf-8") != first
    save.click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert house.read_text("utf-8") == first
    redo.click()
    expect(deep).to_have_value("#45240b")
    undo.click()
    expect(page.get_by_text("Nothing to save.", exact=True)).to_be_visible()
    theirs = first.replace('sea: "#1B6287"', 'sea: "#1B5287"')
    house.write_text(theirs, "utf-8")
    expect(page.get_by_label("sea as hex")).to_have_value("#1B5287")
    redo.click()
    expect(deep).to_have_value("#45240b")
    save.click()
    expect(page.get_by_role("alert")).to_contain_text('sea: "#1B5287"')
    assert house.read_text("utf-8") == theirs
    page.get_by_role("button", name="Put mine on top").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    undo.click()
    expect(deep).to_have_value("#0B2F45")
    page.get_by_role("button", name="Discard").click()
    expect(page.locator("#status")).not_to_contain_text("unsaved")
    assert house.read_text("utf-8") == theirs.replace("#0B2F45", "#45240b")


def test_what_is_changed_while_the_file_is_written_stays_a_change(tab: Opened, house: Path) -> None:
    page = tab()
    opened_studio(page)
    before = house.read_text("utf-8")
    set_deep(page, "#45240b")
    held: list[Route] = []
    with held_back(page, "**/studio/save", held):
        page.get_by_role("button", name="Save").dblclick()
    set_deep(page, "#0b4524")
    held[0].continue_()
    expect(page.locator(".studio__head")).to_contain_text("Saved. 1 change is not saved.")
    expect(page.get_by_label("deep as hex")).to_have_value("#0b4524")
    expect(inside(page).locator(".opening")).to_have_css("background-color", "rgb(11, 69, 36)")
    assert house.read_text("utf-8") == before.replace("#0B2F45", "#45240b")
    page.unroute("**/studio/save")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert house.read_text("utf-8") == before.replace("#0B2F45", "#0b4524")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_label("deep as hex")).to_have_value("#45240b")
    page.get_by_role("button", name="Discard").click()
    expect(page.locator("#status")).not_to_contain_text("unsaved")


def test_a_file_is_saved_once_however_often_save_is_pressed(tab: Opened, house: Path) -> None:
    page = tab()
    opened_studio(page)
    set_deep(page, "#45240b")
    page.get_by_role("button", name="Save").dblclick()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(page.get_by_role("alert")).to_be_hidden()
    assert "#45240b" in house.read_text("utf-8")


@pytest.mark.usefixtures("house")
def test_another_brand_is_read_although_it_is_chosen_before_the_server_has_answered(tab: Opened) -> None:
    page = tab()
    opened_studio(page)
    held: list[Route] = []
    with held_back(page, "**/studio/try", held):
        set_deep(page, "#45240b")
    page.get_by_label("Brand").select_option("parallel")
    expect(inside(page).locator("html")).to_have_attribute("data-brand", "parallel")
    held[0].continue_()
    page.unroute("**/studio/try")
    expect(page.get_by_role("heading", name="Studio: parallel")).to_be_visible()
    expect(page.locator(".studio__head")).to_contain_text("This brand comes with Octavo")
    expect(page.get_by_label("signal-deep as hex")).to_be_visible()
    page.get_by_label("Brand").select_option("house")
    expect(page.get_by_label("deep as hex")).to_have_value("#45240b")
    page.get_by_role("button", name="Discard").click()
    expect(page.locator("#status")).not_to_contain_text("unsaved")


@pytest.mark.usefixtures("house")
def test_what_was_changed_can_be_undone_after_a_look_at_another_brand(tab: Opened) -> None:
    page = tab()
    opened_studio(page)
    deep = page.get_by_label("deep as hex")
    for colour in ("#45240b", "#0b4524"):
        set_deep(page, colour)
    page.get_by_role("button", name="Undo").click()
    expect(deep).to_have_value("#45240b")
    page.get_by_label("Brand").select_option("parallel")
    expect(page.get_by_role("heading", name="Studio: parallel")).to_be_visible()
    expect(page.get_by_label("signal-deep as hex")).to_be_visible()
    for name in ("Undo", "Redo"):
        expect(page.get_by_role("button", name=name)).to_be_disabled()
    page.get_by_label("Brand").select_option("house")
    page.get_by_role("button", name="Redo").click()
    expect(deep).to_have_value("#0b4524")
    for colour in ("#45240b", "#0B2F45"):
        page.get_by_role("button", name="Undo").click()
        expect(deep).to_have_value(colour)
    expect(page.locator(".studio__head")).to_contain_text("Nothing to save.")
    expect(page.locator("#status")).not_to_contain_text("unsaved")


def test_changes_of_before_are_told_in_the_bar_and_saved_or_discarded(tab: Opened, house: Path) -> None:
    old = tab()
    opened_studio(old)
    set_deep(old, "#45240b")
    expect(old.locator("#status")).to_contain_text(f"unsaved: {HOUSE}")
    expect(old.locator("#before")).to_be_hidden()
    old.close()
    page = tab("brand=parallel")
    told = page.get_by_role("button", name="1 change of before is not saved in house: save or discard")
    expect(told).to_be_visible()
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 860})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert not (found := Axe().run(page)).violations_count, found.generate_report()
    told.press("Enter")
    expect(page.get_by_role("tab", name="Studio")).to_be_focused()
    expect(page.get_by_role("heading", name="Studio: house")).to_be_visible()
    expect(page.locator(".studio__head")).to_contain_text("1 change of before is not saved.")
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_enabled()
    page.get_by_role("button", name="Discard", exact=True).click()
    expect(page.locator("#before")).to_be_hidden()
    expect(page.locator("#status")).not_to_contain_text("unsaved")
    set_deep(page, "#45240b")
    expect(page.locator(".studio__head")).to_contain_text("1 change is not saved.")
    expect(page.locator("#status")).to_contain_text(f"unsaved: {HOUSE}")
    page.reload()
    page.locator("#before button").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(page.locator("#before")).to_be_hidden()
    assert "#45240b" in house.read_text("utf-8")


@pytest.mark.usefixtures("house")
def test_what_was_wrong_goes_with_the_changes_that_are_discarded(tab: Opened) -> None:
    """The server is kept from answering: what stands there then is of the page alone."""
    page = tab()
    opened_studio(page)
    expect(inside(page).locator("html")).to_have_attribute("data-brand", "house")
    set_deep(page, "#a0c0d0")
    expect(page.locator(".studio__wrong")).to_be_visible()
    expect(page.locator("#faults")).to_be_visible()
    held: list[Route] = []
    page.route("**/studio/try", lambda route: held.append(route))
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_text("Nothing to save.", exact=True)).to_be_visible()
    expect(page.locator(".studio__wrong")).to_be_hidden()
    expect(page.get_by_role("button", name="Contrasts of deep")).not_to_have_class(re.compile("bad"))
    for route in held:
        route.continue_()
    expect(page.locator("#faults")).to_be_hidden()


def test_an_error_of_before_is_told_to_be_past_while_the_page_is_made_anew(tab: Opened) -> None:
    page = tab()
    expect(page.locator("#status")).to_have_text("Up to date")
    fault = {"place": "a.md:2", "code": "x", "severity": "error", "text": "Wrong.", "source": "", "column": 0}
    show = "async ([found, busy]) => (await import('/app/faults.js')).showFaults(found, true, busy)"
    page.evaluate(show, [[fault], False])
    title = page.locator("#faults-title")
    expect(title).to_have_text("1 error. The page behind is the last good one")
    page.evaluate(show, [[fault], True])
    expect(title).to_have_text("1 error before the last change. The page is being made anew …")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert not (found := Axe().run(page)).violations_count, found.generate_report()


def test_what_an_editor_changed_meanwhile_is_shown_and_not_written_over(tab: Opened, house: Path) -> None:
    page = tab()
    opened_studio(page)
    set_deep(page, "#45240b")
    expect(inside(page).locator(".opening")).to_have_css("background-color", "rgb(69, 36, 11)")
    theirs = house.read_text("utf-8").replace('sea: "#1B6287"', 'sea: "#1B5287"')
    house.write_text(theirs, "utf-8")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text('sea: "#1B5287"')
    assert house.read_text("utf-8") == theirs
    page.get_by_role("button", name="Put mine on top").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert house.read_text("utf-8") == theirs.replace("#0B2F45", "#45240b")


def test_a_brand_that_an_editor_breaks_is_told_over_the_last_good_page(tab: Opened, house: Path) -> None:
    page = tab()
    opened_studio(page)
    house.write_text(house.read_text("utf-8").replace("foreground: slate", "foreground: slat"), "utf-8")
    expect(page.locator("#faults")).to_contain_text(HOUSE)
    expect(page.locator("#faults")).to_contain_text('did you mean "slate"?')
    expect(inside(page).locator(".opening")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_the_studio(tab: Opened, width: int) -> None:
    page = tab(width=width)
    opened_studio(page)
    for summary in page.locator("#panel-studio .studio__groups > details > summary").all()[1:]:
        summary.click()
    expect(page.get_by_role("group", name="From end to end")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert not (found := Axe().run(page)).violations_count, found.generate_report()


def test_another_page_cannot_write_to_the_brand(tab: Opened, desk: tuple[SmallPress, str], house: Path) -> None:
    before = house.read_bytes()
    page = tab()
    body = {"brand": "house", "base": "", "changes": [[["color", "palette", "deep"], "#000000"]]}
    for headers in ({}, {"X-Octavo-Token": "guess", "Origin": desk[1].rstrip("/")}):
        answer = page.request.post(f"{desk[1]}studio/save", data=body, headers=headers)
        assert answer.status == 403
    assert house.read_bytes() == before
