// The blocks of a page in a frame, and where each was written: for the web page and for the chapters of the book.

import { element } from "./dom.js";

const INSIDE = "/app/inside.css";

/** Make a page in a frame show what is picked in it; `clicked(event)` hears of clicks. */
export function dress(inside, clicked) {
  const link = inside.createElementNS("http://www.w3.org/1999/xhtml", "link");
  link.setAttribute("rel", "stylesheet");
  link.setAttribute("href", INSIDE);
  inside.head.append(link);
  inside.addEventListener("click", clicked);
}

/** What an element belongs to, { block, path, line }: a block of the text, or a field of the brief; else null. */
export function placeOf(target, facts) {
  const block = target.closest?.("[data-line]");
  if (block) return { block, path: pathOf(block, facts), line: Number(block.dataset.line) };
  const fields = facts?.fields ?? {};
  const field = Object.keys(fields).find((name) => target.closest?.(`.${name}`));
  if (!field) return null;
  const [path, line] = fields[field].split(/:(?=\d+$)/);
  return { block: target.closest(`.${field}`), path, line: Number(line) };
}

export function pathOf(block, facts) {
  return block.dataset.path || facts?.path;
}

export function mark(inside, block) {
  for (const old of inside.querySelectorAll("[data-octavo-mark]")) old.removeAttribute("data-octavo-mark");
  block.setAttribute("data-octavo-mark", "");
}

/** The blocks that are to be seen, in their order. */
export function blocksOf(inside) {
  return [...inside.querySelectorAll("[data-line]")].filter((block) => block.checkVisibility());
}

/** Of things with a `path` and a `line` the one that a line became: the last that begins at it or before; -1 for none. */
export function nearest(things, path, line) {
  return things.reduce((best, one, n) => (
    one.path === path && one.line && one.line <= line && (best < 0 || one.line >= things[best].line) ? n : best), -1);
}

/** Load a page behind the one that a room shows. When it is there it takes that one's place, unless a newer one was
    asked for meanwhile; `ready(frame)` comes just before, and may refuse by false. Resolves with the frame, or null. */
export function exchange(room, attributes, ready = () => {}) {
  const next = element("iframe", { ...attributes, class: `${attributes.class ?? "paper"} paper--next` });
  return new Promise((done) => {
    next.addEventListener("load", () => {
      const old = room.querySelector("iframe:not(.paper--next)");
      const taken = next.isConnected && !next.nextElementSibling && ready(next) !== false;
      if (taken) {
        if (old && pageOf(old) === pageOf(next)) next.contentWindow.scrollTo({ top: old.contentWindow.scrollY, behavior: "instant" });
        next.classList.remove("paper--next");
        old?.remove();
      } else next.remove();
      done(taken ? next : null);
    }, { once: true });
    room.append(next);
  });
}

/** Which page a frame shows, in whatever light and of whatever print. */
function pageOf({ src }) {
  const { pathname, hash } = new URL(src);
  return pathname.split("/").slice(3).join("/") + hash;
}
