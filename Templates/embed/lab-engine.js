// The engine: made, called, and made anew after it has stopped.

const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];
let compiled = null, wasm = null, sent = {};

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
