// Lists of the studio's form: the palettes of charts, as all readers see them, and families behind the families.

import { element, refill, words } from "./dom.js";
import { name } from "./studiofields.js";

const HEX = /^#[0-9a-f]{6}$/i;

/** A list of choices, in order. */
export function listRow(studio, field, id) {
  const items = listOf(studio, field, id, false);
  studio.rows.push({ show: () => items.show(asList(studio.value(field))) });
  return element("fieldset", { class: "studio__list" }, element("legend", {}, ...name(field)),
    field.help && element("p", { class: "studio__note" }, field.help), items.node);
}

/** A palette of charts: its colours in order, what others see of it, what is wrong with it. */
export function paletteRow(studio, field, id) {
  const items = listOf(studio, field, id, true);
  const follows = element("p", { class: "studio__note" }, "Not set: charts take these from the colors of parts, and nobody checks that they can be told apart.");
  const make = element("button", { type: "button", class: "button button--small", onclick: () => {
    const { names, roles } = studio.facts;
    const colours = field.roles.map((role) => (field.options.includes(names[role]) ? names[role] : roles.light[role]));
    studio.put([[field.loc, colours], ...overruled(studio, field, colours).map((loc) => [loc, null])]);
  } }, "Set this palette");
  const over = element("p", { class: "studio__note studio__bad" });
  const drop = element("button", { type: "button", class: "button button--small", onclick: () => studio.change(field, "") }, "Remove palette");
  const screens = element("div", { class: "studio__screens" });
  const box = element("fieldset", { class: "studio__list", id }, element("legend", {}, ...name({ ...field, key: field.loc.at(-1) })),
    element("p", { class: "studio__note" }, field.help), follows, items.node, element("p", { class: "studio__bar" }, make, items.add, drop), over, screens);
  studio.rows.push({ show() {
    const values = asList(studio.value(field));
    make.hidden = follows.hidden = values.length > 0;
    drop.hidden = !values.length;
    const told = studio.facts.charts[field.loc.at(-1)] ?? [];
    items.show(values, told[0]);
    const others = overruled(studio, field, values);
    refill(over, others.length ? [`Colors of parts sets ${others.map((loc) => loc.at(-1)).join(", ")} too, and wins. `,
      element("button", { type: "button", class: "button button--small" }, "Let the palette win")] : []);
    for (const button of over.querySelectorAll("button")) button.onclick = () => studio.put(others.map((loc) => [loc, null]));
    refill(screens, told.flatMap((one) => screen(one, told.length > 1, values.length > 0)));
    for (const swatch of screens.querySelectorAll("[data-colour]")) swatch.style.setProperty("--swatch", swatch.dataset.colour);
  } });
  return box;
}

/** The places of roles that are set one by one although the palette fills them. */
function overruled(studio, field, values) {
  const roles = field.roles.slice(0, values.length);
  return studio.facts.form.flatMap((group) => group.fields)
    .filter((one) => one.loc[2] === "roles" && roles.includes(one.loc[3]) && studio.value(one) !== "").map((one) => one.loc);
}

function asList(value) {
  return Array.isArray(value) ? value : [];
}

/** How a palette looks on one screen, to everyone; and the faults between two of its colours. */
function screen({ light, colours, seen, faults }, both, isSet) {
  const shown = [{ by: "All readers", colours }, ...seen];
  return [
    both && element("h4", {}, light === "dark" ? "On a dark screen" : "On paper"),
    element("ul", { class: "studio__seen", "aria-label": `How it looks${light === "dark" ? " on a dark screen" : ""}` }, ...shown.map((one) => element("li", {},
      element("span", { class: `studio__strip studio__strip--${light}`, "aria-hidden": "true" }, ...one.colours.map((colour) => element("i", { "data-colour": colour }))),
      element("span", { title: one.by }, /\((\w+)\)/.exec(one.by)?.[1] ?? one.by)))),
    faults.length
      ? element("ul", { class: "studio__faults" }, ...faults.map((one) => element("li", { class: `finding finding--${one.severity}` },
        element("p", {}, pairOf(one), ...words(one.text)), element("p", { class: "finding__hint" }, ...words(one.hint)))))
      : isSet && element("p", { class: "studio__good" }, "All can tell them apart."),
  ].filter(Boolean);
}

