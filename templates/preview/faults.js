// What is wrong now, over the last good page: code, file, line, hint, and the author's own line.

import { element, refill, words } from "./dom.js";

const box = document.getElementById("faults");
const title = document.getElementById("faults-title");
const list = document.getElementById("faults-list");
const toggle = document.getElementById("faults-toggle");
let last = "";

toggle.addEventListener("click", () => open(list.hidden));

function open(yes) {
  list.hidden = !yes;
  box.classList.toggle("faults--shut", !yes);
  toggle.setAttribute("aria-expanded", String(yes));
  toggle.textContent = yes ? "Hide" : "Show";
}

/** Show the errors among `problems`, none when there are none. `good`: a last good page stands behind them. `busy`: they
    are of a state that is past, and what came after it is being made. */
export function showFaults(problems, good, busy = false) {
  const errors = problems.filter((problem) => problem.severity === "error");
  box.hidden = !errors.length;
  box.classList.toggle("faults--alone", !good);
  const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
  const said = `${count}${busy ? " before the last change" : ""}. `;
  title.textContent = said + (busy ? "The page is being made anew …" : good ? "The page behind is the last good one" : "There is no good page yet");
  box.classList.toggle("faults--old", busy);
  box.setAttribute("aria-busy", String(busy));
  refill(list, errors.map(item));
  const now = JSON.stringify(errors.map((problem) => [problem.place, problem.code]));
  if (now !== last) open(true);
  last = now;
  return errors.length;
}

function item(problem) {
  return element("li", { class: "fault" },
    element("p", { class: "fault__place" }, element("code", {}, problem.place), ` error[${problem.code}]`),
    element("p", { class: "fault__text" }, ...words(problem.text)),
    problem.source && element("pre", { class: "line" }, ...spotted(problem)),
    problem.hint && element("p", { class: "fault__hint" }, ...words(problem.hint)));
}

const BEFORE = 60;
const AFTER = 100;

/** The author's line with the word at the column marked; a long line is cut round it. */
export function spotted({ source, column }) {
  const at = Math.max(column - 1, 0);
  const word = column ? (/^\S+/.exec(source.slice(at)) ?? [""])[0] : "";
  const before = source.slice(0, at);
  const after = source.slice(at + word.length);
  return [
    before.length > BEFORE ? `… ${before.slice(-BEFORE)}` : before,
    word && element("mark", {}, word),
    after.length > AFTER ? `${after.slice(0, AFTER)} …` : after,
  ].filter(Boolean);
}
