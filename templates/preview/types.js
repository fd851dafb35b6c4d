// The brief as a web page in every type, side by side: what a change of the brand does to all of them at once.

import { address } from "./api.js";
import { element } from "./dom.js";
import { exchange } from "./places.js";

const WIDE = 1100;
/** CSS pixels that each page is as wide as, however small it is shown. */

/** `chosen(type)` hears which of them is to be shown alone. */
export function typesView(room, chosen) {
  const tiles = new Map();
  const sizes = new ResizeObserver((seen) => seen.forEach(({ target }) => target.style.setProperty("--scale", target.clientWidth / WIDE)));

  /** Resolves when all that are there are shown. */
  function show(choice, types) {
    for (const [type, tile] of tiles) {
      if (type in types) continue;
      tile.node.remove();
      tiles.delete(type);
    }
    return Promise.all(Object.entries(types).map(([type, view]) => draw(tileOf(type), { ...choice, type }, view)));
  }

  function tileOf(type) {
    if (!tiles.has(type)) {
      const paper = element("div", { class: "tile__paper", inert: true });
      const name = element("button", { type: "button", class: "tile__name" }, type.replaceAll("-", " "));
      const node = element("li", { class: "tile", onclick: () => chosen(type) }, element("h2", {}, name), paper);
      tiles.set(type, { node, paper, name, url: "" });
      sizes.observe(paper);
      room.append(node);
    }
    return tiles.get(type);
  }

  async function draw(tile, choice, view) {
    tile.node.classList.toggle("tile--old", view.failed);
    const url = `${address(`web/${choice.scheme}`, choice, "index.html")}?${view.number}`;
    if (!view.number || url === tile.url) return;
    tile.url = url;
    await exchange(tile.paper, { class: "tile__frame", title: `${choice.type}: ${choice.brief}`, src: url });
  }

  function clear() {
    room.replaceChildren();
    tiles.clear();
  }

  return { show, clear };
}
