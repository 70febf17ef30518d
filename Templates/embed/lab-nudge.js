// A nudge of one variable, and its picture.

const nudged = { name: null, cell: 0, by: 0.5 };
const deltaField = find(".delta input[type=text]");
const deltaSlider = new Slider(find(".delta input[type=range]"), (value) => {
  nudged.by = value;
  showNudge();
});
find(".delta input[type=range]").setAttribute("aria-label", "Δ");
Object.assign(deltaSlider, { low: -2, high: 2 });
typeInto(deltaField, (value) => {
  nudged.by = value;
  deltaSlider.show(value);
  showNudge();
});
const chooser = find("[data-choice=variable]");
function offerNudges() {
  const cells = told.variables.flatMap(({ name, shape, values }) =>
    values.slice(0, mostCells).map((_, cell) => [JSON.stringify([name, cell]), shortOf(name, shape, cell)])).slice(0, 500);
  const old = chooser.value;
  chooser.replaceChildren(...cells.map(([value, text]) => Object.assign(make("option", "", text), { value })));
  if (cells.some(([value]) => value === old)) chooser.value = old;
  pickNudge();
}
function pickNudge() {
  [nudged.name, nudged.cell] = chooser.value ? JSON.parse(chooser.value) : [null, 0];
}
chooser.addEventListener("change", () => {
  pickNudge();
  showNudge();
});
find(".nudge").addEventListener("toggle", () => {
  deltaSlider.show(nudged.by);
  showNudge();
});

const svgNamespace = "http://www.w3.org/2000/svg";
const draw = (name, attributes, text = "") => {
  const element = document.createElementNS(svgNamespace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
};
let samples = 64;
function showNudge() {
  const { name, cell, by } = nudged, variable = told?.variables.find((other) => other.name === name);
  const table = find(".nudge tbody"), plot = find(".plot");
  if (!variable || told.output.shape.length) {
    const line = make("tr");
    line.append(make("td", "", told ? words.noNudge : ""));
    table.replaceChildren(line);
    plot.replaceChildren();
    plot.removeAttribute("role");
    return;
  }
  if (document.activeElement !== deltaField) deltaField.value = plain(by);
  guarded(() => {
    const x = variable.values[cell], f = told.output.values[0], slope = variable.gradient[cell];
    const at = (value) => call("value_at", name, cell, value);
    const label = shortOf(name, variable.shape, cell), output = short(told.output.name);
    const lines = [by, by / 10, by / 100].map((delta) => {
      const [real, linear] = [at(x + delta) - f, slope * delta];
      return [delta, real, linear, real - linear];
    });
    const heads = ["Δ", `Δ${output}`, `${words.derivative(output, label)} · Δ`, words.columns[3]];
    table.replaceChildren(...heads.map((head, row) => {
      const line = make("tr");
      line.append(make("th", "", head), ...lines.map((numbers) => make("td", "", number(numbers[row]))));
      line.firstChild.scope = "row";
      return line;
    }));
    plotNudge(plot, { x, f, slope, by, at, end: f + lines[0][1], label, output });
    plot.setAttribute("role", "img");
    plot.setAttribute("aria-label", words.plot(output, label, number(lines[0][1]), number(lines[0][2])));
  });
}
function plotNudge(plot, { x, f, slope, by, at, end, label, output }) {
  const reach = Math.max(Math.abs(by) * 1.4, (deltaSlider.high - deltaSlider.low) / 4) || 1;
  const [low, high] = [x - reach, x + reach], begin = performance.now();
  const points = [];
  for (let index = 0; index <= samples; index++) {
    const place = low + (high - low) * index / samples;
    points.push([place, at(place)]);
  }
  // Where the function takes long, it is asked at fewer places.
  const spent = performance.now() - begin;
  samples = Math.max(16, Math.min(96, Math.round(samples * Math.min(1.5, 5 / Math.max(spent, 0.5)))));
  const finite = [...points.map(([, value]) => value), f, end, f + slope * by].filter(Number.isFinite).sort((one, other) => one - other);
  if (!finite.length) return plot.replaceChildren();
  let [bottom, top] = [finite[0], finite.at(-1)];
  if (top - bottom < 1e-12 * Math.max(1, Math.abs(top))) [bottom, top] = [bottom - 1, top + 1];
  const [width, height, side] = [420, 240, 24];
  const across = (value) => (side + (width - 2 * side) * (value - low) / (high - low)).toFixed(1);
  const up = (value) => Math.max(-1e4, Math.min(1e4, height - side - (height - 2 * side) * (value - bottom) / (top - bottom))).toFixed(1);
  let path = "", isOn = false;
  for (const [place, value] of points) {
    if (Number.isFinite(value)) path += `${isOn ? "L" : "M"}${across(place)} ${up(value)}`;
    isOn = Number.isFinite(value);
  }
  const elements = [];
  const line = (name, ...ends) => elements.push(draw("path", { class: name, d: ends.map(([a, b], index) => `${index ? "L" : "M"}${across(a)} ${up(b)}`).join("") }));
  if (Number.isFinite(f)) {
    line("rise", [x, bottom], [x, f]);
    line("rise", [x, f], [x + by, f]);
    if (Number.isFinite(slope)) line("tangent", [low, f + slope * (low - x)], [high, f + slope * (high - x)]);
  }
  elements.push(draw("path", { class: "curve", d: path || "M0 0" }));
  if (Number.isFinite(end) && Number.isFinite(slope)) line("gap", [x + by, end], [x + by, f + slope * by]);
  if (Number.isFinite(f)) elements.push(draw("circle", { r: 4, cx: across(x), cy: up(f) }));
  if (Number.isFinite(end)) elements.push(draw("circle", { r: 4, cx: across(x + by), cy: up(end) }));
  elements.push(
    draw("text", { x: across(x), y: height - 6, "text-anchor": "middle" }, `${label} = ${number(x)}`),
    draw("text", { x: 6, y: 16 }, output));
  plot.replaceChildren(...elements);
}
