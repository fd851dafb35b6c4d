// The page of the preview: what is chosen and what the server tells -> what is shown. Modules do the rest:
//   api.js events, POST with the token, addresses    choice.js what this tab shows     web.js, types.js, pages.js, book.js the views
//   studio.js the brand, to be changed
//   before.js changes that lay unsaved
//   faults.js errors over the page                   panels.js, findings.js beside it  source.js where it was written

import { follow, look } from "./api.js";
import * as address from "./choice.js";
import { showBefore } from "./before.js";
import { bookView } from "./book.js";
import { element, options, refill } from "./dom.js";
import { showFaults } from "./faults.js";
import { findings } from "./findings.js";
import { pagesView } from "./pages.js";
import { mount } from "./panels.js";
import { studio } from "./studio.js";
import { showSource, sourceSteps } from "./source.js";
import { typesView } from "./types.js";
import { webView } from "./web.js";

/** The panels beside the page; another one is one line here. */
const PANELS = [findings, studio];

const at = (id) => document.getElementById(id);
const tools = at("tools");
const rooms = { web: at("view-web"), types: at("view-types"), pdf: at("view-pdf"), epub: at("view-epub") };
let choice = address.read();
let state = null;
let run = "";
let away = false;
let pending = null;
let shown = Promise.resolve();

const views = {
  web: webView(rooms.web, showSource, led),
  pdf: pagesView(rooms.pdf, at("pages"), showSource),
  types: typesView(at("tiles"), (type) => change({ type, width: "full" })),
  epub: bookView(rooms.epub, tools.elements.chapter, showSource),
};
const app = { jump, change, chosen, choice: () => choice, state: () => state };
const panels = mount(PANELS, app, choice.panel);
sourceSteps((by) => views[choice.view].walk?.(by));

/** Show something else: `change({ view: "pdf" })`. */
function change(parts, push = true) {
  const other = "brief" in parts && parts.brief !== choice.brief;
  choice = { ...choice, ...parts };
  address.write(choice, push);
  if (other) clear();
  listen();
  draw();
}

/** Another panel stands beside the page: a reload shows it again. */
function chosen(panel) {
  choice = { ...choice, panel };
  address.write(choice, false);
}

/** Nothing of another brief is left to be seen. */
function clear() {
  for (const view of Object.values(views)) view.clear();
  for (const room of Object.values(rooms)) room.hidden = true;
  at("faults").hidden = true;
  at("empty").hidden = true;
}

/** The room that is shown: web pages may stand there in every type. */
function roomOf() {
  return choice.view === "web" && choice.width === "types" ? "types" : choice.view;
}

function listen() {
  follow(choice, roomOf(), told, (gone) => {
    away = gone;
    status();
  });
}

function told(news) {
  if (run && run !== news.run) location.reload();
  run = news.run;
  state = news;
  if (!choice.brief && news.shelf.briefs.length) change({ brief: news.shelf.briefs[0].slug }, false);
  else draw();
}

/** Whether what the server told last is about what is chosen now. */
function isMine() {
  return state?.selection === `${look(choice)}/${choice.brief}`;
}

function draw() {
  if (!state) return;
  drawChoices();
  showBefore(state, (brand) => {
    if ((choice.brand || state.web?.facts.brand) !== brand) change({ brand });
    panels.show(studio);
  });
  if (!isMine()) {
    status();
    return;
  }
  const edition = state[choice.view];
  at("source-steps").hidden = roomOf() === "types";
  for (const [name, room] of Object.entries(rooms)) room.hidden = name !== roomOf() || !edition?.number;
  if (edition?.number && roomOf() === "types") shown = views.types.show(choice, state.types ?? {});
  else if (edition?.number) shown = Promise.resolve(views[choice.view].show(choice, edition, state.pages));
  const count = edition?.failed ? showFaults(edition.problems, edition.number > 0, edition.busy) : showFaults([], true);
  at("stage").classList.toggle("stage--stale", count > 0 && edition.number > 0);
  drawEmpty(edition, count);
  panels.update(state, choice);
  status();
  if (pending) settlePending();
}

