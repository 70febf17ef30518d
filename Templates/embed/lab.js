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

  // The parts, one subject a file, in the order in which they need each other.
{{> lab-unpacking.js}}
{{> lab-engine.js}}
{{> lab-picture.js}}
{{> lab-undo.js}}
{{> lab-editor.js}}
{{> lab-values.js}}
{{> lab-nudge.js}}
{{> lab-nodes.js}}
{{> lab-choices.js}}
{{> lab-address.js}}
{{> lab-downloads.js}}

  // The beginning.

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
