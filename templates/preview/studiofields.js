// A field of the studio's form -> its row: a label, controls of its kind, and how the colour stands to its neighbours.

import { element, refill } from "./dom.js";
import { listRow, paletteRow } from "./studiolists.js";
import { logoFindings, logoRow } from "./studiologos.js";

const HEX = /^#[0-9a-f]{6}$/i;
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** A group of fields, those of a part below its heading. */
export function group(studio, { title, fields }, open) {
  const more = title === "Colors" ? [newColour(studio, fields)] : title === "Logos" ? [logoFindings(studio)] : [];
  const parts = [...Map.groupBy(fields, (field) => field.part)];
  return element("details", { "data-title": title, open }, element("summary", {}, title),
    ...parts.flatMap(([part, own]) => {
      const rows = own.map((field) => row(studio, field));
      if (!part) return rows;
      return [element("div", { role: "group", "aria-label": part }, element("h3", { class: "studio__part" }, part), ...rows)];
    }), ...more);
}

/** A color more in the palette: its name, and a gray to begin with. */
function newColour(studio, fields) {
  const input = element("input", { type: "text", id: "studio-new-colour", spellcheck: "false", placeholder: "its name" });
  const add = () => {
    const named = input.value.trim().toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
    if (!named || fields.some((field) => field.label === named)) {
      studio.say(named ? `There is a color “${named}” already.` : "Give the new color a name first.");
      input.focus();
      return;
    }
    input.value = "";
    studio.put([[["color", "palette", named], "#808080"]]);
    studio.wanted = `studio-color-palette-${named}`;
  };
  input.addEventListener("keydown", (event) => { if (event.key === "Enter") add(); });
  return element("div", { class: "studio__row studio__row--plain" }, element("label", { for: input.id }, "New color"),
    element("span", { class: "studio__controls" }, input, element("button", { type: "button", class: "button button--small", onclick: add }, "Add")));
}

function row(studio, field) {
  const id = `studio-${field.loc.join("-")}`;
  const special = { list: listRow, palette: paletteRow, logo: logoRow }[field.kind];
  if (special) return special(studio, field, id);
  const note = element("div", { class: "studio__note", id: `${id}-note` });
  const label = element("label", { for: id }, ...name(field));
  const ratio = element("button", { type: "button", class: "studio__ratio", "aria-expanded": "false", "aria-controls": note.id, hidden: true });
  const controls = { colour, name: role, choice: choice, number: plain, text: plain }[field.kind](studio, field, id);
  controls.at(-1).setAttribute("aria-describedby", note.id);
  if (field.help) label.title = field.help;
  ratio.addEventListener("click", () => {
    ratio.setAttribute("aria-expanded", String(ratio.getAttribute("aria-expanded") !== "true"));
    show();
  });
  function show() {
    const value = studio.value(field);
    for (const control of controls) if (document.activeElement !== control || control.type === "color") control.show(value);
    label.classList.toggle("studio__changed", studio.isChanged(field));
    measure(studio, field, ratio, note);
  }
  studio.rows.push({ show });
  const coloured = ["colour", "name"].includes(field.kind);
  return element("div", { class: `studio__row${coloured ? "" : " studio__row--plain"}` }, label, element("span", { class: "studio__controls" }, ...controls), ratio, note);
}

/** What a field is called, and below it the key that stands in the file. */
export function name(field) {
  return field.key ? [field.label, " ", element("code", {}, field.key)] : [field.label];
}

function colour(studio, field, id) {
  const picker = element("input", { type: "color", id });
  const text = element("input", { type: "text", "aria-label": `${field.label} as hex`, spellcheck: "false", size: "8" });
  picker.show = (value) => { if (HEX.test(value)) picker.value = value.toLowerCase(); };
  text.show = (value) => { text.value = value; };
  picked(studio, field, picker);
  text.addEventListener("change", () => studio.change(field, text.value.trim()));
  return [picker, text];
}

