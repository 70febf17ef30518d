// The address, which holds text, point and step.

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
