// What this tab shows, as it stands in its address: it survives a reload, and a link shows the same to another tab.

const FIRST = { brief: "", brand: "", type: "", paper: "", view: "web", scheme: "auto", width: "full", panel: "findings" };

export function read() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(Object.entries(FIRST).map(([name, first]) => [name, query.get(name) || first]));
}

export function write(choice, push) {
  const query = new URLSearchParams();
  for (const [name, first] of Object.entries(FIRST)) if (choice[name] !== first) query.set(name, choice[name]);
  const url = `${location.pathname}${query.size ? `?${query}` : ""}`;
  if (push) history.pushState(null, "", url);
  else history.replaceState(null, "", url);
}
