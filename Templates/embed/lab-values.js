// Numbers as text, sliders, and the rows of the variables.

const number = (value) => {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value < 0 ? "−∞" : "∞";
  const digits = Math.max(1, Math.min(17, Number(state.options.precision ?? settingOf("precision")) || 4));
  // As in the picture: digits left of the point are always shown.
  const whole = Number(value.toExponential().split("e")[1]);
  const kept = whole >= 5 || whole < -4 ? digits : Math.min(100, Math.max(digits, whole + 1));
  const [mantissa, exponent] = value.toExponential(kept - 1).split("e").map(Number);
  if (value !== 0 && (exponent >= 5 || exponent < -4)) {
    const raised = [...String(exponent)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit] ?? "⁻").join("");
    const factor = { 1: "", [-1]: "-" }[mantissa] ?? `${mantissa}×`;
    return `${factor}10${raised}`.replace("-", "−");
  }
  return String(Number(value.toPrecision(kept))).replace("-", "−");
};
// What the text sets by a line of settings.
const settingOf = (name) => new RegExp(`^\\s*#!.*?\\b${name}\\s*:\\s*([\\w-]+)`, "m").exec(state.text)?.[1];
const plain = (value) => String(value);
const read1 = (text) => {
  // One comma may stand for the point; a thousand is not meant to become one.
  if (/^\s*[-−+]?\d{1,3}(,\d{3})+\s*$/.test(text)) return NaN;
  const typed = text.trim().replaceAll("−", "-").replace(/^\+/, "").replace(/^(-?\d+),(\d+)$/, "$1.$2");
  return typed === "" || !/^-?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(typed) ? NaN : Number(typed);
};
// 1, 2 or 5 times a power of ten, not below the number.
const round = (size) => {
  const power = 10 ** Math.floor(Math.log10(size));
  return [1, 2, 5, 10].find((factor) => factor * power >= size * 0.999) * power;
};
// A number to a multiple of a step that is a round one.
const toStep = (value, step) => Number((Math.round(value / step) * step).toFixed(Math.max(0, Math.min(20, Math.ceil(-Math.log10(step) + 1)))));

