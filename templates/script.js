// What HTML cannot do alone: mark the section being read, copy the citation, leave tables that fit out of the tab order.
// The page is whole without it.
"use strict";

for (const rail of document.querySelectorAll(".toc-rail")) {
  const links = new Map();
  for (const link of rail.querySelectorAll("li a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }
  const passed = new Set();
  const watch = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) passed.add(target);
      else passed.delete(target);
    }
    const current = [...links.keys()].filter((heading) => passed.has(heading)).pop();
    for (const [heading, link] of links) {
      if (heading === current) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  }, { rootMargin: "9999999px 0px -66% 0px" }); // a heading counts once it is in the upper third, and ever after
  for (const heading of links.keys()) watch.observe(heading);
}

for (const button of document.querySelectorAll(".cite__copy")) {
  const cite = button.closest(".cite");
  const text = cite.querySelector(".cite__text");
  const done = cite.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    done.textContent = (await copied(text)) ? button.dataset.done : "";
    setTimeout(() => { done.textContent = ""; }, 5000);
  });
}

async function copied(element) {
  const words = element.textContent.replace(/\u2060/g, "").replace(/\s+/g, " ").trim();
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch { // no clipboard on a page that came without encryption: select, for the browser's own copying
    getSelection().selectAllChildren(element);
    return document.execCommand("copy");
  }
}

const fits = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    if (target.scrollWidth > target.clientWidth) target.setAttribute("tabindex", "0");
    else target.removeAttribute("tabindex");
  }
});
for (const table of document.querySelectorAll(".table__scroll[tabindex]")) fits.observe(table);
