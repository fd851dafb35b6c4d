// What the check finds, beside the page: each leads to its place.

import { element, refill, words } from "./dom.js";
import { spotted } from "./faults.js";

const NAMES = { error: "Errors", warning: "Warnings", advice: "Advice" };

/** A panel: `id` and `title` for its tab, `mount(room, app)` once, `update(state, choice)` with everything that changes. */
export const findings = {
  id: "findings",
  title: "Findings",

  mount(room, app) {
    this.head = element("p", { class: "side__note" });
    this.list = element("div", { class: "findings" });
    this.rest = element("ul", { class: "side__note" });
    this.app = app;
    room.append(element("h2", { class: "side__title" }, "Findings"), this.head, this.list, this.rest);
  },

  update(state, choice) {
    const { check, compare } = state;
    const warned = [...(state.web?.problems ?? []), ...(state.pdf?.problems ?? [])].filter((p) => p.severity !== "error");
    const every = [...warned, ...[check, compare].flatMap((one) => [...(one?.problems ?? []), ...(one?.facts.findings ?? [])])];
    const once = [...new Map(every.map((p) => [`${p.place} ${p.code} ${p.text}`, p])).values()];
    this.head.textContent = told(state, once.length);
    refill(this.list, Object.entries(NAMES).flatMap(([severity, name]) => {
      const own = once.filter((finding) => finding.severity === severity);
      if (!own.length) return [];
      return [element("h3", { class: "findings__group" }, `${name} `, element("span", {}, `${own.length}`)),
        element("ul", {}, ...own.map((finding) => item(finding, `content/${choice.brief}/`)))];
    }));
    for (const button of this.list.querySelectorAll("button")) {
      button.onclick = () => this.app.jump(JSON.parse(button.dataset.finding));
    }
    refill(this.rest, unrun(state));
  },
};

/** What was not looked at, by the names that ./invoke check has for it; those of one reason in one line. */
function unrun({ check, compare }) {
  if (!check?.number) return [];
  const later = compare?.number ? [] : ["web", "epub", "parity"].map((one) => ({ check: one, reason: "web page and EPUB are being made" }));
  const reasons = Map.groupBy([...check.facts.unrun, ...(compare?.facts.unrun ?? []), ...later], (one) => one.reason);
  return [...reasons].map(([reason, own]) => element("li", {}, `Not run: ${own.map((one) => one.check).join(", ")} (${reason}).`));
}

function told(state, count) {
  const { check, compare } = state;
  if (!check?.number) return check?.busy || state.pdf?.busy ? "The check follows the PDF …" : "Nothing is checked yet.";
  const old = check.busy || compare?.busy || state.pdf?.busy || state.pdf?.failed;
  const age = !old ? "" : state.pdf?.failed ? " This is said of the last good pages." : " The check is still at work …";
  const counted = count ? `${count === 1 ? "1 finding" : `${count} findings`}.` : compare?.number ? "The check finds nothing." : "Nothing found so far.";
  return counted + age;
}

const EDITIONS = { pdf: "PDF", html: "Web page", epub: "EPUB" };

function item(finding, folder) {
  const { path, line, page, box, edition } = finding;
  const where = [EDITIONS[edition] ?? (page ? "PDF" : ""), page ? `page ${page}` : ""].filter(Boolean).join(", ");
  return element("li", { class: `finding finding--${finding.severity}` },
    element("button", { type: "button", "data-finding": JSON.stringify({ path, line, page, box, edition }) }, ...words(finding.text)),
    element("p", { class: "finding__place" }, element("code", { title: finding.place }, finding.place.replace(folder, "")), where && ` · ${where}`),
    finding.source && element("pre", { class: "line" }, ...spotted(finding)),
    finding.hint && element("p", { class: "finding__hint" }, ...words(finding.hint)));
}