/** While the hand is on a picker, every colour shows; it is one step to undo. */
export function picked(studio, field, picker) {
  picker.addEventListener("input", () => studio.change(field, picker.value, true));
  picker.addEventListener("change", () => { studio.dragged = ""; });
}

/** A colour by its name in the palette, or one of its own. */
function role(studio, field, id) {
  const picker = element("input", { type: "color", "aria-label": `${field.label}: a color of its own` });
  const [select] = choice(studio, field, id);
  const light = field.loc.includes("dark") ? "dark" : "light";
  picker.show = (value) => {
    const shown = (studio.facts.roles[light] ?? studio.facts.roles.light)?.[field.role ?? field.loc.at(-1)];
    const found = HEX.test(value) ? value : shown;
    if (found) picker.value = found.toLowerCase();
  };
  picked(studio, field, picker);
  return [picker, select];
}

function choice(studio, field, id) {
  const select = element("select", { id });
  select.show = (value) => {
    const known = field.options.includes(String(value)) || value === "" ? field.options : [...field.options, String(value)];
    refill(select, [["", field.empty || "not set"], ...known.map((one) => [one, one])].map(([one, shown]) => element("option", { value: one }, shown)));
    select.value = String(value);
  };
  select.addEventListener("change", () => studio.change(field, select.value));
  return [select];
}

function plain(studio, field, id) {
  const number = field.kind === "number";
  const input = element("input", { type: number ? "number" : "text", id, min: field.least, max: field.most, step: field.step, placeholder: field.empty });
  input.show = (value) => { input.value = value; };
  input.addEventListener("change", () => studio.change(field, number && input.value !== "" ? Number(input.value) : input.value.trim()));
  return [input];
}

/** "headings, numbers and 3 more" */
function counted(uses) {
  return uses.length > 3 ? `${uses.slice(0, 2).join(", ")} and ${uses.length - 2} more` : uses.join(", ");
}

/** The pairs that a colour stands in: the closest on the button, all below it; what would do if this one is to give way. */
function measure(studio, field, ratio, note) {
  const mine = ["colour", "name"].includes(field.kind)
    ? studio.facts.pairs.filter((pair) => pair.locs.some((loc) => same(loc, field.loc))) : [];
  const bad = mine.filter((pair) => pair.cure || pair.ratio < pair.least);
  ratio.hidden = !mine.length;
  if (mine.length) {
    const least = Math.min(...mine.map((pair) => pair.ratio));
    refill(ratio, [element("span", { class: "vh" }, `Contrasts of ${field.label}, the least: `), `${least.toFixed(1)} : 1`]);
    ratio.classList.toggle("studio__ratio--bad", bad.length > 0);
  }
  const all = ratio.getAttribute("aria-expanded") === "true";
  const mend = bad.filter((pair) => pair.cure && same(pair.cure.loc, field.loc));
  const lines = all ? mine.map((pair) => element("p", { class: bad.includes(pair) ? "studio__bad" : "" },
    `${pair.use}${pair.light === "dark" ? ", dark screen" : ""}: ${pair.ratio.toFixed(2)} : 1, needs ${pair.least}`)) : [];
  const cures = [...Map.groupBy(mend, (pair) => pair.cure.value)].map(([value, pairs]) => element("p", { class: "studio__bad" },
    `Too close for ${counted([...new Set(pairs.map((pair) => pair.use + (pair.light === "dark" ? " on a dark screen" : "")))])}. `,
    element("button", { type: "button", class: "button button--small", "data-cure": JSON.stringify(pairs[0].cure) }, `Use ${value}`)));
  refill(note, [...lines, ...cures]);
  for (const button of note.querySelectorAll("button")) {
    const { loc, value } = JSON.parse(button.dataset.cure);
    button.onclick = () => studio.put([[loc, value]]);
    button.style.setProperty("--swatch", value);
  }
}
