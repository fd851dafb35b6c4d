// The brief as a book: one chapter at a time, in a frame as wide as a page of a reading device.

import { address } from "./api.js";
import { options } from "./dom.js";
import { dress, exchange, mark, nearest, placeOf } from "./places.js";

/** `picked(path, line)` hears of clicks in a chapter. */
export function bookView(room, select, picked) {
  let frame = null;
  let chapter = "";
  let brief = "";
  let shown = "";
  let choice = null;
  let view = null;
  let current = -1;
  let coming = Promise.resolve();

  /** Resolves when it is shown. */
  function show(chosen, edition) {
    if (view && view.number !== edition.number) current = -1;
    [choice, view] = [chosen, edition];
    const contents = view.facts.contents ?? [];
    if (brief !== choice.brief || !has(chapter)) chapter = contents[0]?.[1] ?? "";
    brief = choice.brief;
    return draw();
  }

  function has(href) {
    const file = href.split("#")[0];
    return (view.facts.contents ?? []).some(([, own]) => own.split("#")[0] === file) || (view.facts.blocks ?? []).some(([own]) => own === file);
  }

  function draw() {
    const contents = view.facts.contents ?? [];
    const [file, anchor] = chapter.split("#");
    const listed = contents.find(([, href]) => href === chapter) ?? contents.find(([, href]) => href.split("#")[0] === file);
    options(select, contents.map(([title, href]) => [href, title]), listed?.[1] ?? "");
    const url = `${address(`book/${choice.scheme}`, choice, `EPUB/${file}`)}?${view.number}${anchor ? `#${anchor}` : ""}`;
    if (!chapter || url === shown) return coming;
    shown = url;
    coming = load(url);
    return coming;
  }

  async function load(src) {
    const title = `EPUB: ${view.facts.title ?? brief}`;
    const next = await exchange(room, { class: "paper paper--book", title, src }, ({ classList, contentDocument }) => {
      dress(contentDocument, clicked);
      classList.toggle("paper--cover", Boolean(contentDocument.querySelector(".matter-cover")));
    });
    frame = next ?? frame;
  }

  function clicked(event) {
    const anchor = event.target.closest?.("a[href]");
    if (anchor) follow(event, anchor);
    const place = placeOf(event.target, view.facts);
    if (!place) return;
    mark(frame.contentDocument, place.block);
    const file = chapter.split("#")[0];
    const own = indexes(file);
    current = own[[...frame.contentDocument.querySelectorAll("[data-line]")].indexOf(place.block)] ?? -1;
    picked(place.path, place.line);
  }

  /** A link leads to another chapter in this frame, or out of the book. */
  function follow(event, anchor) {
    event.preventDefault();
    const url = new URL(anchor.getAttribute("href"), anchor.baseURI);
    const base = new URL(address(`book/${choice.scheme}`, choice, "EPUB/"), location.href).pathname;
    if (url.origin !== location.origin || !url.pathname.startsWith(base)) open(url, "_blank", "noopener");
    else go(decodeURIComponent(url.pathname.slice(base.length)) + url.hash);
  }

  function go(href) {
    chapter = href;
    return draw();
  }

  /** The places of a file's blocks among those of the book. */
  function indexes(file) {
    return (view.facts.blocks ?? []).flatMap(([own], n) => (own === file ? [n] : []));
  }

  /** Turn to a block of the book, and mark it; one that is not to be seen is passed over. */
  async function turn(at) {
    const [file] = view.facts.blocks[at];
    if (chapter.split("#")[0] !== file) await go(file);
    else await coming;
    const block = frame?.contentDocument.querySelectorAll("[data-line]")[indexes(file).indexOf(at)];
    if (!block) return false;
    current = at;
    mark(frame.contentDocument, block);
    block.scrollIntoView({ block: "center" });
    return block.checkVisibility();
  }

  /** Turn to what a line of a file became; to the title page for a line before all blocks. */
  async function jump(path, line) {
    const at = nearest((view?.facts.blocks ?? []).map(([, own, number]) => ({ path: own, line: number })), path, line);
    if (at >= 0) return turn(at);
    const title = view?.facts.contents?.find(([, href]) => href.includes("title"))?.[1];
    if (title && line) await go(title);
    return false;
  }

  /** Go to the block after (1) or before (-1) the marked one, into the next chapter if need be. */
  async function walk(by) {
    const blocks = view?.facts.blocks ?? [];
    if (!blocks.length) return;
    const own = indexes(chapter.split("#")[0]);
    const start = current >= 0 ? current + by : by > 0 ? own[0] ?? 0 : own.at(-1) ?? blocks.length - 1;
    for (let at = Math.min(Math.max(start, 0), blocks.length - 1); blocks[at]; at += by) {
      if (await turn(at)) {
        picked(blocks[at][1], blocks[at][2]);
        return;
      }
    }
  }

  function clear() {
    room.replaceChildren();
    frame = null;
    [shown, chapter, current] = ["", "", -1];
  }

  return {
    show,
    clear,
    jump,
    walk,
    choose: (href) => { chapter = href; current = -1; },
    url: (chosen) => address(`book/${chosen.scheme}`, chosen, `EPUB/${chapter.split("#")[0]}`),
  };
}
