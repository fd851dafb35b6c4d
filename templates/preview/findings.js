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
    const check = state.check;
    const warned = [...(state.web?.problems ?? []), ...(state.pdf?.problems ?? []), ...(check?.problems ?? [])];
    const every = [...warned.filter((p) => p.severity !== "error"), ...(check?.facts.findings ?? [])];
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
    refill(this.rest, (check?.facts.unrun ?? []).map((one) => element("li", {}, `Not run here: ${one.check}: ${one.reason}.`)));
  },
};

function told(state, count) {
  const check = state.check;
  if (!check?.number) return check?.busy || state.pdf?.busy ? "The check follows the PDF …" : "Nothing is checked yet.";
  const age = check.busy || state.pdf?.busy || state.pdf?.failed ? " They are of the last good pages." : "";
  return count ? `${count === 1 ? "1 finding" : `${count} findings`}.${age}` : `The check finds nothing.${age}`;
}

function item(finding, folder) {
  const { path, line, page, box, edition } = finding;
  const where = [finding.edition === "pdf" || page ? "PDF" : "", page ? `page ${page}` : ""].filter(Boolean).join(", ");
  return element("li", { class: `finding finding--${finding.severity}` },
    element("button", { type: "button", "data-finding": JSON.stringify({ path, line, page, box, edition }) }, ...words(finding.text)),
    element("p", { class: "finding__place" }, element("code", { title: finding.place }, finding.place.replace(folder, "")), where && ` · ${where}`),
    finding.source && element("pre", { class: "line" }, ...spotted(finding)),
    finding.hint && element("p", { class: "finding__hint" }, ...words(finding.hint)));
}
