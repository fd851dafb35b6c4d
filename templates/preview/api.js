// The server's side of the page: what tab and run we are, events that come, values that go. Nothing else talks to it.

const token = document.querySelector("meta[name=octavo-token]").content;

/** Send a value to one of the server's POST addresses. Resolves with the response; throws when it is refused. */
export async function post(path, value) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Octavo-Token": token },
    body: JSON.stringify(value),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${(await response.text()).trim()}`);
  return response;
}

/** Lay unsaved texts over the disk, by path; {} takes all away. Every tab sees them. */
export function lay(texts) {
  return post("/overlay", { texts });
}

/** The text of a line of the workspace: { place, text }. */
export async function sourceLine(path, line) {
  const response = await fetch(`/source/${line}/${path.split("/").map(encodeURIComponent).join("/")}`);
  return response.ok ? response.json() : { place: `${path}:${line}`, text: "" };
}

let stream = null;
let asked = "";
let listener = () => {};
let lost = () => {};

/** Call `told(state)` with everything that changes in a selection, `gone(true|false)` when the server is away. */
export function follow(selection, view, told, gone) {
  const query = new URLSearchParams({ brief: selection.brief, look: look(selection), view });
  listener = told;
  lost = gone;
  if (asked === query.toString() && stream) return;
  asked = query.toString();
  connect();
}

function connect() {
  if (stream) stream.close();
  stream = new EventSource(`/events?${asked}`);
  stream.addEventListener("state", (event) => {
    lost(false);
    listener(JSON.parse(event.data));
  });
  stream.addEventListener("error", () => lost(true));
}

// A browser opens six connections to a server at most: a tab that nobody sees gives its own back.
document.addEventListener("visibilitychange", () => {
  if (!asked) return;
  if (document.hidden) {
    stream.close();
    stream = null;
  } else if (!stream) connect();
});

/** Brand, type and paper as a part of an address. */
export function look(selection) {
  return [selection.brand, selection.type, selection.paper].map((part) => part || "-").join(".");
}

/** The address of an edition's file; `kind` is "web/<scheme>", "pdf" or "book/<scheme>". */
export function address(kind, selection, name) {
  return `/${kind}/${look(selection)}/${selection.brief}/${name}`;
}
