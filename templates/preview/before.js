// Changes of brands that lay unsaved when the page was opened, and that nobody has touched since: they are told in the bar.

import { element, refill } from "./dom.js";

const box = document.getElementById("before");
let first = null;

/** How many changes of each brand are of before: { brand: count }. `state.unsaved` has [count, number] of each. */
export function ofBefore(state) {
  const unsaved = state?.unsaved ?? {};
  first ??= state ? unsaved : null;
  const left = Object.entries(unsaved).filter(([brand, [, held]]) => first?.[brand]?.[1] === held);
  return Object.fromEntries(left.map(([brand, [count]]) => [brand, count]));
}

export function counted(count) {
  return count === 1 ? "1 change of before is not saved" : `${count} changes of before are not saved`;
}

/** Say in the bar what is of before; `lead(brand)` shows the studio of a brand. */
export function showBefore(state, lead) {
  const entries = Object.entries(ofBefore(state));
  box.hidden = !entries.length;
  refill(box, entries.map(([brand, count]) => element("button", { type: "button", class: "button button--small", "data-brand": brand },
    `${counted(count)} in ${brand}: save or discard`)));
  for (const button of box.querySelectorAll("button")) button.onclick = () => lead(button.dataset.brand);
}
