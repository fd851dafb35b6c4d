// The logos of a brand: which picture of its folder stands where, each shown on the ground that it will stand on.

import { element, refill, words } from "./dom.js";
import { name } from "./studiofields.js";

const IMAGES = ["logo", "images"];

export function logoRow(studio, field, id) {
  const image = element("img", { alt: "", hidden: true });
  const ground = element("span", { class: "studio__ground" }, image);
  const select = element("select", { id });
  const label = element("label", { for: id }, ...name(field));
  select.addEventListener("change", () => choose(studio, field, select.value));
  studio.rows.push({ show() {
    const named = String(studio.value(field));
    const file = images(studio, field).get(named) ?? "";
    const known = field.options.includes(file) || !file ? field.options : [file, ...field.options];
    const first = field.loc[0] === "logo" ? [["", "not set"]] : file ? [] : [["", named ? `${named}: no such image` : "not set"]];
    refill(select, [...first, ...known.map((one) => [one, one])].map(([value, text]) => element("option", { value }, text)));
    select.value = file;
    image.hidden = !file;
    const src = `/studio/${studio.brand}/${file.split("/").map(encodeURIComponent).join("/")}`;
    if (file && image.getAttribute("src") !== src) image.src = src;
    ground.style.setProperty("--ground-of-logo", groundOf(studio, field));
    label.classList.toggle("studio__changed", studio.isChanged(field));
  } });
  return element("div", { class: "studio__logo" }, ground, element("span", { class: "studio__logo-name" }, label, select));
}

/** What the check says of the logos' files. */
export function logoFindings(studio) {
  const list = element("ul", { class: "studio__faults", "aria-label": "Findings about the logos" });
  studio.rows.push({ show() {
    list.hidden = !studio.facts.logos?.length;
    refill(list, (studio.facts.logos ?? []).map((one) => element("li", { class: `finding finding--${one.severity}` },
      element("p", {}, ...words(one.text)), element("p", { class: "finding__hint" }, ...words(one.hint)))));
  } });
  return list;
}

/** The colour under a logo: that of its place, or plain paper, light or dark, for other tools. */
function groundOf(studio, { loc }) {
  const { grounds } = studio.facts;
  return (loc[0] === "logo" ? grounds[loc[2] === "dark" ? "dark" : "plain"] : grounds[loc.at(-1)]) ?? "#fff";
}

/** Every named image and its file, those too that are not saved yet. */
function images(studio, field) {
  const found = new Map(Object.entries(field.images));
  for (const [loc, value] of studio.changes) {
    const [logo, all, named] = JSON.parse(loc);
    if (logo === IMAGES[0] && all === IMAGES[1] && value) found.set(named, value);
  }
  return found;
}

/** Let another file stand there: an image that has it, or a new one, named after it. */
function choose(studio, field, file) {
  const known = images(studio, field);
  let named = [...known.keys()].find((one) => known.get(one) === file) ?? "";
  const next = new Map(studio.changes);
  const own = JSON.stringify(field.loc);
  if (file && !named) {
    const stem = file.replace(/^.*\//, "").replace(/\.\w+$/, "").toLowerCase().replace(/[^a-z0-9]+/g, "-") || "logo";
    for (let n = 1; !named; n += 1) named = known.has(n > 1 ? `${stem}-${n}` : stem) ? "" : n > 1 ? `${stem}-${n}` : stem;
    next.set(JSON.stringify([...IMAGES, named, "path"]), file);
  }
  if (named === field.value) next.delete(own);
  else next.set(own, named || null);
  const used = new Set(studio.facts.form.flatMap((group) => group.fields).filter((one) => one.kind === "logo")
    .map((one) => (next.has(JSON.stringify(one.loc)) ? next.get(JSON.stringify(one.loc)) : one.value)));
  for (const loc of next.keys()) {
    const [logo, all, image] = JSON.parse(loc);
    if (logo === IMAGES[0] && all === IMAGES[1] && !used.has(image)) next.delete(loc);
  }
  studio.set(next);
}
