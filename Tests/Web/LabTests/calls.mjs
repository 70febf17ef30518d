// Calls the WebAssembly module again and again, and writes how many bytes its memory has grown by after the first
// third, in which the allocator finds its places:
//
//     node Tests/Web/LabTests/calls.mjs .build/wasm/adviz.wasm 10000
import fs from "node:fs";
import { makeEngine } from "./engine.mjs";

const [modulePath, calls] = process.argv.slice(2);
const engine = await makeEngine(await WebAssembly.compile(fs.readFileSync(modulePath)));
engine.load("x = 2; f = x * sin(x)");
let start = 0;
for (let call = 0; call < Number(calls); call++) {
  if (call === Math.floor(Number(calls) / 3)) start = engine.memory();
  engine.setValue("x", 0, 2 + Math.sin(call));
  engine.evaluate();
  engine.step(call % 5);
  engine.values();
  engine.valueAt("x", 0, 3);
  if (call % 50 === 0) {
    engine.player();
    try { engine.load("f = nosuch(" + call); } catch { engine.diagnostics(); }
    engine.load("x = 2; f = x * sin(x)");
  }
}
console.log(engine.memory() - start);
