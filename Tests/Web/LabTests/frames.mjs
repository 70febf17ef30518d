// Writes what the WebAssembly module makes of an expression file, each frame on a line of its own as a JSON string:
//
//     node Tests/Web/LabTests/frames.mjs .build/wasm/adviz.wasm expr.txt
import fs from 'node:fs';

const [modulePath, expressionPath] = process.argv.slice(2);
const module = await WebAssembly.compile(fs.readFileSync(modulePath));
let exports;
// What the C library asks of a system: random bytes, which need not be random here, and output, of which there is none.
const system = {
  random_get: (start, count) => { new Uint8Array(exports.memory.buffer, start, count).fill(7); return 0; },
};
const imports = {};
for (const { module: from, name } of WebAssembly.Module.imports(module)) {
  (imports[from] ??= {})[name] = system[name] ?? (() => 0);
}
exports = (await WebAssembly.instantiate(module, imports)).exports;

const text = fs.readFileSync(expressionPath);
const start = exports.adviz_allocate(text.length);
new Uint8Array(exports.memory.buffer, start, text.length).set(text);
const result = () => {
  const first = exports.adviz_result();
  return new TextDecoder().decode(new Uint8Array(exports.memory.buffer, first, exports.adviz_result_count()));
};
const count = exports.adviz_load(start, text.length);
exports.adviz_free(start);
if (count < 0) {
  console.error(result());
  process.exit(1);
}
for (let index = 0; index < count; index++) {
  if (exports.adviz_frame(index) < 0) throw new Error(result());
  console.log(JSON.stringify(result()));
}
