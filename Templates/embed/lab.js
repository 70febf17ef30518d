(() => {
  // All words of the script, for whoever translates them; those of buttons stand in lab.mustache.
  const words = {
    noEngine: "This browser does not let the page run WebAssembly, so the values cannot be changed here; the steps can be read.",
    noEngineEmpty: "This browser does not let the page run WebAssembly, so it cannot draw an expression.",
    trapped: "That was too much for the engine, which has begun anew; the last picture stays.",
    badAddress: "The address holds no lesson that can be read; this is the page as it came.",
    copied: "The link has been copied.", notCopied: "The link stands in the address bar.",
    tooLong: "This text is too long for a link; save the expression file instead.",
    large: (shape) => `an array of shape ${shape.join("×")}, too large to be changed here`,
    noPicture: "The picture cannot be drawn here.",
    derivative: (output, name) => `∂${output}/∂${name}`,
    more: (count) => `and ${count} more`,
    noNudge: "A nudge needs an output that is one number.",
    columns: ["Δ", "Δf", "∂f/∂x · Δ", "they differ by"],
    plot: (output, name, change, foretold) => `${output} along ${name}: it changes by ${change}; the tangent says ${foretold}`,
    choices: {
      direction: [["", "as it fits"], ["LR", "left to right"], ["RL", "right to left"], ["TB", "down"], ["BT", "up"]],
      groups: [["none", "none"], ["named", "named"], ["all", "all"]],
    },
  };

  const host = document.querySelector(".adviz-player");
  const find = (selector) => document.querySelector(`.lab ${selector}`);
  const make = (name, className = "", textContent = "") => Object.assign(document.createElement(name), { className, textContent });
  const setup = JSON.parse(document.querySelector("#setup").textContent);
  const editor = find("textarea"), gutter = find(".gutter"), marks = find(".marks"), panel = find(".values");
  const shadow = host.shadowRoot, player = shadow.querySelector(".player");

  // What the reader has: the text, other values of variables, and options. Whatever is undone goes back to one of these.
  const state = { text: setup.text, point: new Map(Object.entries(setup.point)), options: { ...setup.options } };
  // The values as the text has them, and what the engine tells of the point.
  let base = new Map(), told = null;
  const start = snapshot();

  // MARK: the engine

  const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];
  let compiled = null, wasm = null, sent = {};

  // Bytes from the text in the page: 13 bits in two characters of 91.
  function bytesOf(text) {
    const digits = new Uint8Array(128);
    for (let code = 33, digit = 0; code < 127; code++) if (!"\"&<".includes(String.fromCharCode(code))) digits[code] = digit++;
    const bytes = new Uint8Array(Math.floor((text.length >> 1) * 13 / 8));
    let bits = 0, held = 0, count = 0;
    for (let at = 0; at + 1 < text.length; at += 2) {
      held |= (digits[text.charCodeAt(at)] * 91 + digits[text.charCodeAt(at + 1)]) << bits;
      for (bits += 13; bits >= 8; bits -= 8) {
        bytes[count++] = held;
        held >>>= 8;
      }
    }
    return bytes;
  }

  // Bytes through a stream that packs or unpacks; no more than the limit, whoever packed them.
  async function through(stream, bytes, limit = 1 << 26) {
    const writer = stream.writable.getWriter(), reader = stream.readable.getReader(), pieces = [];
    const written = writer.write(bytes).then(() => writer.close());
    written.catch(() => {});
    let count = 0;
    for (let piece; (piece = await reader.read()) && !piece.done;) {
      pieces.push(piece.value);
      count += piece.value.length;
      if (count > limit) {
        reader.cancel().catch(() => {});
        throw new RangeError("too long");
      }
    }
    await written;
    return new Uint8Array(await new Blob(pieces).arrayBuffer());
  }

  // Unpacks LZMA (Pavlov, 1998), with four bits of the last byte as context and no bits of the place.
  async function unpacked(bytes, size) {
    const out = new Uint8Array(size), p = new Uint16Array(0x3800).fill(1024);
    // Where the probabilities of each kind begin.
    const [literal, isMatch, isRep, isRep0, isRep1, isRep2, isLong, slots, special, align, matchLength, repLength] =
      [0, 0x3000, 0x3010, 0x3020, 0x3030, 0x3040, 0x3050, 0x3060, 0x3160, 0x31e0, 0x3200, 0x3400];
    let at = 18, range = 0xffffffff, code = 0, count = 0;
    for (const byte of bytes.subarray(14, 18)) code = (code << 8 | byte) >>> 0;
    const shift = () => {
      range = range << 8 >>> 0;
      code = (code << 8 | bytes[at++]) >>> 0;
    };
    const bit = (index) => {
      const chance = p[index], bound = (range >>> 11) * chance;
      let result = 0;
      if (code < bound) {
        range = bound;
        p[index] = chance + (2048 - chance >> 5);
      } else {
        range -= bound;
        code -= bound;
        p[index] = chance - (chance >> 5);
        result = 1;
      }
      if (range < 0x1000000) shift();
      return result;
    };
    const tree = (first, bits) => {
      let found = 1;
      for (let left = bits; left > 0; left--) found = found << 1 | bit(first + found);
      return found - (1 << bits);
    };
    const backward = (first, bits) => {
      let [place, found] = [1, 0];
      for (let index = 0; index < bits; index++) {
        const one = bit(first + place);
        place = place << 1 | one;
        found |= one << index;
      }
      return found;
    };
    const length = (first) => !bit(first) ? tree(first + 2, 3) : !bit(first + 1) ? 8 + tree(first + 10, 3) : 16 + tree(first + 18, 8);
    let [state, rep0, rep1, rep2, rep3, rested] = [0, 0, 0, 0, 0, performance.now()];
    while (count < size) {
      // The page stays responsive.
      if ((count & 0xfff) < 8 && performance.now() - rested > 40) {
        await new Promise((resolve) => setTimeout(resolve));
        rested = performance.now();
      }
      if (!bit(isMatch + state)) {
        const first = literal + 0x300 * (count ? out[count - 1] >> 4 : 0);
        let symbol = 1;
        if (state >= 7) {
          for (let match = out[count - rep0 - 1]; symbol < 256;) {
            const wanted = match >> 7 & 1;
            match <<= 1;
            const one = bit(first + (1 + wanted << 8) + symbol);
            symbol = symbol << 1 | one;
            if (one !== wanted) break;
          }
        }
        while (symbol < 256) symbol = symbol << 1 | bit(first + symbol);
        out[count++] = symbol;
        state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
        continue;
      }
      let left;
      if (bit(isRep + state)) {
        if (!bit(isRep0 + state)) {
          if (!bit(isLong + state)) {
            state = state < 7 ? 9 : 11;
            out[count] = out[count - rep0 - 1];
            count++;
            continue;
          }
        } else if (!bit(isRep1 + state)) {
          [rep0, rep1] = [rep1, rep0];
        } else if (!bit(isRep2 + state)) {
          [rep0, rep1, rep2] = [rep2, rep0, rep1];
        } else {
          [rep0, rep1, rep2, rep3] = [rep3, rep0, rep1, rep2];
        }
        left = length(repLength);
        state = state < 7 ? 8 : 11;
      } else {
        [rep1, rep2, rep3] = [rep0, rep1, rep2];
        left = length(matchLength);
        state = state < 7 ? 7 : 10;
        const slot = tree(slots + (Math.min(left, 3) << 6), 6), direct = (slot >> 1) - 1;
        rep0 = slot;
        if (slot >= 4) {
          rep0 = (2 | slot & 1) << direct;
          if (slot < 14) {
            rep0 += backward(special + rep0 - slot, direct);
          } else {
            let high = 0;
            for (let bits = direct - 4; bits > 0; bits--) {
              range >>>= 1;
              const one = code >= range ? 1 : 0;
              if (one) code -= range;
              if (range < 0x1000000) shift();
              high = high << 1 | one;
            }
            rep0 += 16 * high + backward(align, 4);
          }
        }
      }
      left += 2;
      if (rep0 >= count || count + left > size) throw new RangeError("damaged");
      for (; left > 0; left--) {
        out[count] = out[count - rep0 - 1];
        count++;
      }
    }
    return out;
  }

  async function compile() {
    // Where WebAssembly is forbidden, nothing is unpacked.
    await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    const element = document.querySelector("#engine"), bytes = bytesOf(element.textContent);
    element.remove();
    compiled = await WebAssembly.compile(await unpacked(bytes, setup.engineSize));
    await begin();
  }

  // The module anew: at the start, and after it has stopped.
  async function begin() {
    wasm = null;
    const system = { random_get: (at, count) => { new Uint8Array(wasm.memory.buffer, at, count).fill(7); return 0; } };
    const imports = {};
    for (const { module, name } of WebAssembly.Module.imports(compiled)) (imports[module] ??= {})[name] = system[name] ?? (() => 0);
    const { exports } = await WebAssembly.instantiate(compiled, imports);
    wasm = exports;
    sent = {};
  }

  // Calls the engine; each text goes in as pointer and number of bytes.
  function call(name, ...values) {
    const held = [];
    const given = values.flatMap((value) => {
      if (typeof value !== "string") return [value];
      const bytes = encoder.encode(value), at = wasm.adviz_allocate(bytes.length);
      new Uint8Array(wasm.memory.buffer, at, bytes.length).set(bytes);
      held.push(at);
      return [at, bytes.length];
    });
    const answer = wasm[`adviz_${name}`](...given);
    for (const at of held) wasm.adviz_free(at);
    return answer;
  }
  const result = () => decoder.decode(new Uint8Array(wasm.memory.buffer, wasm.adviz_result(), wasm.adviz_result_count()));

  // What the engine refuses, in a sentence.
  class Refusal extends Error {}
  // Whatever calls the engine goes through here: where it stops, a new one takes its place with the last good text.
  let good = null, isMending = false;
  function guarded(act) {
    if (!wasm || isMending) return undefined;
    try {
      return act();
    } catch (error) {
      if (error instanceof Refusal) {
        notify(error.message);
        return undefined;
      }
      if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
      mend();
      return undefined;
    }
  }
  async function mend() {
    isMending = true;
    notify(words.trapped);
    setStale(true);
    try {
      await begin();
      if (good) {
        const { text, point, options } = state;
        Object.assign(state, good, { point: new Map(good.point) });
        try {
          // The text that stopped it stays in the editor.
          if (read()) redraw();
        } finally {
          const isSame = text === good.text && JSON.stringify(options) === JSON.stringify(good.options);
          if (!isSame) Object.assign(state, { text, point, options });
          setStale(!isSame);
          showValues(true);
        }
      }
    } catch { /* It is tried again with the next change. */ }
    isMending = false;
  }

  // MARK: from the text to the picture

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

  // MARK: undo

  function snapshot() {
    return { text: state.text, point: new Map(state.point), options: { ...state.options } };
  }
  const past = [], future = [];
  let gesture = { name: null, time: 0 };
  // A change begins. What belongs to the same gesture is undone at once.
  function begins(name) {
    const now = performance.now();
    if (!(name && name === gesture.name && now - gesture.time < 1000)) {
      past.push(snapshot());
      if (past.length > 200) past.shift();
      future.length = 0;
    }
    gesture = { name, time: now };
  }
  const ends = () => { gesture = { name: null, time: 0 }; };
  function turnBack(from, to) {
    if (!from.length) return;
    ends();
    to.push(snapshot());
    restore(from.pop());
  }
  const undo = () => turnBack(past, future), redo = () => turnBack(future, past);
  function restore({ text, point, options }) {
    const isOther = text !== state.text || JSON.stringify(options) !== JSON.stringify(state.options) || player.classList.contains("stale");
    const before = state.point;
    Object.assign(state, { text, point: new Map(point), options: { ...options } });
    if (editor.value !== text) editor.value = text;
    writeLines();
    showChoices();
    if (isOther) {
      // The point is that of the snapshot, whatever the text was before.
      base = new Map();
      load();
      return;
    }
    guarded(() => {
      for (const [name, own] of base) place(name, state.point.get(name) ?? own, before.get(name) ?? own);
    });
    soon();
    showValues(true);
  }
  function tellUndo() {
    find("[data-do=undo]").disabled = !past.length;
    find("[data-do=redo]").disabled = !future.length;
  }
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target === editor) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) redo();
    else undo();
  });
  // Keys of what stands above the player are none of its own.
  document.querySelector(".lab").addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey)) event.stopPropagation();
    if (event.key === "Escape" && find(".menu").open && event.target.closest(".menu")) {
      find(".menu").open = false;
      find(".menu summary").focus();
    }
  });

  // MARK: the editor

  let typing = null, spent = 0;
  editor.addEventListener("input", () => {
    begins("text");
    state.text = editor.value;
    writeLines();
    clearTimeout(typing);
    typing = setTimeout(() => {
      const start = performance.now();
      load();
      spent = performance.now() - start;
    }, Math.min(1500, Math.max(60, 2 * spent)));
  });
  editor.addEventListener("scroll", () => {
    gutter.scrollTop = marks.scrollTop = editor.scrollTop;
    marks.scrollLeft = editor.scrollLeft;
  });
  const segmenter = window.Intl?.Segmenter ? new Intl.Segmenter() : null;
  const charactersOf = (line) => (segmenter ? [...segmenter.segment(line)].map(({ segment }) => segment) : [...line]);

  let mistaken = [];
  function writeLines() {
    const lines = state.text.split("\n"), wrong = new Set(mistaken.map(({ line }) => line));
    gutter.replaceChildren(...lines.map((_, index) => make("span", wrong.has(index + 1) ? "wrong" : "", `${index + 1}\n`)));
    marks.replaceChildren(...lines.flatMap((line, index) => {
      const here = mistaken.filter(({ line }) => line === index + 1).sort((one, other) => one.column - other.column);
      const pieces = [];
      if (here.length) {
        const characters = charactersOf(line);
        let at = 0;
        for (const { column, length } of here) {
          const first = Math.max(at, column - 1), end = Math.max(first + 1, column - 1 + (length || 1));
          pieces.push(characters.slice(at, first).join(""), make("mark", "", characters.slice(first, end).join("") || " "));
          at = end;
        }
        pieces.push(characters.slice(at).join(""));
      } else {
        pieces.push(line);
      }
      return [...pieces, "\n"];
    }));
    editor.dispatchEvent(new Event("scroll"));
  }
  function showMistakes(mistakes) {
    mistaken = mistakes.filter(({ line }) => line > 0);
    editor.setAttribute("aria-invalid", mistakes.length > 0);
    const lines = state.text.split("\n"), box = find(".mistakes");
    const told = mistakes.map(({ line, column, length, message }) => {
      const entry = make("div");
      entry.append(make("span", "", line > 0 ? `${line}:${column}: ${message}` : message));
      if (!(line > 0)) return entry;
      // At most 100 characters around the place.
      const characters = charactersOf(lines[line - 1] ?? "");
      const first = Math.max(0, Math.min(column - 50, characters.length - 100));
      const caret = " ".repeat(Math.max(0, column - 1 - first)) + "^" + "~".repeat(Math.max(0, Math.min(100, length || 1) - 1));
      const code = make("pre", "", `${characters.slice(first, first + 100).join("")}\n${caret}`);
      code.setAttribute("aria-hidden", "true");
      entry.append(code);
      return entry;
    });
    if (box.textContent !== told.map((entry) => entry.textContent).join("")) box.replaceChildren(...told);
    writeLines();
  }
  function notify(text) {
    const box = find(".notice");
    if (box.textContent !== text) box.textContent = text;
    box.hidden = !text;
  }

  // MARK: values

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
    panel.result.textContent = `${output.name} = ${output.shape.length ? `[${shown}]` : shown}`;
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
    const label = make("span", "name", name);
    const choose = (cell) => {
      fields[chosen]?.classList.remove("chosen");
      chosen = cell;
      if (shape.length) fields[cell]?.classList.add("chosen");
      label.textContent = nameOf(name, shape, cell);
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
        const derivative = words.derivative(told.output.shape.length ? `Σ${told.output.name}` : told.output.name, nameOf(name, shape, chosen));
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

  // MARK: a nudge

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
      values.slice(0, mostCells).map((_, cell) => [JSON.stringify([name, cell]), nameOf(name, shape, cell)])).slice(0, 500);
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
      const label = nameOf(name, variable.shape, cell), { output } = told;
      const lines = [by, by / 10, by / 100].map((delta) => {
        const [real, linear] = [at(x + delta) - f, slope * delta];
        return [delta, real, linear, real - linear];
      });
      const heads = ["Δ", `Δ${output.name}`, `${words.derivative(output.name, label)} · Δ`, words.columns[3]];
      table.replaceChildren(...heads.map((head, row) => {
        const line = make("tr");
        line.append(make("th", "", head), ...lines.map((numbers) => make("td", "", number(numbers[row]))));
        line.firstChild.scope = "row";
        return line;
      }));
      plotNudge(plot, { x, f, slope, by, at, end: f + lines[0][1], label, output: output.name });
      plot.setAttribute("role", "img");
      plot.setAttribute("aria-label", words.plot(output.name, label, number(lines[0][1]), number(lines[0][2])));
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

  // MARK: nodes as sliders

  // The nodes of variables that are one number.
  let handles = new Map();
  function markNodes() {
    handles = new Map();
    if (!told) return;
    const drawn = Object.entries(host.picture().nodes).filter(([, node]) => node.kind === "variable")
      .sort(([one], [other]) => one - other);
    for (const [index, variable] of told.variables.entries()) {
      const found = variable.node !== undefined ? [String(variable.node)]
        : drawn.length === told.variables.length ? drawn[index]
          : drawn.find(([, node]) => node.name[1] === variable.name);
      if (found && variable.values.length === 1 && variable.shape.length === 0) handles.set(found[0], variable.name);
    }
    for (const node of shadow.querySelectorAll(".node")) node.classList.toggle("drags", handles.has(node.dataset.node));
  }
  const stage = shadow.querySelector(".stage");
  let dragged = null;
  stage.addEventListener("pointerdown", (event) => {
    const node = event.target.closest(".node"), name = node && handles.get(node.dataset.node);
    if (!name || event.button || dragged || player.classList.contains("stale")) return;
    const value = valueOf(name, 0);
    if (!Number.isFinite(value)) return;
    const reach = round(2 * Math.max(Math.abs(value), 0.5));
    dragged = { name, value, step: round(reach / 200), y: event.clientY, id: event.pointerId, isMoved: false };
  });
  stage.addEventListener("pointermove", (event) => {
    if (!dragged || event.pointerId !== dragged.id) return;
    const distance = dragged.y - event.clientY;
    if (!dragged.isMoved) {
      if (Math.abs(distance) < 4) return;
      dragged.isMoved = true;
      stage.setPointerCapture(dragged.id);
    }
    event.preventDefault();
    dragged.y = event.clientY;
    const step = event.shiftKey ? dragged.step / 10 : dragged.step;
    dragged.value += distance * step;
    begins(`${dragged.name} node`);
    set(dragged.name, 0, toStep(dragged.value, step));
  });
  const drop = (event) => {
    if (!dragged || event.pointerId !== dragged.id) return;
    const { isMoved } = dragged;
    dragged = null;
    if (!isMoved) return;
    ends();
    // The click at the end of a drag leads to no step.
    const stop = (click) => click.stopPropagation();
    stage.addEventListener("click", stop, { capture: true, once: true });
    setTimeout(() => stage.removeEventListener("click", stop, { capture: true }), 50);
  };
  stage.addEventListener("pointerup", drop);
  stage.addEventListener("pointercancel", drop);
  // On a node with the focus, + and − do the same.
  shadow.addEventListener("keydown", (event) => {
    const node = event.target.closest?.(".node"), name = node && handles.get(node.dataset.node);
    const way = { "+": 1, "=": 1, "-": -1, "−": -1, "*": 0.1, _: -0.1 }[event.key];
    if (!name || !way || event.ctrlKey || event.metaKey || event.altKey) return;
    const value = valueOf(name, 0), step = Math.abs(way) * round(Math.max(Math.abs(value), 0.5) / 20);
    begins(`${name} node`);
    set(name, 0, toStep(value + Math.sign(way) * step, step));
    event.preventDefault();
    event.stopPropagation();
  });

  // MARK: choices

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

  // MARK: the address

  const toText = (bytes) => {
    let text = "";
    for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  };
  const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
  const mostText = 1 << 20;
  let written = null, writes = 0;
  async function addressOf() {
    const point = Object.fromEntries([...state.point].map(([name, values]) => [name, values.map((value) => (Number.isFinite(value) ? value : String(value)))]));
    const options = Object.fromEntries(Object.entries(state.options).filter(([name, value]) => setup.options[name] !== value));
    const bytes = encoder.encode(JSON.stringify({ t: state.text, p: point, s: host.hidden ? 0 : host.step(), o: options }));
    // A letter tells whether it is packed.
    if (!window.CompressionStream) return `#lab=p${toText(bytes)}`;
    return `#lab=z${toText(await through(new CompressionStream("deflate-raw"), bytes))}`;
  }
  async function writeAddress() {
    const turn = ++writes;
    let address;
    try {
      address = await addressOf();
    } catch {
      return true;
    }
    if (turn !== writes || !wasm) return true;
    const isFirst = state.text === start.text && !state.point.size && host.step() === 0 && JSON.stringify(state.options) === JSON.stringify(start.options) && !location.hash;
    if (address.length > 60000) return false;
    if (isFirst) return true;
    written = address;
    try {
      history.replaceState(null, "", address);
    } catch { /* A page without an address of its own. */ }
    return true;
  }
  // What an address holds; it may be anyone's. Undefined where it holds nothing of ours, null where it cannot be read.
  async function visited() {
    const found = /^#lab=([pz])([A-Za-z0-9_-]*)$/.exec(location.hash);
    if (!found) return location.hash.startsWith("#lab=") ? null : undefined;
    try {
      let bytes = toBytes(found[2]);
      if (found[1] === "z") bytes = await through(new DecompressionStream("deflate-raw"), bytes, 4 * mostText);
      const held = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
      if (typeof held?.t !== "string" || held.t.length > mostText) return null;
      const point = new Map(), options = { ...setup.options };
      for (const [name, values] of Object.entries(held.p ?? {})) {
        if (!Array.isArray(values) || !values.every((value) => typeof value === "number" || ["NaN", "Infinity", "-Infinity"].includes(value))) return null;
        if (values.every(Number.isFinite)) point.set(name, values);
      }
      for (const [name, value] of Object.entries(held.o ?? {})) {
        const isKnown = { direction: /^(|LR|RL|TB|BT)$/, precision: /^([1-9]|1[0-7])$/, groups: /^(none|named|all)$/, collapse: /^[^\0-\x1f]{1,2000}$/ }[name]?.test(value);
        if (isKnown && typeof value === "string") options[name] = value;
      }
      return { text: held.t, point, options, step: Number.isSafeInteger(held.s) && held.s >= 0 ? held.s : 0 };
    } catch {
      return null;
    }
  }
  async function visit() {
    if (location.hash === written) return false;
    const held = await visited();
    if (held === null) notify(words.badAddress);
    if (!held) return false;
    const { text, point, options, step } = held;
    Object.assign(state, { text, point, options });
    editor.value = text;
    base = new Map();
    showChoices();
    writeLines();
    if (load()) host.showStep(step);
    written = location.hash;
    return true;
  }
  addEventListener("hashchange", () => {
    if (!wasm || location.hash === written) return;
    begins(null);
    visit();
  });

  // MARK: downloads

  function save(name, bytes, type) {
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    return link;
  }
  const nameOfStep = (place) => `${setup.name}-${String(place).padStart(4, "0")}`;
  // A frame in the colours of the page.
  function frame(place) {
    const theme = isDark() ? "dark" : "light";
    if (sent.theme !== theme) {
      call("set_option", "theme", theme);
      sent.theme = theme;
      const shown = good ?? state;
      handOrder(shown);
      if (call("load", shown.text) < 0) return null;
      for (const [name, values] of state.point) place1(name, values);
      if (state.point.size) call("evaluate");
    }
    return call("frame", place) < 0 ? null : result();
  }
  const place1 = (name, values) => place(name, values, base.get(name) ?? []);
  async function png(svg) {
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    try {
      await image.decode();
      const canvas = Object.assign(make("canvas"), { width: 2 * image.naturalWidth, height: 2 * image.naturalHeight });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
    } finally {
      URL.revokeObjectURL(image.src);
    }
  }
  // A ZIP file whose files are stored as they are.
  function zip(files) {
    const table = Uint32Array.from({ length: 256 }, (_, byte) => {
      for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? 0xedb88320 ^ (byte >>> 1) : byte >>> 1;
      return byte;
    });
    const pieces = [], entries = [];
    let offset = 0;
    for (const [name, bytes] of files) {
      let sum = ~0;
      for (const byte of bytes) sum = table[(sum ^ byte) & 255] ^ (sum >>> 8);
      const title = encoder.encode(name);
      // Version, names in UTF-8, stored, 1 January 1980, checksum, sizes, length of the name.
      const fields = new DataView(new ArrayBuffer(26));
      [[0, 20], [2, 0x800], [8, 33]].forEach(([at, value]) => fields.setUint16(at, value, true));
      [[10, ~sum >>> 0], [14, bytes.length], [18, bytes.length]].forEach(([at, value]) => fields.setUint32(at, value, true));
      fields.setUint16(22, title.length, true);
      const common = new Uint8Array(fields.buffer);
      pieces.push(Uint8Array.of(0x50, 0x4b, 3, 4), common, title, bytes);
      const place = new DataView(new ArrayBuffer(14));
      place.setUint32(10, offset, true);
      entries.push(Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0), common, new Uint8Array(place.buffer), title);
      offset += 30 + title.length + bytes.length;
    }
    const size = entries.reduce((sum, { length }) => sum + length, 0);
    const end = new DataView(new ArrayBuffer(22));
    end.setUint32(0, 0x06054b50, true);
    end.setUint16(8, files.length, true);
    end.setUint16(10, files.length, true);
    end.setUint32(12, size, true);
    end.setUint32(16, offset, true);
    return new Blob([...pieces, ...entries, end.buffer]);
  }
  const actions = {
    undo, redo,
    svg: () => guarded(() => {
      const svg = frame(host.place());
      if (svg) save(`${nameOfStep(host.step())}.svg`, svg, "image/svg+xml");
    }),
    png: async () => {
      const svg = guarded(() => frame(host.place()));
      if (svg) save(`${nameOfStep(host.step())}.png`, await png(svg), "image/png");
    },
    frames: () => guarded(() => {
      const files = [];
      for (let place = 0; place < host.picture().captions.length; place++) {
        const svg = frame(place);
        if (svg) files.push([`frame-${String(place).padStart(4, "0")}.svg`, encoder.encode(svg)]);
      }
      save(`${setup.name}.zip`, zip(files), "application/zip");
    }),
    file: () => guarded(() => {
      const text = player.classList.contains("stale") || call("file") < 0 ? state.text : result();
      save(`${setup.name}.txt`, text, "text/plain");
    }),
    link: async () => {
      if (!(await writeAddress())) return notify(words.tooLong);
      try {
        await navigator.clipboard.writeText(location.href);
        notify(words.copied);
      } catch {
        notify(words.notCopied);
      }
    },
  };
  find(".bar").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || button.disabled) return;
    actions[button.dataset.do]();
    if (button.closest(".menu")) find(".menu").open = false;
  });
  document.addEventListener("pointerdown", (event) => {
    const menu = find(".menu");
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });

  // MARK: the beginning

  editor.value = state.text;
  writeLines();
  showChoices();
  host.hidden = setup.isEmpty;
  // The picture has what the page leaves it.
  new ResizeObserver(([{ contentRect }]) => {
    host.style.setProperty("--above", `${Math.min(360, Math.round(contentRect.height))}px`);
  }).observe(document.querySelector(".lab"));
  // Without an engine there is nothing to change.
  function still() {
    notify(setup.isEmpty ? words.noEngineEmpty : words.noEngine);
    for (const element of document.querySelectorAll(".lab :is(.bar, .nudge, .values)")) element.hidden = true;
    find(".desk").style.gridTemplateColumns = "minmax(0, 1fr)";
    if (setup.isEmpty) find(".desk").hidden = true;
  }
  async function run() {
    try {
      await compile();
    } catch {
      return still();
    }
    editor.readOnly = false;
    document.documentElement.dataset.lab = "ready";
    if (await visit()) return;
    // The picture is that of the program: only what the engine knows beside it is shown.
    if (state.text.trim() || !setup.isEmpty) {
      guarded(() => {
        if (!read()) return;
        good = snapshot();
        showValues();
        markNodes();
      });
    }
  }
  requestAnimationFrame(() => setTimeout(run));
})();
