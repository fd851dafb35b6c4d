// The panels beside the page, as tabs when there is more than one.

import { element } from "./dom.js";

const tabs = document.getElementById("panel-tabs");
const rooms = document.getElementById("panels");

/** Mount panels (see findings.js for what one is), the one of the id `first` shown. Returns what tells them all of a new state, and what
    shows one. `app.chosen(id)` hears which is shown. */
export function mount(panels, app, first) {
  const made = panels.map((panel) => {
    const room = element("div", { class: "panel", id: `panel-${panel.id}` });
    const tab = element("button", { type: "button", role: "tab", id: `tab-${panel.id}`, "aria-controls": room.id }, panel.title);
    rooms.append(room);
    panel.mount(room, app);
    if (panels.length > 1) {
      room.setAttribute("role", "tabpanel");
      room.setAttribute("aria-labelledby", tab.id);
      tabs.append(tab);
    }
    return { panel, room, tab };
  });
  tabs.hidden = panels.length < 2;

  function choose(chosen, focus) {
    for (const { room, tab } of made) {
      room.hidden = tab !== chosen.tab;
      tab.setAttribute("aria-selected", String(tab === chosen.tab));
      tab.tabIndex = tab === chosen.tab ? 0 : -1;
    }
    if (focus) chosen.tab.focus();
    app.chosen(chosen.panel.id);
  }

  made.forEach((one, n) => {
    one.tab.addEventListener("click", () => choose(one, false));
    one.tab.addEventListener("keydown", (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (by) choose(made[(n + by + made.length) % made.length], true);
    });
  });
  choose(made.find(({ panel }) => panel.id === first) ?? made[0], false);
  return {
    update: (state, choice) => made.forEach(({ panel }) => panel.update(state, choice)),
    show: (wanted) => choose(made.find(({ panel }) => panel === wanted), true),
  };
}