function pairOf({ colours }) {
  return element("span", { class: "studio__pair", "aria-hidden": "true" }, ...colours.map((one) => element("i", { "data-colour": one })));
}

/** The items of a list with what can be done to each; `show(values, told)` draws them. */
function listOf(studio, field, id, coloured) {
  const node = element("ol", { class: "studio__items" });
  let drawn = "";
  let focus = null;
  const add = element("button", { type: "button", class: "button button--small", onclick: () => {
    const values = asList(studio.value(field));
    const spare = field.options.find((one) => !values.includes(one)) ?? field.options[0] ?? "#000000";
    change([...values, spare], [values.length, "select"]);
  } }, coloured ? "Add a color" : "Add a typeface");

  function change(values, then) {
    focus = then;
    studio.change(field, values.length ? values : "");
  }

  function move(n, by) {
    const values = [...asList(studio.value(field))];
    [values[n], values[n + by]] = [values[n + by], values[n]];
    change(values, [n + by, by < 0 ? "up" : "down"]);
  }

  function item(value, n, values) {
    const said = `${field.label}, ${n + 1} of ${values.length}`;
    const known = field.options.includes(value) ? field.options : [value, ...field.options];
    const select = element("select", { "data-does": "select", "aria-label": said }, ...known.map((one) => element("option", { value: one }, one)));
    select.value = value;
    select.addEventListener("change", () => change(values.with(n, select.value), [n, "select"]));
    const picker = coloured && element("input", { type: "color", "data-does": "pick", "aria-label": `${said}: a color of its own` });
    if (picker) {
      picker.addEventListener("input", () => studio.change(field, asList(studio.value(field)).with(n, picker.value), true));
      picker.addEventListener("change", () => { studio.dragged = ""; });
    }
    const button = (does, sign, label, off, act) => element("button", { type: "button", class: "button button--small", "data-does": does,
      "aria-label": `${label} ${said}`, title: label, disabled: off, onclick: act }, sign);
    return element("li", {}, ...[picker, select,
      button("up", "↑", "Move up", n === 0, () => move(n, -1)),
      button("down", "↓", "Move down", n === values.length - 1, () => move(n, 1)),
      button("out", "×", "Take out", values.length <= field.least, () => change(values.toSpliced(n, 1), [Math.min(n, values.length - 2), "out"])),
    ].filter(Boolean));
  }

  function show(values, told) {
    add.hidden = (coloured && !values.length) || field.least === field.most;
    add.disabled = values.length >= field.most;
    const picking = node.contains(document.activeElement) && document.activeElement.type === "color";
    if (JSON.stringify(values) !== drawn && !(picking && !focus && values.length === node.children.length)) {
      drawn = JSON.stringify(values);
      node.replaceChildren(...values.map(item));
    }
    [...node.children].forEach((line, n) => {
      const picker = line.querySelector("[type=color]");
      const colour = HEX.test(values[n]) ? values[n] : told?.colours[n];
      if (picker && colour) picker.value = colour.toLowerCase();
      const select = line.querySelector("select");
      if (select && select.value !== values[n]) {
        if (![...select.options].some((one) => one.value === values[n])) select.prepend(element("option", { value: values[n] }, values[n]));
        select.value = values[n];
      }
      line.classList.toggle("studio__item--bad", Boolean(told?.faults.some((one) => one.pair.includes(n))));
    });
    if (!focus) return;
    const [n, does] = focus;
    focus = null;
    const line = node.children[n];
    const wanted = line?.querySelector(`[data-does=${does}]:not(:disabled)`) ?? line?.querySelector("button:not(:disabled), select") ?? add;
    wanted.focus();
  }

  return { node: coloured ? node : element("div", {}, node, add), add, show };
}
