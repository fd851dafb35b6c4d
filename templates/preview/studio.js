// The brand studio: a brand's values as controls. What is changed is laid over the disk at once; saving writes the file.
//   studiofields.js a control for each kind of value    studiolists.js palettes, lists    studiologos.js pictures
//   studiohistory.js undo and redo, over a save as well

import { post } from "./api.js";
import { counted, ofBefore } from "./before.js";
import { element, refill, words } from "./dom.js";
import { group } from "./studiofields.js";
import { rebased } from "./studiohistory.js";

const key = (loc) => JSON.stringify(loc);
/** What the server tells of a brand as it is shown: the form, and what is wrong. */
const VERDICT = ["form", "problems", "pairs", "roles", "names", "charts", "grounds", "logos"];
const UNKNOWN = { problems: [], pairs: [], charts: {}, logos: [] };

export const studio = {
  id: "studio",
  title: "Studio",

  mount(room) {
    [this.brand, this.held, this.later] = ["", -1, null];
    [this.facts, this.before] = [null, 0];
    this.changes = new Map();
    [this.past, this.future] = [[], []];
    this.steps = new Map(); // of the brands that were left: [past, future]
    [this.turn, this.sent, this.sending] = [0, 0, null];
    [this.note, this.dragged] = ["", ""];
    const button = (label, does, more = "") => element("button", { type: "button", class: `button ${more}`, onclick: does }, label);
    this.saveButton = button("Save", () => (this.isBlocked() ? this.tellWrong() : this.save()), "button--main");
    this.saveButton.setAttribute("aria-describedby", "studio-blocked");
    this.undoButton = button("Undo", () => this.step(this.past, this.future));
    this.redoButton = button("Redo", () => this.step(this.future, this.past));
    this.dropButton = button("Discard", () => this.set(new Map()));
    this.title = element("h2", { class: "side__title" }, "Studio");
    this.status = element("p", { class: "side__note", role: "status" });
    this.conflict = element("div", { class: "studio__conflict", role: "alert", hidden: true });
    this.wrong = element("details", { class: "studio__wrong", hidden: true });
    this.groups = element("div", { class: "studio__groups" });
    room.append(element("div", { class: "studio__head" }, this.title,
      element("div", { class: "studio__bar", role: "group", "aria-label": "Changes" },
        this.saveButton, this.undoButton, this.redoButton, this.dropButton), this.status), this.conflict, this.wrong, this.groups);
    document.addEventListener("keydown", (event) => this.pressed(event));
    this.draw();
  },

  update(state, choice) {
    const brand = choice.brand || state.web?.facts.brand || state.pdf?.facts.brand || "";
    const before = ofBefore(state)[brand] ?? 0;
    if (before !== this.before) {
      this.before = before;
      this.draw();
    }
    this.later = null;
    if (!brand || (brand === this.brand && state.held <= this.held)) return;
    if (this.sending) { // what this tab has changed goes before
      this.later = [state, choice];
      return;
    }
    if (brand !== this.brand) {
      this.steps.set(this.brand, [this.past, this.future]);
      [this.past, this.future] = this.steps.get(brand) ?? [[], []];
      [this.facts, this.changes, this.dragged] = [null, new Map(), ""];
      [this.brand, this.note, this.conflict.hidden] = [brand, "", true];
      this.draw();
    }
    this.held = state.held;
    this.load();
  },

  /** Read the brand as it is on the disk, and what nobody has saved yet, in whatever tab. */
  async load() {
    const turn = this.turn;
    const response = await fetch(`/studio/${this.brand}`);
    if (!response.ok) return;
    const facts = await response.json();
    if (facts.brand !== this.brand || turn !== this.turn || this.sending) return; // somebody has gone on changing meanwhile
    this.facts = facts;
    this.saved = null;
    this.changes = new Map(facts.changes.map(([loc, value]) => [key(loc), value]));
    this.keep();
    this.draw();
  },

  /** Remember what is told of the file as it is saved: it counts again at once when all changes are discarded. */
  keep() {
    if (this.changes.size) return;
    this.facts.base = this.facts.disk;
    this.saved = Object.fromEntries(VERDICT.map((name) => [name, this.facts[name]]));
  },

  value(field) {
    const own = this.changes.get(key(field.loc));
    return own === undefined ? field.value : own ?? "";
  },

  isChanged(field) {
    return this.changes.has(key(field.loc));
  },

  /** Give a field another value: "" takes it out of the file. `going`: the hand is still on it, one step for all. */
  change(field, value, going = false) {
    const next = new Map(this.changes);
    if (String(value) === String(field.value)) next.delete(key(field.loc));
    else next.set(key(field.loc), value === "" ? null : value);
    this.set(next, going ? key(field.loc) : "");
  },

  /** Several values at once, as one step: [[loc, value]]. */
  put(pairs) {
    const next = new Map(this.changes);
    for (const [loc, value] of pairs) next.set(key(loc), value);
    this.set(next);
  },

  /** The step that is shown: what is changed, and in which file. */
  here() {
    return { changes: this.changes, base: this.facts.base };
  },

  set(next, dragged = "") {
    if (!dragged || dragged !== this.dragged) this.past.push(this.here());
    this.dragged = dragged;
    this.future = [];
    this.apply(next);
  },

  step(from, to) {
    if (!from.length) return;
    to.push(this.here());
    this.dragged = "";
    const { changes, base } = from.pop();
    this.facts.base = base;
    this.apply(changes);
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
    this.before = 0;
    if (!next.size) Object.assign(this.facts, this.saved ?? UNKNOWN, { base: this.facts.disk });
    this.draw();
    this.settle();
  },

  /** Tell the server what is new; when it knows all, read what somebody else changed meanwhile. */
  settle() {
    if (this.sending) return;
    if (this.sent !== this.turn) {
      this.sending = this.send().finally(() => {
        this.sending = null;
        this.settle();
      });
    } else if (this.later) this.update(...this.later);
  },

  /** Tell the server what is changed: only the newest of what came meanwhile. */
  async send() {
    while (this.sent !== this.turn) {
      const turn = this.turn;
      try {
        const told = await (await post("/studio/try", this.body())).json();
        if (told.refused) this.note = `Cannot be shown: ${told.refused}.`;
        else if (turn === this.turn) {
          Object.assign(this.facts, told);
          this.keep();
        }
        this.held = Math.max(this.held, told.held ?? 0);
      } catch (fault) {
        this.note = fault.message;
      }
      this.sent = turn;
      this.draw();
    }
  },

  /** Whether the brand has errors as it is shown: it cannot be saved like this. */
  isBlocked() {
    return Boolean(this.changes.size) && (this.facts?.problems ?? []).some((one) => one.severity === "error");
  },

  tellWrong() {
    this.wrong.open = true;
    this.wrong.querySelector("summary").focus();
  },

  /** Write the file, which is the one of the hash `base`. What is changed while it is written stays a change. */
  async save(base) {
    while (this.sending) await this.sending;
    if (!this.changes.size) return; // it was saved meanwhile
    if (this.isBlocked()) {
      this.tellWrong();
      return;
    }
    const saved = this.changes;
    this.sending = post("/studio/save", { ...this.body(), base: base ?? this.facts.base })
      .then((response) => response.json()).catch((fault) => ({ refused: fault.message }));
    const told = await this.sending;
    this.sending = null;
    this.conflict.hidden = true;
    if (told.saved) await this.follow(saved, told);
    else if (told.conflict) this.clash(told);
    else this.say(`Not saved: ${told.refused}.`);
    this.settle();
  },

  /** See all steps from the file as it is saved now. */
  async follow(saved, { before, base }) {
    const stood = new Map(before.map(([loc, value]) => [key(loc), value]));
    const { brand } = this;
    let here;
    [this.past, this.future, [here]] = [this.past, this.future, [this.here()]].map((steps) => rebased(steps, saved, stood, base));
    this.dragged = "";
    this.changes = here.changes;
    this.facts.base = base;
    if (this.changes.size) this.apply(this.changes);
    else await this.load();
    if (brand === this.brand) this.say("Saved.");
  },

  /** The file was changed elsewhere: nothing is written before somebody has chosen. */
  clash(told) {
    refill(this.conflict, [
      element("p", {}, element("b", {}, `${this.facts.path} was changed meanwhile.`), " Nothing is saved yet. This is new in it:"),
      element("pre", { class: "line", tabindex: "0" }, told.conflict.join("\n")),
      element("button", { type: "button", class: "button button--main" }, "Put mine on top"),
      " ",
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
    const unsaved = count && this.before ? `${counted(count)}.` : count ? `${count} ${count === 1 ? "change is" : "changes are"} not saved.` : "";
    const meanwhile = count && this.facts && this.facts.base !== this.facts.disk ? "The file was changed meanwhile." : "";
    const foreign = this.facts && !this.facts.own
      ? "This brand comes with Octavo: try what you like, it is not saved. ./invoke brand.new makes one of your own from it." : "";
    const said = [this.note, unsaved, meanwhile, foreign].filter(Boolean).join(" ") || this.nothing();
    if (this.status.textContent !== said) this.status.textContent = said;
    this.undoButton.disabled = !this.facts || !this.past.length;
    this.redoButton.disabled = !this.facts || !this.future.length;
    this.dropButton.disabled = !count;
    this.saveButton.disabled = !count || Boolean(foreign);
    this.saveButton.setAttribute("aria-disabled", String(this.isBlocked()));
    this.groups.inert = !this.facts;
    if (!this.facts) return;
    this.drawWrong(this.facts.problems);
    if (this.groups.dataset.brand !== this.brand || this.groups.dataset.form !== this.form()) this.build();
    for (const row of this.rows) row.show();
  },

  nothing() {
    if (!this.facts) return "Reading the brand …";
    return this.saved ? "Nothing to save." : "Nothing to save. Looking at the brand again …";
  },

  drawWrong(problems) {
    this.wrong.hidden = !problems.length;
    const errors = problems.filter((one) => one.severity === "error").length;
    const count = `${problems.length} ${problems.length === 1 ? "problem" : "problems"}`;
    refill(this.wrong, [element("summary", errors ? { id: "studio-blocked" } : {}, errors ? `${count}: it cannot be saved like this` : count),
      element("ul", {}, ...problems.map((one) => element("li", { class: `finding finding--${one.severity}` },
        element("p", {}, ...words(one.text)), element("p", { class: "finding__place" }, element("code", {}, `${one.place} ${one.code}`)),
        one.hint && element("p", { class: "finding__hint" }, ...words(one.hint)))))]);
  },

  /** What the controls were built from: the file, the names of its colors, the pictures of its folder. */
  form() {
    const fields = this.facts.form.flatMap((group) => group.fields);
    return JSON.stringify([this.facts.disk, ...fields.map(({ kind, label, options }) => (kind === "colour" ? label : kind === "logo" ? options : 0))]);
  },

  /** The form, once for each state of the file; later only values and notes change, so that focus stays. */
  build() {
    [this.groups.dataset.brand, this.groups.dataset.form] = [this.brand, this.form()];
    const open = new Set([...this.groups.querySelectorAll(":scope > details[open]")].map((box) => box.dataset.title));
    const focused = this.wanted || document.activeElement?.id;
    this.wanted = "";
    this.rows = [];
    this.groups.replaceChildren(...this.facts.form.map((one, n) => group(this, one, open.size ? open.has(one.title) : n === 0)));
    if (focused) document.getElementById(focused)?.focus();
  },
};
