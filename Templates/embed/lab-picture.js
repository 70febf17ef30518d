// From the text to the picture.

const numbersOf = (values) => values.map(Number);
const isSame = (one, other) => one?.length === other?.length && one.every((value, index) => Object.is(value, other[index]));

// Reads the text with the options; false where it has mistakes.
function read() {
  for (const [name, value] of Object.entries(state.options)) {
    if (sent[name] === value) continue;
    call("set_option", name, value);
    sent[name] = value;
  }
  for (const name of Object.keys(sent)) if (!(name in state.options) && name !== "theme") delete sent[name];
  handOrder(state);
  if (call("load", state.text) < 0) return false;
  told = values();
  const before = base;
  base = new Map(told.variables.map(({ name, values }) => [name, values]));
  // Another value stays as long as the text says the same of the variable.
  let isMoved = false;
  for (const [name, values] of state.point) {
    const own = base.get(name);
    if (!own || own.length !== values.length || (before.has(name) && !isSame(before.get(name), own)) || isSame(own, values)) {
      state.point.delete(name);
      continue;
    }
    place(name, values, own);
    isMoved = true;
  }
  if (isMoved && call("evaluate") >= 0) told = values();
  return true;
}
// The page's own text has the order of layers that the program found.
function handOrder({ text, options }) {
  if (setup.order && text === start.text && JSON.stringify(options) === JSON.stringify(start.options)) call("set_order", setup.order);
}
// Groups that were closed in another text do not keep this one from being drawn.
function dropGroups() {
  const { collapse } = state.options;
  if (!collapse || collapse === "none" || collapse === "all" || !/there is no group|cannot be one node/.test(result())) return false;
  state.options.collapse = "none";
  return true;
}
function place(name, values, own) {
  for (const [cell, value] of values.entries()) if (!Object.is(value, own[cell])) call("set_value", name, cell, value);
}
function values() {
  if (call("values") < 0) throw new Refusal(result());
  const all = JSON.parse(result());
  for (const variable of all.variables) {
    // Of a large array only its shape is told.
    [variable.values, variable.gradient] = [numbersOf(variable.values ?? []), numbersOf(variable.gradient ?? [])];
  }
  all.output.values = numbersOf(all.output.values ?? []);
  return all;
}
function redraw(change) {
  if (call("player") < 0) throw new Refusal(result());
  const picture = JSON.parse(result());
  host.hidden = false;
  host.redraw(picture, change);
}

// Whether text and picture are not of each other: then values cannot be changed.
function setStale(isStale) {
  player.classList.toggle("stale", isStale);
  panel.inert = find(".nudge").inert = isStale;
}

// The text or an option has changed: the picture is another one.
function load(change) {
  clearTimeout(settling);
  settling = null;
  return guarded(() => {
    const isGood = read() || (dropGroups() && read());
    if (isGood) {
      followText();
      showChoices();
      good = snapshot();
      notify("");
      showMistakes([]);
      redraw(change);
      showValues();
      markNodes();
    } else {
      const refused = result();
      let mistakes = [];
      if (call("diagnostics") >= 0) try { mistakes = JSON.parse(result()); } catch { /* The sentence is told. */ }
      showMistakes(mistakes.length ? mistakes : [{ message: refused }]);
    }
    setStale(!isGood);
    rest();
    return isGood;
  });
}

// A value has changed: at once, and then once a frame.
let isBusy = false, isWaiting = false;
function soon() {
  if (isBusy && !document.hidden) {
    isWaiting = true;
    return;
  }
  move();
  isBusy = true;
  requestAnimationFrame(() => {
    isBusy = false;
    if (!isWaiting) return;
    isWaiting = false;
    soon();
  });
}
function move() {
  clearTimeout(settling);
  settling = null;
  guarded(() => {
    if (call("evaluate") < 0) throw new Refusal(result());
    told = values();
    // What is seen now; the whole picture when the value rests.
    const isShown = wasm.adviz_step && !host.hidden && call("step", host.place()) >= 0 && host.showNumbers(JSON.parse(result()));
    if (isShown) settling = setTimeout(settle, 200);
    else redraw("values");
    showValues();
    good = { ...good, point: new Map(state.point) };
    setStale(false);
  });
  rest();
}
let settling = null;
function settle() {
  if (settling === null) return;
  clearTimeout(settling);
  settling = null;
  guarded(() => redraw("values"));
}
host.addEventListener("settle", settle);
// Another value of a cell.
function set(name, cell, value) {
  if (!base.has(name) || !wasm || isMending || player.classList.contains("stale")) return;
  const values = [...(state.point.get(name) ?? base.get(name))];
  if (Object.is(values[cell], value)) return;
  values[cell] = value;
  if (isSame(values, base.get(name))) state.point.delete(name);
  else state.point.set(name, values);
  guarded(() => call("set_value", name, cell, value));
  soon();
}
const valueOf = (name, cell) => (state.point.get(name) ?? base.get(name))?.[cell];

// When the reader rests: the address follows, and one sentence tells what has come of it.
let resting = null, saying = null, isSilent = true;
function rest() {
  clearTimeout(resting);
  clearTimeout(saying);
  resting = setTimeout(writeAddress, 300);
  if (!isSilent) saying = setTimeout(() => { find(".live").textContent = player.classList.contains("stale") ? "" : told?.sentence ?? ""; }, 700);
  isSilent = false;
  tellUndo();
}
host.addEventListener("step", () => {
  clearTimeout(resting);
  resting = setTimeout(writeAddress, 300);
});
