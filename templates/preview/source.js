// Where what was clicked was written: file and line, the text of the line, and its place to be copied.

import { sourceLine } from "./api.js";
import { element } from "./dom.js";

const shown = document.getElementById("source-line");
const copy = document.getElementById("source-copy");
let place = "";

/** Show a line of a file; line 0: what stands there was made from several. */
export async function showSource(path, line) {
  place = line ? `${path}:${line}` : path;
  const wanted = place;
  const text = line ? (await sourceLine(path, line)).text : "Set by the house or by the template: it has no line of its own.";
  if (wanted !== place) return;
  shown.replaceChildren(element("code", { class: "source__place" }, place), " ", element("span", { class: line ? "source__text" : "source__hint" }, text.trim()));
  copy.hidden = false;
  copy.textContent = "Copy place";
}

/** `walk(1 | -1)` goes to the next block or the one before. */
export function sourceSteps(walk) {
  document.getElementById("source-before").addEventListener("click", () => walk(-1));
  document.getElementById("source-after").addEventListener("click", () => walk(1));
}

copy.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(place);
    copy.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(shown.querySelector("code"));
    copy.textContent = "Selected";
  }
  setTimeout(() => { copy.textContent = "Copy place"; }, 2000);
});