// A slider around a number; where one goes beyond its ends, it grows.
class Slider {
  constructor(element, act) {
    Object.assign(this, { element, act, value: 0, low: -1, high: 1 });
    element.addEventListener("input", () => this.take(toStep(Number(element.value), this.step)));
    element.addEventListener("change", () => {
      if (this.value <= this.low || this.value >= this.high) this.grow();
      ends();
    });
    element.addEventListener("keydown", (event) => {
      const steps = { ArrowUp: 5, ArrowRight: 5, ArrowDown: -5, ArrowLeft: -5, PageUp: 50, PageDown: -50 }[event.key];
      if (!steps || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const step = event.shiftKey ? this.step / 10 : this.step;
      this.take(toStep(this.value + steps * step, step));
    });
  }
  get step() { return round((this.high - this.low) / 400); }
  take(value) {
    if (!Number.isFinite(value)) return;
    this.show(value, true);
    this.act(value);
  }
  around(value) {
    const reach = round(2 * Math.max(Math.abs(value), 0.5));
    [this.low, this.high] = Math.abs(value) < 1e150 ? [value - reach, value + reach] : [-1e300, 1e300];
  }
  grow() {
    const reach = this.high - this.low;
    if (this.value <= this.low) this.low = this.value - reach;
    if (this.value >= this.high) this.high = this.value + reach;
    this.show(this.value);
  }
  show(value, isDragged = false) {
    this.value = value;
    const { element } = this;
    if (!Number.isFinite(value)) return;
    if (!isDragged && (value < this.low || value > this.high)) this.around(value);
    if (isDragged && document.activeElement === element && (value < this.low || value > this.high)) {
      // By keys: the ends go along.
      const reach = this.high - this.low;
      if (value < this.low) this.low = value - reach / 2;
      else this.high = value + reach / 2;
    }
    const [low, high] = [String(this.low), String(this.high)];
    if (element.min !== low) element.min = low;
    if (element.max !== high) element.max = high;
    element.value = String(value);
    element.setAttribute("aria-valuetext", number(value));
  }
}
const typeInto = (field, act) => {
  field.addEventListener("input", () => {
    const value = read1(field.value), isWrong = Number.isNaN(value) || !Number.isFinite(value);
    field.setAttribute("aria-invalid", isWrong);
    if (!isWrong) act(value);
  });
  field.addEventListener("change", () => {
    ends();
    field.setAttribute("aria-invalid", false);
    showValues(true);
  });
  field.addEventListener("keydown", (event) => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const value = read1(field.value);
    if (!way || Number.isNaN(value) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const step = (event.shiftKey ? 0.1 : 1) * round(Math.max(Math.abs(value), 0.1) / 20);
    const next = toStep(value + way * step, step);
    if (!Number.isFinite(next)) return;
    field.value = plain(next);
    act(next);
  });
};

const mostCells = 64;
const indexOf = (cell, shape) => {
  const index = [];
  for (const size of [...shape].reverse()) {
    index.unshift(cell % size);
    cell = Math.floor(cell / size);
  }
  return index.join(", ");
};
const nameOf = (name, shape, cell) => (shape.length ? `${name}[${indexOf(cell, shape)}]` : name);
// A name where there is little room.
const mostLetters = 24;
const short = (name) => {
  const letters = charactersOf(name);
  return letters.length > mostLetters ? `${letters.slice(0, mostLetters - 1).join("")}…` : name;
};
const shortOf = (name, shape, cell) => nameOf(short(name), shape, cell);
let rows = [], plan = null;
// One row for the output and one for each variable; made anew only where the variables are others.
function showValues(isWhole = false) {
  if (!told) return;
  const next = JSON.stringify([told.output.name, told.output.shape, told.variables.map(({ name, shape }) => [name, shape])]);
  if (next !== plan) {
    plan = next;
    rows = told.variables.map(rowOf);
    const result = make("div", "result");
    panel.replaceChildren(result, ...rows.map(({ element }) => element));
    panel.result = result;
    offerNudges();
  }
  const { output } = told;
  const shown = output.values.slice(0, 16).map(number).join(", ") + (output.values.length > 16 ? ", …" : "");
  panel.result.textContent = `${short(output.name)} = ${output.shape.length ? `[${shown}]` : shown}`;
  for (const row of rows) row.show(told.variables[row.index], isWhole);
  if (find(".nudge").open) showNudge();
}
function rowOf({ name, shape, values }, index) {
  const element = make("div", "row"), slider = make("input"), slope = make("span", "slope");
  Object.assign(slider, { type: "range", step: "any" });
  const count = Math.min(values.length, mostCells);
  let chosen = 0;
  const change = (cell) => (value) => {
    begins(`${name} ${cell}`);
    set(name, cell, value);
  };
  const handle = new Slider(slider, (value) => change(chosen)(value));
  const fields = [];
  for (let cell = 0; cell < count; cell++) {
    const field = make("input");
    Object.assign(field, { type: "text", inputMode: "decimal", autocomplete: "off" });
    field.setAttribute("aria-label", nameOf(name, shape, cell));
    typeInto(field, change(cell));
    field.addEventListener("focus", () => choose(cell));
    fields.push(field);
  }
  const label = Object.assign(make("span", "name", short(name)), { title: name });
  const choose = (cell) => {
    fields[chosen]?.classList.remove("chosen");
    chosen = cell;
    if (shape.length) fields[cell]?.classList.add("chosen");
    label.textContent = shortOf(name, shape, cell);
    slider.setAttribute("aria-label", nameOf(name, shape, cell));
    handle.around(valueOf(name, cell) ?? 0);
    if (told) row.show(told.variables[index], false);
  };
  if (shape.length === 0) {
    element.append(label, slider, ...fields, slope);
  } else {
    const grid = make("div", "cells"), width = shape.at(-1) || 1;
    for (let cell = 0; cell < count; cell += width) {
      const line = make("div");
      line.append(...fields.slice(cell, cell + width));
      grid.append(line);
    }
    if (values.length > count) grid.append(make("span", "more", words.more(values.length - count)));
    element.append(label, slider, make("span"), slope, grid);
  }
  const row = {
    element, index, name, shape,
    show(variable, isWhole) {
      for (const [cell, field] of fields.entries()) {
        const text = plain(variable.values[cell]);
        if (field.value === text || (document.activeElement === field && !isWhole && read1(field.value) === variable.values[cell])) continue;
        if (document.activeElement === field && !isWhole && field.getAttribute("aria-invalid") === "true") continue;
        field.value = text;
      }
      if (!count) return;
      const value = variable.values[chosen];
      if (value !== handle.value || slider.min === "") handle.show(value);
      const derivative = words.derivative((told.output.shape.length ? "Σ" : "") + short(told.output.name), shortOf(name, shape, chosen));
      slope.textContent = `${derivative} = ${number(variable.gradient[chosen] ?? 0)}`;
    },
  };
  if (count) {
    choose(0);
  } else {
    slider.hidden = true;
    slope.textContent = words.large(shape);
  }
  return row;
}
