// The search of the catalogue: Pagefind's engine over the index beside this site, which the reader's browser reads itself.
const site = new URL("../", document.baseURI);
const form = document.querySelector(".search");
const box = document.querySelector(".search__words");
const told = document.querySelector(".search__told");
const list = document.querySelector(".results");
const entries = [...list.children];
const bySlug = new Map(entries.map((entry) => [entry.dataset.slug, entry]));
const deks = new Map(entries.map((entry) => [entry, entry.querySelector(".result__text").textContent]));
const PARTS = 3;
const PAUSE = 150;
let engine = null;
let turn = 0;
let timer = 0;

document.querySelector(".search__note").hidden = true;

function start() {
  engine ??= import(new URL("pagefind/pagefind.js", site)).then(async (pagefind) => {
    await pagefind.options({ baseUrl: site.pathname, excerptLength: 32 });
    return pagefind;
  });
  return engine;
}

/** Text in which the words that were asked for are marked: of the engine's HTML, nothing but that. */
function marked(html) {
  const given = new DOMParser().parseFromString(html, "text/html").body;
  return [...given.childNodes].map((node) => {
    if (node.nodeName !== "MARK") return document.createTextNode(node.textContent);
    const mark = document.createElement("mark");
    mark.textContent = node.textContent;
    return mark;
  });
}

/** A word without its case and accents. */
function bare(word) {
  return word.normalize("NFKD").replace(/\p{M}|[^\p{L}\p{N}]/gu, "").toLowerCase();
}

/** Whether a marked word begins as one that was asked for: the engine, when it knows no such word, marks any that shares
    its first letter. */
function meant(words, html) {
  const asked = words.split(/\s+/).map(bare).filter(Boolean);
  const marks = marked(html).filter((node) => node.nodeName === "MARK").map((node) => bare(node.textContent));
  return marks.some((mark) => asked.some((word) => mark.startsWith(word.slice(0, Math.ceil(word.length / 2)))));
}

/** The passages of one publication, each leading to its section. */
function passages(found) {
  const parts = found.sub_results.filter((part) => part.url.includes("#")).slice(0, PARTS);
  return parts.map((part) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = part.url;
    link.textContent = part.title;
    const text = document.createElement("span");
    text.append(...marked(part.excerpt));
    item.append(link, " ", text);
    return item;
  });
}

function restore() {
  for (const entry of entries) {
    entry.hidden = false;
    entry.querySelector(".result__text").textContent = deks.get(entry);
    entry.querySelector(".result__parts").hidden = true;
  }
  list.append(...entries);
  told.textContent = "";
}

function show(words, found) {
  const shown = found.map((one) => [bySlug.get(one.raw_url.split("/").filter(Boolean)[0]), one]).filter(([entry]) => entry);
  for (const entry of entries) entry.hidden = true;
  for (const [entry, one] of shown) {
    const parts = entry.querySelector(".result__parts");
    const sections = passages(one);
    entry.hidden = false;
    entry.querySelector(".result__text").replaceChildren(...(sections.length ? [] : marked(one.excerpt)));
    parts.replaceChildren(...sections);
    parts.hidden = !sections.length;
  }
  list.append(...shown.map(([entry]) => entry));
  const said = shown.length ? told.dataset.found : told.dataset.none;
  told.textContent = said.replace("{}", shown.length ? shown.length : words);
}

async function search() {
  const words = box.value.trim();
  const mine = ++turn;
  const address = new URL(location);
  if (words) address.searchParams.set("q", words);
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
  if (!words) return restore();
  try {
    const pagefind = await start();
    const { results } = await pagefind.search(words);
    const found = await Promise.all(results.map((result) => result.data()));
    if (mine === turn) show(words, found.filter((one) => meant(words, one.excerpt)));
  } catch (error) {
    if (mine === turn) told.textContent = told.dataset.failed;
    throw error;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, PAUSE);
});
box.value = new URL(location).searchParams.get("q") ?? "";
if (box.value) search();
