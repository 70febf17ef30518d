// Undo.

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
