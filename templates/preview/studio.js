// The brand studio: a brand's values as controls. What is changed is laid over the disk at once; saving writes the file.

import { post } from "./api.js";
import { element, refill, words } from "./dom.js";

const key = (loc) => JSON.stringify(loc);
const HEX = /^#[0-9a-f]{6}$/i;

export const studio = {
  id: "studio",
  title: "Studio",

  mount(room, app) {
    this.app = app;
    this.brand = "";
    this.held = -1;
    this.facts = null;
    this.changes = new Map();
    this.past = [];
    this.future = [];
    this.sending = Promise.resolve();
    [this.turn, this.pending] = [0, 0];
    this.note = "";
    const button = (label, does) => element("button", { type: "button", class: "button", onclick: does }, label);
    this.undoButton = button("Undo", () => this.step(this.past, this.future));
    this.redoButton = button("Redo", () => this.step(this.future, this.past));
    this.saveButton = button("Save", () => this.save());
    this.dropButton = button("Discard", () => this.set(new Map()));
    this.title = element("h2", { class: "side__title" }, "Studio");
    this.status = element("p", { class: "side__note", role: "status" });
    this.conflict = element("div", { class: "studio__conflict", role: "alert", hidden: true });
    this.wrong = element("ul", { class: "studio__wrong", "aria-label": "Problems" });
    this.groups = element("div", { class: "studio__groups" });
    room.append(this.title, element("div", { class: "studio__bar", role: "group", "aria-label": "Changes" },
      this.undoButton, this.redoButton, this.saveButton, this.dropButton), this.status, this.conflict, this.groups, this.wrong);
    document.addEventListener("keydown", (event) => this.pressed(event));
    this.draw();
  },

  update(state, choice) {
    const brand = choice.brand || state.web?.facts.brand || state.pdf?.facts.brand || "";
    if (!brand || (brand === this.brand && state.held === this.held)) return;
    const other = brand !== this.brand;
    [this.brand, this.held] = [brand, state.held];
    if (other) [this.past, this.future] = [[], []];
    this.load();
  },

  /** Read the brand as it is on the disk, and what nobody has saved yet, in whatever tab. */
  async load() {
    if (this.pending) return; // what this tab has changed goes before
    const turn = this.turn;
    const response = await fetch(`/studio/${this.brand}`);
    if (!response.ok) return;
    const facts = await response.json();
    if (facts.brand !== this.brand || turn !== this.turn) return; // somebody has gone on changing meanwhile
    this.facts = facts;
    this.changes = new Map(facts.changes.map(([loc, value]) => [key(loc), value]));
    this.draw();
  },

  value(field) {
    const own = this.changes.get(key(field.loc));
    return own === undefined ? field.value : own ?? "";
  },

  /** Give a field another value: "" takes it out of the file. */
  change(field, value) {
    const next = new Map(this.changes);
    if (String(value) === String(field.value)) next.delete(key(field.loc));
    else next.set(key(field.loc), value === "" ? null : value);
    this.set(next);
  },

  set(next) {
    this.past.push(this.changes);
    this.future = [];
    this.apply(next);
  },

  step(from, to) {
    if (!from.length) return;
    to.push(this.changes);
    this.apply(from.pop());
  },

  pressed(event) {
    const typing = event.target.matches("input[type=text], input[type=number], textarea");
    if (typing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || !this.facts) return;
    event.preventDefault();
    if (event.shiftKey) this.step(this.future, this.past);
    else this.step(this.past, this.future);
  },

  body() {
    return { brand: this.brand, base: this.facts.base, changes: [...this.changes].map(([loc, value]) => [JSON.parse(loc), value]) };
  },

  apply(next) {
    this.changes = next;
    this.note = "";
    this.turn += 1;
    this.pending += 1;
    this.draw();
    this.sending = this.sending.then(async () => {
      try {
        const told = await (await post("/studio/try", this.body())).json();
        if (told.refused) this.note = told.refused;
        else Object.assign(this.facts, told);
      } catch (fault) {
        this.note = fault.message;
      }
      this.pending -= 1;
      this.draw();
    });
  },

  async save(base = this.facts.base) {
    await this.sending;
    const told = await (await post("/studio/save", { ...this.body(), base })).json();
    this.conflict.hidden = true;
    if (told.saved) {
      [this.past, this.future] = [[], []];
      await this.load();
      this.say("Saved.");
    } else if (told.conflict) this.clash(told);
    else this.say(`Not saved: ${told.refused}`);
  },

  /** The file was changed elsewhere: nothing is written before somebody has chosen. */
  clash(told) {
    refill(this.conflict, [
      element("p", {}, element("b", {}, `${this.facts.path} was changed meanwhile.`), " Nothing is saved yet."),
      element("pre", { class: "line", tabindex: "0" }, told.conflict.join("\n")),
      element("button", { type: "button", class: "button" }, "Put mine on top"),
      element("button", { type: "button", class: "button" }, "Take theirs"),
    ]);
    for (const [n, does] of [[0, () => this.save(told.base)], [1, () => this.takeTheirs()]]) {
      this.conflict.querySelectorAll("button")[n].onclick = does;
    }
    this.conflict.hidden = false;
    this.conflict.querySelector("button").focus();
  },

  async takeTheirs() {
    this.conflict.hidden = true;
    this.set(new Map());
    await this.sending;
    await this.load();
  },

  say(text) {
    this.note = text;
    this.draw();
  },

  draw() {
    const count = this.changes.size;
    this.title.textContent = this.brand ? `Studio: ${this.brand}` : "Studio";
    const unsaved = count ? `${count} ${count === 1 ? "change is" : "changes are"} not saved.` : "";
    const words_ = [this.note, unsaved].filter(Boolean).join(" ") || (this.facts ? "Saved as it is." : "Reading the brand …");
    if (this.status.textContent !== words_) this.status.textContent = words_;
    this.undoButton.disabled = !this.past.length;
    this.redoButton.disabled = !this.future.length;
    this.saveButton.disabled = this.dropButton.disabled = !count;
    if (!this.facts) return;
    refill(this.wrong, this.facts.problems.map((one) => element("li", { class: `finding finding--${one.severity}` },
      element("p", {}, ...words(one.text)), element("p", { class: "finding__place" }, element("code", {}, `${one.place} ${one.code}`)),
      one.hint && element("p", { class: "finding__hint" }, ...words(one.hint)))));
    if (this.groups.dataset.brand !== this.brand || this.groups.dataset.base !== this.facts.base) this.build();
    for (const row of this.rows) row.show();
  },

  /** The form, once for each file; later only values and notes change, so that focus stays. */
  build() {
    [this.groups.dataset.brand, this.groups.dataset.base] = [this.brand, this.facts.base];
    this.rows = [];
    const open = new Set([...this.groups.querySelectorAll("details[open]")].map((box) => box.dataset.title));
    this.groups.replaceChildren(...this.facts.form.map((group, n) => element("details",
      { "data-title": group.title, open: open.size ? open.has(group.title) : n === 0 },
      element("summary", {}, group.title), ...group.fields.map((field) => this.row(field)))));
  },

  row(field) {
    const id = `studio-${field.loc.join("-")}`;
    const note = element("div", { class: "studio__note", id: `${id}-note` });
    const label = element("label", { for: id }, field.label);
    const controls = { colour: this.colour, name: this.name, choice: this.name, number: this.plain, text: this.plain }[field.kind].call(this, field, id);
    for (const control of controls) control.setAttribute("aria-describedby", note.id);
    this.rows.push({ show: () => {
      const value = this.value(field);
      for (const control of controls) if (document.activeElement !== control || control.type === "color") control.show(value);
      label.classList.toggle("studio__changed", this.changes.has(key(field.loc)));
      refill(note, this.close(field));
      for (const button of note.querySelectorAll("button")) button.onclick = () => this.cure(JSON.parse(button.dataset.cure));
    } });
    return element("div", { class: "studio__row" }, label, element("span", { class: "studio__controls" }, ...controls), note);
  },

  colour(field, id) {
    const picker = element("input", { type: "color", id });
    const text = element("input", { type: "text", "aria-label": `${field.label} as hex`, spellcheck: "false", size: "8" });
    picker.show = (value) => { if (HEX.test(value)) picker.value = value.toLowerCase(); };
    text.show = (value) => { text.value = value; };
    picker.addEventListener("change", () => this.change(field, picker.value));
    text.addEventListener("change", () => this.change(field, text.value.trim()));
    return [picker, text];
  },

  name(field, id) {
    const select = element("select", { id });
    select.show = (value) => {
      const known = field.options.includes(String(value)) || value === "" ? field.options : [...field.options, String(value)];
      refill(select, [["", field.empty || "not set"], ...known.map((one) => [one, one])].map(([one, shown]) => element("option", { value: one }, shown)));
      select.value = String(value);
    };
    select.addEventListener("change", () => this.change(field, select.value));
    return [select];
  },

  plain(field, id) {
    const number = field.kind === "number";
    const input = element("input", { type: number ? "number" : "text", id, min: field.least, max: field.most, step: field.step, placeholder: field.empty });
    input.show = (value) => { input.value = value; };
    input.addEventListener("change", () => this.change(field, number && input.value !== "" ? Number(input.value) : input.value.trim()));
    return [input];
  },

  /** The pairs that a colour stands in: how far apart they are, and what would do where they are too close. */
  close(field) {
    if (!["colour", "name"].includes(field.kind)) return [];
    const mine = this.facts.pairs.filter((pair) => pair.locs.some((loc) => key(loc) === key(field.loc)));
    if (!mine.length) return [];
    const bad = mine.filter((pair) => pair.cure || pair.ratio < pair.least);
    if (!bad.length) {
      const least = Math.min(...mine.map((pair) => pair.ratio));
      return [element("span", { class: "studio__good" }, `Contrast ${least.toFixed(1)} to 1 or more`)];
    }
    return bad.slice(0, 3).map((pair) => element("p", { class: "studio__bad" },
      `${pair.use}${pair.light === "dark" ? ", dark" : ""}: ${pair.ratio.toFixed(2)} to 1, needs ${pair.least}. `,
      pair.cure && element("button", { type: "button", class: "button", "data-cure": JSON.stringify(pair.cure) }, `Use ${pair.cure.value}`)));
  },

  cure({ loc, value }) {
    const next = new Map(this.changes);
    next.set(key(loc), value);
    this.set(next);
  },
};
