// The WebAssembly module of adviz in Node.js or a browser: text goes in and comes out as UTF-8.

// What the C library asks of a system: random bytes, which need not be random here, and output, of which there is none.
const imports = (module, memory) => {
  const all = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (all[from] ??= {})[name] = name === "random_get"
      ? (start, count) => { new Uint8Array(memory().buffer, start, count).fill(7); return 0; } : () => 0;
  }
  return all;
};

export async function makeEngine(module) {
  let exports;
  exports = (await WebAssembly.instantiate(module, imports(module, () => exports.memory))).exports;
  const encoder = new TextEncoder(), decoder = new TextDecoder();

  // Hands texts over, calls, and gives their memory back.
  const withTexts = (texts, call) => {
    const places = texts.map((text) => {
      const bytes = encoder.encode(text), start = exports.adviz_allocate(bytes.length);
      new Uint8Array(exports.memory.buffer, start, bytes.length).set(bytes);
      return [start, bytes.length];
    });
    try {
      return call(...places.flat());
    } finally {
      for (const [start] of places) exports.adviz_free(start);
    }
  };
  const result = () => decoder.decode(
    new Uint8Array(exports.memory.buffer, exports.adviz_result(), exports.adviz_result_count()));
  const checked = (count) => {
    if (count < 0) throw new Error(result());
    return count;
  };
  const answer = (count) => { checked(count); return result(); };
  return {
    memory: () => exports.memory.buffer.byteLength,
    setOption: (name, value) => checked(withTexts([name, value], exports.adviz_set_option)),
    setOrder: (order) => checked(withTexts([order], exports.adviz_set_order)),
    load: (text) => checked(withTexts([text], exports.adviz_load)),
    diagnostics: () => JSON.parse(answer(exports.adviz_diagnostics())),
    setValue: (name, cell, value) =>
      checked(withTexts([name], (start, count) => exports.adviz_set_value(start, count, cell, value))),
    evaluate: () => checked(exports.adviz_evaluate()),
    valueAt: (name, cell, value) => withTexts([name], (start, count) => exports.adviz_value_at(start, count, cell, value)),
    values: () => JSON.parse(answer(exports.adviz_values())),
    player: () => answer(exports.adviz_player()),
    step: (index) => answer(exports.adviz_step(index)),
    frame: (index) => answer(exports.adviz_frame(index)),
    caption: (index) => answer(exports.adviz_caption(index)),
    speech: (index) => answer(exports.adviz_speech(index)),
    trace: () => answer(exports.adviz_trace()),
    file: () => answer(exports.adviz_file()),
  };
}

// What the module makes of a task: `text`, `values` that are set after it has been loaded, as [name, cell, value], and
// `options` by their names. `digest` shortens frames.
export function answerTo({ text, values = [], options = {} }, engine, digest = (frame) => frame) {
  for (const [name, value] of Object.entries(options)) engine.setOption(name, value);
  try {
    let count = engine.load(text);
    for (const [name, cell, value] of values) engine.setValue(name, cell, value);
    if (values.length) count = engine.evaluate();
    const all = (make) => Array.from({ length: count }, (_, index) => make(index));
    return {
      trace: engine.trace(), frames: all((index) => digest(engine.frame(index))), captions: all(engine.caption),
      speech: all(engine.speech), player: digest(engine.player()),
    };
  } catch (error) {
    return { error: error.message };
  }
}
