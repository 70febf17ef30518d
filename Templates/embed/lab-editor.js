// The editor, the mistakes in its text, and notices.

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
