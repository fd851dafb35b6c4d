// The brief as a web page, in a frame. A new text is worked into the page that is shown; where that cannot be, the new
// page is loaded behind the old one and takes its place when it is ready.

import { address } from "./api.js";
import { patch } from "./patch.js";
import { blocksOf, dress, exchange, mark, nearest, pathOf, placeOf } from "./places.js";

/** `picked(path, line, element)` hears of clicks in the page, `led(href)` of links that lead to another brief. */
export function webView(room, picked, led) {
  let frame = null;
  let shown = { url: "", number: 0, text: null, sheet: "", rest: "" };
  let wanted = null;
  let working = null;
  let left = () => {};

  /** Resolves when it is shown. */
  function show(choice, view) {
    const url = address(`web/${choice.scheme}`, choice, "index.html");
    wanted = { url, number: view.number, facts: view.facts, title: `Web page: ${view.facts.title ?? choice.brief}` };
    room.dataset.width = choice.width;
    working ??= work().finally(() => { working = null; });
    return working;
  }

  async function work() {
    while (wanted && (wanted.url !== shown.url || wanted.number !== shown.number)) await step(wanted);
  }

  async function step(want) {
    const response = await fetch(want.url);
    if (!response.ok) {
      if (wanted === want) wanted = null;
      return;
    }
    const text = new DOMParser().parseFromString(await response.text(), "text/html");
    const same = () => frame && want.url === shown.url && want.facts.rest === shown.rest;
    if (same() && want.facts.sheet !== shown.sheet) await restyle(want);
    if (!(same() && patch(frame.contentDocument, shown.text, text)) && !(await load(want))) return;
    frame.title = want.title;
    shown = { url: want.url, number: want.number, text, sheet: want.facts.sheet, rest: want.facts.rest };
  }

  /** Resolves when the new sheet is there, or its page is no more. */
  async function restyle(want) {
    const inside = frame.contentDocument;
    const old = inside.querySelector("link[rel=stylesheet][href^='style.css']");
    const link = inside.createElement("link");
    link.rel = "stylesheet";
    link.href = `style.css?${want.number}`;
    await new Promise((done) => {
      left = done;
      link.addEventListener("load", done);
      link.addEventListener("error", done);
      old.after(link);
    });
    old.remove();
  }

  /** Resolves with whether it is shown: not if another page was chosen meanwhile. */
  async function load(want) {
    const next = await exchange(room, { title: want.title, src: `${want.url}?${want.number}` }, ({ contentDocument }) => {
      if (wanted?.url !== want.url) return false;
      dress(contentDocument, clicked);
      return true;
    });
    frame = next ?? frame;
    return next !== null;
  }

  function clicked(event) {
    const anchor = event.target.closest?.("a[href]");
    if (anchor) follow(event, anchor);
    pick(event.target);
  }

  function follow(event, anchor) {
    const href = anchor.getAttribute("href");
    if (href.startsWith("#")) return;
    event.preventDefault();
    const url = new URL(href, anchor.baseURI);
    if (url.origin !== location.origin) open(url, "_blank", "noopener");
    else led(url, href);
  }

  /** Mark the block of an element, and tell where it was written. */
  function pick(target) {
    const place = placeOf(target, wanted?.facts);
    if (!place) return;
    mark(frame.contentDocument, place.block);
    picked(place.path, place.line);
  }

  function blocks() {
    return frame ? blocksOf(frame.contentDocument) : [];
  }

  /** Scroll to the block that a line of a file became; to the top for a line before them all. */
  function jump(path, line) {
    const own = blocks();
    const at = nearest(own.map((block) => ({ path: pathOf(block, wanted?.facts), line: Number(block.dataset.line) })), path, line);
    if (at < 0) {
      if (frame && line) frame.contentWindow.scrollTo({ top: 0 });
      return false;
    }
    mark(frame.contentDocument, own[at]);
    own[at].scrollIntoView({ block: "center" });
    return true;
  }

  /** Go to the block after (1) or before (-1) the marked one. */
  function walk(by) {
    const every = blocks();
    const at = every.findIndex((block) => block.hasAttribute("data-octavo-mark"));
    const block = every[Math.min(Math.max(at < 0 ? (by > 0 ? 0 : every.length - 1) : at + by, 0), every.length - 1)];
    if (!block) return;
    block.scrollIntoView({ block: "center" });
    pick(block);
  }

  function clear() {
    wanted = null;
    frame?.remove();
    frame = null;
    left();
    shown = { url: "", number: 0, text: null, sheet: "", rest: "" };
  }

  return { show, jump, walk, clear, url: (choice) => address(`web/${choice.scheme}`, choice, "index.html") };
}
