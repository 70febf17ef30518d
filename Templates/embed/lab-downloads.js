// Downloads, and what the buttons of the bar do.

function save(name, bytes, type) {
  const link = make("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  return link;
}
const nameOfStep = (place) => `${setup.name}-${String(place).padStart(4, "0")}`;
// A frame in the colours of the page.
function frame(place) {
  const theme = isDark() ? "dark" : "light";
  if (sent.theme !== theme) {
    call("set_option", "theme", theme);
    sent.theme = theme;
    const shown = good ?? state;
    handOrder(shown);
    if (call("load", shown.text) < 0) return null;
    for (const [name, values] of state.point) place1(name, values);
    if (state.point.size) call("evaluate");
  }
  return call("frame", place) < 0 ? null : result();
}
const place1 = (name, values) => place(name, values, base.get(name) ?? []);
async function png(svg) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    await image.decode();
    const canvas = Object.assign(make("canvas"), { width: 2 * image.naturalWidth, height: 2 * image.naturalHeight });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(image.src);
  }
}
// A ZIP file whose files are stored as they are.
function zip(files) {
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? 0xedb88320 ^ (byte >>> 1) : byte >>> 1;
    return byte;
  });
  const pieces = [], entries = [];
  let offset = 0;
  for (const [name, bytes] of files) {
    let sum = ~0;
    for (const byte of bytes) sum = table[(sum ^ byte) & 255] ^ (sum >>> 8);
    const title = encoder.encode(name);
    // Version, names in UTF-8, stored, 1 January 1980, checksum, sizes, length of the name.
    const fields = new DataView(new ArrayBuffer(26));
    [[0, 20], [2, 0x800], [8, 33]].forEach(([at, value]) => fields.setUint16(at, value, true));
    [[10, ~sum >>> 0], [14, bytes.length], [18, bytes.length]].forEach(([at, value]) => fields.setUint32(at, value, true));
    fields.setUint16(22, title.length, true);
    const common = new Uint8Array(fields.buffer);
    pieces.push(Uint8Array.of(0x50, 0x4b, 3, 4), common, title, bytes);
    const place = new DataView(new ArrayBuffer(14));
    place.setUint32(10, offset, true);
    entries.push(Uint8Array.of(0x50, 0x4b, 1, 2, 20, 0), common, new Uint8Array(place.buffer), title);
    offset += 30 + title.length + bytes.length;
  }
  const size = entries.reduce((sum, { length }) => sum + length, 0);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, files.length, true);
  end.setUint16(10, files.length, true);
  end.setUint32(12, size, true);
  end.setUint32(16, offset, true);
  return new Blob([...pieces, ...entries, end.buffer]);
}
const actions = {
  undo, redo,
  svg: () => guarded(() => {
    const svg = frame(host.place());
    if (svg) save(`${nameOfStep(host.step())}.svg`, svg, "image/svg+xml");
  }),
  png: async () => {
    const svg = guarded(() => frame(host.place()));
    if (svg) save(`${nameOfStep(host.step())}.png`, await png(svg), "image/png");
  },
  frames: () => guarded(() => {
    const files = [];
    for (let place = 0; place < host.picture().captions.length; place++) {
      const svg = frame(place);
      if (svg) files.push([`frame-${String(place).padStart(4, "0")}.svg`, encoder.encode(svg)]);
    }
    save(`${setup.name}.zip`, zip(files), "application/zip");
  }),
  file: () => guarded(() => {
    const text = player.classList.contains("stale") || call("file") < 0 ? state.text : result();
    save(`${setup.name}.txt`, text, "text/plain");
  }),
  link: async () => {
    if (!(await writeAddress())) return notify(words.tooLong);
    try {
      await navigator.clipboard.writeText(location.href);
      notify(words.copied);
    } catch {
      notify(words.notCopied);
    }
  },
};
find(".bar").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || button.disabled) return;
  actions[button.dataset.do]();
  if (button.closest(".menu")) find(".menu").open = false;
});
document.addEventListener("pointerdown", (event) => {
  const menu = find(".menu");
  if (menu.open && !menu.contains(event.target)) menu.open = false;
});