function drawChoices() {
  const { briefs, brands, types, papers } = state.shelf;
  const known = briefs.some((brief) => brief.slug === choice.brief);
  const facts = isMine() ? state[choice.view]?.facts ?? {} : {};
  const title = facts.title ?? briefs.find((brief) => brief.slug === choice.brief)?.title ?? (choice.brief || "Preview");
  at("title").textContent = title;
  document.title = `${title} · Octavo preview`;
  const gone = !known && choice.brief ? [{ slug: choice.brief, title: choice.brief, type: "", date: "", status: "gone" }] : [];
  refill(at("briefs"), [...briefs, ...gone].map(entry));
  own("brand", brands, facts.brand);
  own("type", types, facts.type);
  own("paper", papers, facts.paper);
  for (const name of ["view", "scheme", "width"]) tools.elements[name].value = choice[name];
  for (const part of tools.querySelectorAll("[data-for]")) part.hidden = !part.dataset.for.split(" ").includes(choice.view);
  at("open").href = views[choice.view].url(choice);
}

function own(name, values, now) {
  const first = choice[name] || !now ? "Its own" : `Its own (${now})`;
  options(tools.elements[name], [["", first], ...values.map((value) => [value, value])], choice[name]);
}

function entry(brief) {
  const here = brief.slug === choice.brief;
  const query = new URLSearchParams({ brief: brief.slug, view: choice.view });
  return element("li", {}, element("a", { href: `?${query}`, "data-brief": brief.slug, "aria-current": here ? "page" : null },
    element("b", {}, brief.title || brief.slug),
    element("span", {}, [brief.type || "brief", brief.date, brief.status].filter(Boolean).join(" · "))));
}

function drawEmpty(edition, count) {
  const empty = at("empty");
  empty.hidden = Boolean(edition?.number) || count > 0;
  empty.textContent = !state.shelf.briefs.length && !choice.brief
    ? "content/ holds no brief yet. ./invoke new makes one, and it will show here."
    : edition?.busy || !edition ? "Making the first page …" : "";
}

function status() {
  const edition = isMine() ? state[choice.view] : { busy: true };
  const words = away ? "The server is away" : edition?.failed && !edition.busy ? "Problems" : edition?.busy ? "Updating …"
    : choice.view === "pdf" && state?.pages.some((page) => page.old) ? "Drawing pages …" : edition?.number ? "Up to date" : "Starting …";
  const laid = state?.laid?.length ? ` · unsaved: ${state.laid.join(", ")}` : "";
  if (at("status").textContent !== words + laid) at("status").textContent = words + laid;
  at("status").dataset.state = away || (edition?.failed && !edition.busy) ? "bad" : edition?.busy ? "busy" : "good";
}

const VIEWS = { pdf: "pdf", html: "web", epub: "epub" };

/** Lead to a finding's place: in the edition that it is about, or in the view that is shown; and show its line. */
function jump(finding) {
  pending = finding;
  const view = VIEWS[finding.edition] ?? (finding.page ? "pdf" : choice.view);
  const width = choice.width === "types" ? "full" : choice.width;
  if (view !== choice.view || width !== choice.width) change({ view, width });
  else settlePending();
  if (finding.path) showSource(finding.path, finding.line);
}

async function settlePending() {
  await shown;
  if (!pending || !isMine() || !state[choice.view]?.number) return;
  const { path, line, page, box } = pending;
  pending = null;
  if (page) views.pdf.mark(page, box, true);
  else views[choice.view].jump?.(path, line);
}

/** A link of a page that leads to another file of this server. */
function led(url, href) {
  const other = state.shelf.briefs.find((brief) => href.startsWith(`../${brief.slug}/`));
  if (other) change({ brief: other.slug });
  else if (href.endsWith(".pdf")) change({ view: "pdf" });
  else if (href.endsWith(".epub")) change({ view: "epub" });
  else open(url, "_blank", "noopener");
}

tools.addEventListener("change", ({ target }) => {
  if (target.name === "chapter") {
    views.epub.choose(target.value);
    draw();
  } else change({ [target.name]: target.value });
});
tools.addEventListener("submit", (event) => event.preventDefault());
at("briefs").addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  change({ brief: link.dataset.brief });
});
addEventListener("popstate", () => {
  const before = choice;
  choice = { ...address.read(), panel: before.panel }; // what stands beside the page is no step of its history
  address.write(choice, false);
  if (choice.brief !== before.brief) clear();
  listen();
  draw();
});
const narrow = matchMedia("(max-width: 60rem)");
const fold = () => { at("briefs-box").open = !narrow.matches; };
narrow.addEventListener("change", fold);
fold();
listen();
