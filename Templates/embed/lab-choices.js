// Choices of the bar, colours, and groups.

const choose = (name) => find(`[data-choice=${name}]`);
const fill = (select, choices) => select.append(...choices.map(([value, text]) => Object.assign(make("option", "", text), { value })));
fill(choose("direction"), words.choices.direction);
fill(choose("groups"), words.choices.groups);
fill(choose("precision"), Array.from({ length: 17 }, (_, index) => [String(index + 1), String(index + 1)]));
fill(choose("example"), setup.examples.map(({ title }, index) => [String(index), title]));
find(".examples").hidden = !setup.examples.length;
function showChoices() {
  const { options } = state;
  choose("direction").value = options.direction ?? settingOf("direction")?.toUpperCase() ?? "";
  choose("groups").value = options.groups ?? "none";
  choose("precision").value = options.precision ?? settingOf("precision") ?? "4";
  choose("theme").value = host.dataset.theme ?? "";
  tellUndo();
}
for (const name of ["direction", "groups", "precision"]) {
  choose(name).addEventListener("change", (event) => {
    begins(null);
    state.options[name] = event.target.value;
    // Without hulls, what has been closed could not be opened.
    if (name === "groups" && event.target.value === "none") state.options.collapse = "none";
    load();
  });
}
choose("example").addEventListener("change", (event) => {
  const example = setup.examples[event.target.value];
  if (!example) return;
  begins(null);
  state.text = editor.value = example.text;
  if ("collapse" in state.options) state.options.collapse = "none";
  base = new Map();
  state.point.clear();
  if (load()) host.showStep(0);
});
// Theme: that of the page is the player's, whose button turns it too.
choose("theme").addEventListener("change", (event) => {
  if (event.target.value) host.dataset.theme = event.target.value;
  else delete host.dataset.theme;
});
// One that the text sets anew turns the page; the reader's own choice stays until then.
let textTheme = settingOf("theme");
function followText() {
  const theme = settingOf("theme");
  if (theme === textTheme) return;
  textTheme = theme;
  if (theme) host.dataset.theme = theme === "dark" ? "dark" : "light";
  else delete host.dataset.theme;
}
const darkness = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (host.dataset.theme ? host.dataset.theme === "dark" : darkness.matches);
function follow() {
  if (host.dataset.theme) document.documentElement.dataset.theme = host.dataset.theme;
  else delete document.documentElement.dataset.theme;
  choose("theme").value = host.dataset.theme ?? "";
  shadow.querySelector("[data-do=theme]").setAttribute("aria-pressed", isDark());
}
new MutationObserver(follow).observe(host, { attributeFilter: ["data-theme"] });
follow();

// Groups, in any combination. The name of a function would mean all its calls: the first has a number of its own.
const exact = (path) => path.split("/").map((part) => (part.includes("#") ? part : `${part}#0`)).join("/");
host.addEventListener("group", ({ detail: { name, path } }) => {
  if (!told) return;
  const closed = new Set(Object.values(host.picture().nodes).map(({ group }) => group).filter(Boolean));
  if (!path) closed.clear();
  else if (name === "closed") closed.add(path);
  else closed.delete(path);
  begins(null);
  if (state.options.groups === "none" || !state.options.groups) state.options.groups = "all";
  state.options.collapse = !path && name === "closed" ? "all" : [...closed].map(exact).sort().join(",") || "none";
  showChoices();
  load("groups");
});
