// Making elements without HTML in strings: text can never become markup.

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

/** Words with `code` in backquotes. */
export function words(text) {
  return text.split("`").map((piece, n) => (n % 2 ? element("code", {}, piece) : piece));
}

/** Put new children into a list, unless they are what stands there: focus and scrolling stay. */
export function refill(list, children) {
  const made = element(list.localName);
  made.append(...children);
  const same = made.childNodes.length === list.childNodes.length
    && [...made.childNodes].every((child, n) => child.isEqualNode(list.childNodes[n]));
  if (same) return;
  const at = [...list.querySelectorAll("a, button")].indexOf(document.activeElement);
  list.replaceChildren(...made.childNodes);
  if (at >= 0) [...list.querySelectorAll("a, button")][at]?.focus();
}

/** Options of a select; what was chosen stays chosen. */
export function options(select, entries, chosen) {
  refill(select, entries.map(([value, text]) => element("option", { value }, text)));
  select.value = chosen;
}
