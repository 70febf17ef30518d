// Answers tasks by the WebAssembly module, one a line in and out as JSON:
//
//     node Tests/Web/LabTests/answers.mjs .build/wasm/adviz.wasm tasks.jsonl [whole]
//
// Frames are SHA-256 digests, or whole where that is asked for.
import crypto from "node:crypto";
import fs from "node:fs";
import { answerTo, makeEngine } from "./engine.mjs";

const [modulePath, taskPath, isWhole] = process.argv.slice(2);
const engine = await makeEngine(await WebAssembly.compile(fs.readFileSync(modulePath)));
const sha256 = (text) => crypto.createHash("sha256").update(text).digest("hex");
for (const line of fs.readFileSync(taskPath, "utf8").split("\n").filter(Boolean)) {
  console.log(JSON.stringify(answerTo(JSON.parse(line), engine, isWhole ? undefined : sha256)));
}
