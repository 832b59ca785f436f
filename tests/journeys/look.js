// What is wrong with the page in this window, in words. Given axe, and whether this
// is a telephone; returns a list of sentences, empty for a page as it should be.
async ({ telephone, axe: asked }) => {
  const faults = [];
  const short = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 150);
  const seen = (element) => element.checkVisibility({ visibilityProperty: true });

  const heads = [...document.querySelectorAll("h1")].filter(seen).length;
  if (heads !== 1) faults.push(`it has ${heads} h1`);
  const skip = document.querySelector("body > a.skip");
  if (!skip || !document.querySelector(skip.getAttribute("href"))) {
    faults.push("no skip link leads to the content");
  }

  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > room) {
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width && (box.right > room + 1 || box.left < -1);
    });
    faults.push(`it scrolls sideways at ${room}: ` + wide.slice(0, 4).map(short).join(" · "));
  }

  if (telephone) {
    const pressed = "main .button, main summary, .choice label, .field input, " +
      ".field select, .field textarea, .phone nav a, .phone summary, .quick-exit";
    for (const element of document.querySelectorAll(pressed)) {
      const box = element.getBoundingClientRect();
      const small = /^(radio|checkbox|hidden|file)$/.test(element.type || "");
      if (!small && seen(element) && box.height && box.height < 43.5) {
        faults.push(`only ${Math.round(box.height)} px high: ${short(element)}`);
      }
    }
  }

  const sections = new Map();
  for (const button of document.querySelectorAll("main .button-primary")) {
    if (!seen(button) || button.closest("dialog")) continue;
    const section = button.closest(".panel, dialog, main");
    sections.set(section, (sections.get(section) || 0) + 1);
  }
  for (const [section, count] of sections) {
    if (count > 1) faults.push(`${count} primary buttons in ${short(section)}`);
  }

  if (!asked) return faults;
  // What lies under the bar at this moment is reached by scrolling.
  const bars = [...document.querySelectorAll(".phone")];
  bars.forEach((bar) => { bar.style.position = "static"; });
  const result = await axe.run("html", {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    rules: { "color-contrast-enhanced": { enabled: true } },
    resultTypes: ["violations"],
  });
  bars.forEach((bar) => { bar.style.position = ""; });
  for (const one of result.violations) {
    const nodes = one.nodes.slice(0, 4).map((node) =>
      node.html.replace(/\s+/g, " ").slice(0, 150) + " (" +
      [...node.any, ...node.all].map((a) => a.message).join("; ").slice(0, 140) + ")");
    faults.push(`${one.id}, ${one.nodes.length} times: ` + nodes.join(" · "));
  }
  return faults;
}
