// Bring a page that is shown up to its new text without loading it again: nothing flickers, the reader's place stays.
//
// What the page's own script has changed in it is left alone: the new text is compared with the old text, not with
// what is shown, and only where they differ is the page changed.

/** Whether `shown` could be brought from the text `before` to the text `after`, both parsed. */
export function patch(shown, before, after) {
  if (!sameHead(before.head, after.head)) return false;
  if (!like(shown.body, before.body)) return false;
  const changes = [];
  if (!compare(shown.body, before.body, after.body, changes)) return false;
  for (const change of changes) change();
  shown.title = after.title;
  for (const name of ["lang", "dir", "data-type", "data-brand", "data-status"]) {
    const value = after.documentElement.getAttribute(name);
    if (value === null) shown.documentElement.removeAttribute(name);
    else shown.documentElement.setAttribute(name, value);
  }
  return true;
}

/** Metadata may change; what is loaded may not. */
function sameHead(before, after) {
  const loaded = (head) => [...head.querySelectorAll("link, script[src], meta[name=color-scheme]")].map((e) => e.outerHTML);
  return loaded(before).join() === loaded(after).join();
}

function like(one, other) {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName;
}

function compare(shown, before, after, changes) {
  if (before.isEqualNode(after)) return true;
  if (shown.childNodes.length !== before.childNodes.length) return false;
  for (const { name } of [...before.attributes]) {
    if (!after.hasAttribute(name)) changes.push(() => shown.removeAttribute(name));
  }
  for (const { name, value } of [...after.attributes]) {
    if (before.getAttribute(name) !== value) changes.push(() => shown.setAttribute(name, value));
  }
  const [old, fresh, real] = [[...before.childNodes], [...after.childNodes], [...shown.childNodes]];
  let start = 0;
  while (start < old.length && start < fresh.length && old[start].isEqualNode(fresh[start])) start += 1;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start
    && old[old.length - 1 - end].isEqualNode(fresh[fresh.length - 1 - end])) end += 1;
  const gone = real.slice(start, real.length - end);
  const come = fresh.slice(start, fresh.length - end);
  if (gone.length === come.length) {
    return gone.every((node, n) => one(node, old[start + n], come[n], changes));
  }
  const next = real[real.length - end] ?? null;
  changes.push(() => {
    for (const node of gone) node.remove();
    for (const node of come) shown.insertBefore(shown.ownerDocument.importNode(node, true), next);
  });
  return true;
}

function one(shown, before, after, changes) {
  if (!like(shown, before)) return false;
  if (like(before, after) && after.nodeType === Node.ELEMENT_NODE) return compare(shown, before, after, changes);
  if (!before.isEqualNode(after)) {
    changes.push(() => shown.replaceWith(shown.ownerDocument.importNode(after, true)));
  }
  return true;
}
