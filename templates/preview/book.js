// The brief as a book: one chapter at a time, in a frame as wide as a page of a reading device.

import { address } from "./api.js";
import { element, options } from "./dom.js";

export function bookView(room, select) {
  let frame = null;
  let chapter = "";
  let brief = "";
  let shown = "";

  function show(choice, view) {
    const contents = view.facts.contents ?? [];
    if (brief !== choice.brief || !contents.some(([, href]) => href === chapter)) chapter = contents[0]?.[1] ?? "";
    brief = choice.brief;
    options(select, contents.map(([title, href]) => [href, title]), chapter);
    const [file, anchor] = chapter.split("#");
    const url = `${address(`book/${choice.scheme}`, choice, `EPUB/${file}`)}?${view.number}`;
    const goal = `${url}#${anchor ?? ""}`;
    if (!chapter || goal === shown) return;
    const renewed = shown.split("?")[0] === url.split("?")[0];
    shown = goal;
    load(url, anchor, renewed ? frame?.contentWindow.scrollY : null, `EPUB: ${view.facts.title ?? brief}`);
  }

  function load(url, anchor, top, title) {
    const next = element("iframe", { class: "paper paper--book paper--next", title, src: top === null && anchor ? `${url}#${anchor}` : url });
    next.addEventListener("load", () => {
      if (!next.isConnected) return;
      if (top) next.contentWindow.scrollTo({ top, behavior: "instant" });
      next.classList.remove("paper--next");
      for (const old of room.querySelectorAll("iframe")) if (old !== next) old.remove();
      frame = next;
    }, { once: true });
    room.append(next);
  }

  function clear() {
    room.replaceChildren();
    frame = null;
    shown = "";
  }

  return {
    show,
    clear,
    choose: (href) => { chapter = href; },
    url: (choice) => address(`book/${choice.scheme}`, choice, `EPUB/${chapter.split("#")[0]}`),
  };
}
