// Nodes of variables as sliders.

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
