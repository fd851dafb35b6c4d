// The brief as pages: a picture of each, which keeps its place while a newer one is drawn. Only changed pages are
// fetched again: a picture's address is the hash of its pixels.

import { address } from "./api.js";
import { element } from "./dom.js";

export function pagesView(room, list, picked) {
  let choice = null;
  let view = null;
  let map = [];
  let mapOf = "";
  let current = -1;

  async function show(chosen, pdf, pages) {
    const other = choice && (choice.brief !== chosen.brief);
    choice = { ...chosen };
    view = pdf;
    if (other) {
      list.replaceChildren();
      room.scrollTop = 0;
    }
    fill(pages, pdf.facts.sizes ?? []);
    await readMap();
  }

  function fill(pages, sizes) {
    while (list.children.length > pages.length) list.lastElementChild.remove();
    while (list.children.length < pages.length) list.append(leaf(list.children.length + 1));
    pages.forEach((page, n) => {
      const item = list.children[n];
      const [width, height] = sizes[n] ?? sizes[0] ?? [612, 792];
      item.style.setProperty("--ratio", `${width} / ${height}`);
      item.style.setProperty("--width", `${(width * 4) / 3}px`);
      item.classList.toggle("leaf--old", page.old);
      const image = item.querySelector("img");
      image.alt = `Page ${n + 1} of ${pages.length}`;
      if (page.sha && image.dataset.sha !== page.sha) exchange(image, page.sha);
    });
  }

  /** The new picture takes the old one's place once it is there. */
  function exchange(image, sha) {
    image.dataset.sha = sha;
    const next = new Image();
    next.src = address("pdf", choice, `${sha}.png`);
    next.decode().then(() => {
      if (image.dataset.sha === sha) image.src = next.src;
    }, () => {
      if (image.dataset.sha === sha) image.dataset.sha = "";
    });
  }

  function leaf(number) {
    const image = element("img", { alt: "" });
    const marks = element("div", { class: "leaf__marks", "aria-hidden": "true" });
    const item = element("li", { class: "leaf" }, element("div", { class: "leaf__paper" }, image, marks),
      element("p", { class: "leaf__folio" }, `${number}`));
    item.firstChild.addEventListener("click", (event) => click(number, event, item.firstChild));
    return item;
  }

  async function readMap() {
    const key = `${address("pdf", choice, "map.json")}?${view.number}`;
    if (key === mapOf || !view.number) return;
    const response = await fetch(key);
    if (!response.ok) return;
    map = await response.json();
    mapOf = key;
    current = -1;
  }

  function click(number, event, paper) {
    const box = paper.getBoundingClientRect();
    const [width, height] = view.facts.sizes[number - 1];
    const x = ((event.clientX - box.left) / box.width) * width;
    const y = ((event.clientY - box.top) / box.height) * height;
    const distance = ({ box: [left, top, right, bottom] }) => Math.max(left - x, x - right, 0) + Math.max(top - y, y - bottom, 0);
    const here = map.map((block, at) => ({ block, at })).filter(({ block }) => block.page === number);
    here.sort((a, b) => distance(a.block) - distance(b.block) || (b.block.line > 0) - (a.block.line > 0));
    if (here.length && distance(here[0].block) < 24) choose(here[0].at, false);
  }

  function choose(at, scroll) {
    current = at;
    const block = map[at];
    mark(block.page, block.box, scroll);
    const fields = view.facts.fields ?? {};
    const field = block.within.find((name) => name in fields);
    if (block.line) picked(block.path, block.line);
    else if (field) {
      const [path, line] = fields[field].split(/:(?=\d+$)/);
      picked(path, Number(line));
    } else picked(block.path, 0);
  }

  /** Mark a box of a page, in points from its upper left corner; without a box the whole page. */
  function mark(number, box, scroll) {
    for (const old of list.querySelectorAll(".leaf__mark")) old.remove();
    const item = list.children[number - 1];
    if (!item) return false;
    const [width, height] = view.facts.sizes[number - 1];
    const [left, top, right, bottom] = box ?? [0, 0, width, height];
    const frame = element("div", { class: "leaf__mark" });
    frame.style.setProperty("left", `${(left / width) * 100}%`);
    frame.style.setProperty("top", `${(top / height) * 100}%`);
    frame.style.setProperty("width", `${((right - left) / width) * 100}%`);
    frame.style.setProperty("height", `${((bottom - top) / height) * 100}%`);
    item.querySelector(".leaf__marks").append(frame);
    if (scroll) frame.scrollIntoView({ block: box ? "center" : "start" });
    return true;
  }

  /** Scroll to what a line became: the last block that begins at it or before. */
  function jump(path, line) {
    const at = map.reduce((best, block, n) => (
      block.path === path && block.line && block.line <= line && (best < 0 || block.line > map[best].line) ? n : best), -1);
    if (at < 0) return false;
    current = at;
    return mark(map[at].page, map[at].box, true);
  }

  function walk(by) {
    if (!map.length) return;
    let at = current < 0 ? (by > 0 ? 0 : map.length - 1) : current + by;
    while (map[at] && !map[at].line && !map[at].within.some((name) => name in (view.facts.fields ?? {}))) at += by;
    if (map[at]) choose(at, true);
  }

  function clear() {
    list.replaceChildren();
    map = [];
    mapOf = "";
  }

  return { show, jump, walk, mark, clear, url: (chosen) => address("pdf", chosen, `${chosen.brief}.pdf`) };
}
