(() => {
  // All words of the script, for whoever translates them; those of buttons stand in snippet.mustache.
  const words = {
    language: "en", play: "Play", pause: "Pause", graph: "Graph; a node leads to its step",
    step: (number) => `Step ${number}`, stepOf: (number, last) => `Step ${number} of ${last}`,
    value: "Value", shape: "Shape", derivative: "Derivative", rule: "Rule",
    arrived: (count, expected) => ` (${count} of ${expected})`,
    waiting: "nothing has arrived yet", none: "none is propagated",
    openGroup: (name) => `Open group ${name}`, closeGroup: (name) => `Close group ${name}`,
    leaveOpen: (name) => `Leave only group ${name} open`,
  };

  const host = document.currentScript.previousElementSibling;
  // Where a shadow root cannot be declared in HTML, it is attached here.
  if (!host.shadowRoot) host.attachShadow({ mode: "open" }).append(host.querySelector("template").content);
  const root = host.shadowRoot;
  const find = (selector) => root.querySelector(selector);
  const findAll = (selector) => [...root.querySelectorAll(selector)];
  const make = (name, textContent = "", className = "") => Object.assign(document.createElement(name), { textContent, className });
  const isPage = host.hasAttribute("data-page");
  const player = find(".player"), stage = find(".stage"), tip = find(".tip"), slider = find("input");
  let whole = JSON.parse(unfold(find("script").textContent));
  whole.definitions = find("defs").innerHTML + whole.definitions;
  // What is shown: the whole page's picture, or that of another state of groups.
  let data = whole, last = Number(slider.max);
  const stillness = matchMedia("(prefers-reduced-motion: reduce)");
  const darkness = matchMedia("(prefers-color-scheme: dark)");
  let step = 0;
  {{#hasCells}}
  let cell = -1, restyled = [];
  {{/hasCells}}
  {{#hasQuestions}}
  // The question that is asked, and the count; null while none is.
  let asking = null;
  {{/hasQuestions}}

  // What was written before is not written again: behind ~ and | stands how far back it begins, less near and farther,
  // and how long it is.
  function unfold(text) {
    const digits = new Uint8Array(128);
    for (let code = 33, digit = 0; code < 126; code++) {
      if (!"\"&'<>\\`|".includes(String.fromCharCode(code))) digits[code] = digit++;
    }
    const bytes = [];
    for (let at = 0; at < text.length;) {
      const code = text.charCodeAt(at++);
      if (code !== 126 && code !== 124) {
        bytes.push(code);
        continue;
      }
      let back = 0;
      for (const end = at + (code === 126 ? 2 : 3); at < end;) back = back * 85 + digits[text.charCodeAt(at++)];
      for (let left = digits[text.charCodeAt(at++)] + 6; left > 0; left--) bytes.push(bytes[bytes.length - back]);
    }
    return new TextDecoder().decode(Uint8Array.from(bytes));
  }

  // What is to be seen at which steps: "3-7 9".
  const ranges = (text) => text.split(" ").map((range) => range.split("-").map(Number));
  const covers = (at, step) => at.some(([first, end = first]) => first <= step && step <= end);

  // What is drawn of each node, edge and derivative, and at which steps.
  let parts, owners, layers, rings, first, entries, numbers, nodes, bands;
  const rest = { pieces: [] };
  function load(picture) {
    data = picture;
    find("defs").innerHTML = data.definitions;
    for (const [name, svg] of Object.entries(data.bands)) find(`.${name} svg`).innerHTML = svg;
    {{#hasStates}}
    const setting = data.setting ?? groups?.setting;
    if (setting) set(setting);
    {{/hasStates}}
    parts = findAll(".graph :is(.node, .edge, .gradient)").map((element) => ({ element, pieces: [], isFar: false }));
    rest.pieces = [];
    owners = new Map(parts.map((part) => [part.element, part]));
    const pieces = findAll("[data-at]").map((element) => ({ element, at: ranges(element.dataset.at) }));
    for (const piece of pieces) (owners.get(piece.element.closest(".node, .edge, .gradient")) ?? rest).pieces.push(piece);
    layers = Object.entries(data.layers).map(([name, looks]) => ({
      element: find(`g.${name}`), looks: looks.map(([at, svg]) => ({ at: ranges(at), svg })),
    }));
    rings = pieces.map((piece) => ({ piece, ring: piece.element.matches(".ring") ? piece.element : piece.element.querySelector(".ring") }))
      .filter(({ ring }) => ring);
    first = [...rings].sort((one, other) => one.piece.at[0][0] - other.piece.at[0][0])[0];
    entries = findAll(".transcript li");
    // Places are counted from 0; steps keep their numbers where only some of them are here.
    numbers = entries.map((entry) => Number(entry.querySelector("a").hash.replace("#step-", "")));
    // The formulas of the page are text for whoever has no scripts.
    for (const [place, entry] of entries.entries()) {
      for (const [line, formula] of entry.querySelectorAll(".formula").entries()) {
        formula.innerHTML = data.captions[place].lines[line];
        formula.setAttribute("aria-hidden", "true");
      }
    }
    nodes = findAll(".node");
    bands = findAll(".band svg").map((svg) => ({ svg, name: svg.parentElement.classList[1], shown: "" }));
    last = Number(slider.max);
    find(".ticks").style.setProperty("--tick", last ? `calc((100% - 1px) / ${last})` : "100%");
    prepare();
  }
  const placeOf = (number) => Math.max(0, numbers.findLastIndex((other) => other <= number));

  const sentence = () => entries[step].querySelector(".words").textContent;

  // Shows a step: what is drawn, and what the controls say of it.
  function show(number, isMoving = false) {
    {{#isLab}}
    catchUp();
    {{/isLab}}
    recall();
    {{#hasCells}}
    if (cell >= 0) choose(-1);
    {{/hasCells}}
    step = Math.max(0, Math.min(last, number));
    draw(step);
    slider.value = step;
    slider.setAttribute("aria-valuetext", words.stepOf(numbers[step], data.last));
    slider.style.setProperty("--done", `${last ? (100 * step) / last : 0}%`);
    find(".count").textContent = `${numbers[step]} / ${data.last}`;
    for (const name of ["first", "back"]) find(`[data-do=${name}]`).disabled = step === 0;
    for (const name of ["next", "last"]) find(`[data-do=${name}]`).disabled = step === last;
    find(".transcript [aria-current]")?.removeAttribute("aria-current");
    entries[step].setAttribute("aria-current", "step");
    find(".now").textContent = `${words.step(numbers[step])}. ${sentence()}`;
    const { lines, prose } = data.captions[step];
    find(".said").innerHTML = prose;
    find(".card").innerHTML = lines.map((line) => `<div>${line}</div>`).join("");
    if (!tip.hidden) tell(tip.node);
    fit();
    follow(isMoving);
  }

  function draw(number) {
    for (const part of [rest, ...parts]) if (!part.isFar) drawPieces(part, number);
    for (const layer of layers) {
      const svg = layer.looks.filter((look) => covers(look.at, number)).map((look) => look.svg).join("");
      if (svg !== layer.svg) layer.element.innerHTML = layer.svg = svg;
    }
  }

  function drawPieces(part, number) {
    for (const piece of part.pieces) {
      const isSeen = covers(piece.at, number);
      {{#isLab}}
      if (isSeen && piece.late !== undefined) {
        piece.element.innerHTML = piece.late;
        piece.late = undefined;
      }
      {{/isLab}}
      if (isSeen === piece.isSeen) continue;
      piece.isSeen = isSeen;
      piece.element.setAttribute("visibility", isSeen ? "visible" : "hidden");
    }
  }

  // The number of a step on its way from the operation to the operand.
  let sent = null;
  function recall() {
    if (!sent) return;
    cancelAnimationFrame(sent.frame);
    sent.element.remove();
    sent = null;
  }
  function send() {
    const [edge, svg] = data.travels[step] ?? [];
    const path = edge && find(`.currentEdge [data-edge="${edge}"] path`);
    if (!path || stillness.matches) return;
    const lane = find(".graph svg");
    const element = document.createElementNS(lane.namespaceURI, "g");
    element.setAttribute("class", "travel");
    element.innerHTML = svg;
    lane.append(element);
    const [length, begin] = [path.getTotalLength(), performance.now()];
    const duration = Math.min(1000, 0.4 * time());
    const run = (now) => {
      const time = Math.max(0, Math.min(1, (now - begin) / duration));
      const { x, y } = path.getPointAtLength(length * (1 - time * time * (3 - 2 * time)));
      element.setAttribute("transform", `translate(${x} ${y})`);
      if (time === 1) recall();
      else sent.frame = requestAnimationFrame(run);
    };
    sent = { element, frame: 0 };
    run(begin);
  }

  // Moves on the reader's wish: the address follows.
  function go(number) {
    const isNext = number === step + 1;
    show(number, true);
    if (isNext) send();
    note();
  }
  // The step in the address, where the page has one: in a frame without an address of its own it may not be changed.
  function note() {
    {{#isLab}}
    host.dispatchEvent(new Event("step"));
    {{/isLab}}
    {{^isLab}}
    if (!isPage) return;
    try {
      history.replaceState(null, "", `#step-${numbers[step]}`);
    } catch { /* The step is shown all the same. */ }
    {{/isLab}}
  }

  // Playing. While it is read aloud, a step ends with its sentence; a voice that never ends is not waited for.
  let timer = null;
  const speed = () => Number(find("select").value);
  const time = () => (1000 * (data.seconds[step] ?? data.seconds[0])) / speed();
  function play(isOn) {
    clearTimeout(timer);
    silence();
    timer = null;
    if (isOn) {
      if (step === last) go(0);
      timer = setTimeout(advance, isReading ? 60000 : time());
      if (isReading) say(advance);
    }
    player.classList.toggle("playing", isOn);
    find("[data-do=play]").setAttribute("aria-label", isOn ? words.pause : words.play);
  }
  function advance() {
    clearTimeout(timer);
    go(step + 1);
    play(step < last);
    if (isReading && !timer) say();
  }
  function move(number) {
    play(false);
    go(number);
  }

  // Reading aloud, by the voices of the browser.
  const speech = window.speechSynthesis, reader = find("[data-do=read]");
  let isReading = false, saying = null;
  function say(then = () => {}, text = sentence()) {
    silence();
    const now = saying = Object.assign(new SpeechSynthesisUtterance(text), { lang: words.language, rate: speed() });
    const end = (next) => {
      if (saying !== now) return;
      saying = null;
      next();
    };
    now.onend = () => end(then);
    now.onerror = () => end(() => play(false));
    speech.speak(now);
  }
  function silence() {
    if (saying) speech.cancel();
    saying = null;
  }
  function read() {
    isReading = !isReading;
    reader.setAttribute("aria-pressed", isReading);
    if (timer) play(true);
    else if (isReading) say();
    else silence();
  }
  const offerVoices = () => { reader.hidden = !speech?.getVoices().length; };
  speech?.addEventListener("voiceschanged", offerVoices);
  offerVoices();
  document.addEventListener("visibilitychange", () => { if (isReading) play(false); });

  // Where there is little room, the strips stand by themselves, each as large as may be.
  function fit() {
    const page = Number(find(".heading svg").dataset.wide.split(" ")[2]);
    const isTight = host.clientWidth / page < 0.55;
    player.classList.toggle("tight", isTight);
    player.classList.toggle("narrow", host.clientWidth < 560);
    for (const band of bands) {
      const { svg, name } = band;
      let box = isTight ? svg.dataset.tight : svg.dataset.wide;
      let [style, place] = ["", ""];
      // A strip of no height holds nothing.
      const isEmpty = !Number(svg.dataset.wide.split(" ")[3]);
      svg.parentElement.hidden = isEmpty;
      if (isEmpty || (isTight && (name === "heading" || name === "caption"))) continue;
      if (isTight && name === "graph") {
        const [x, y, width, height] = box.split(" ").map(Number);
        box = [x - 12, y - 12, width + 24, height + 24].join(" ");
        const room = svg.parentElement.clientWidth;
        style = `width: ${Math.max(room, room / width < 0.36 ? width * 0.5 : 0)}px`;
      } else if (isTight) {
        const [, y, , height] = box.split(" ").map(Number);
        const { x, width } = area(svg, svg.querySelector("g"));
        // Outlines are half outside of what they enclose.
        box = [x - 4, y - 2, Math.max(width + 8, 1), height + 4].join(" ");
        style = `height: ${height * 0.7 + 3}px`;
        place = "xMinYMid";
      }
      // What stays is not touched: a large graph would be drawn again.
      const shown = [box, style, place].join("; ");
      if (shown === band.shown) continue;
      band.shown = shown;
      svg.style.cssText = style;
      if (place) svg.setAttribute("preserveAspectRatio", place);
      svg.setAttribute("viewBox", box);
    }
  }

  // Where an element lies from left to right, in the units of its picture: a group around it may have a scale.
  function area(svg, element) {
    const { x, width } = element.getBBox();
    const [outer, inner] = [svg.getScreenCTM(), element.getScreenCTM()];
    if (!outer || !inner) return { x, width };
    const scale = inner.a / outer.a;
    return { x: (inner.e - outer.e) / outer.a + scale * x, width: scale * width };
  }

  // Keeps what the step is about in sight where the graph is larger than its place.
  function follow(isMoving = false) {
    const place = find(".graph");
    if (place.scrollWidth <= place.clientWidth && place.scrollHeight <= place.clientHeight) {
      parts.forEach(uncover);
      return;
    }
    // Before the first step it is what that is about, and at the end what the step before was about.
    const current = (rings.find(({ piece }) => covers(piece.at, step)) ?? rings.find(({ piece }) => step === last && covers(piece.at, step - 1)) ?? first)?.ring;
    // What must be seen first: the derivative that grows, the node it belongs to, the edge, the operation.
    const id = data.receivers[step];
    const subjects = [
      id !== null && find(`.gradient[data-gradient="${id}"]`), id !== null && find(`.node[data-node="${id}"]`),
      [...findAll(".currentEdge .edge")].find((edge) => edge.querySelector("[data-at]:not([visibility=hidden])")), current,
    ].filter(Boolean);
    if (!subjects.length) return cull();
    for (const subject of subjects) uncover(owners.get(subject.closest(".node, .edge, .gradient")));
    const frame = place.getBoundingClientRect();
    let box;
    for (const subject of subjects) {
      const { left, top, right, bottom } = bounds(subject);
      const all = box
        ? { left: Math.min(left, box.left), top: Math.min(top, box.top), right: Math.max(right, box.right), bottom: Math.max(bottom, box.bottom) }
        : { left, top, right, bottom };
      if (box && (all.right - all.left > frame.width - 16 || all.bottom - all.top > frame.height - 16)) continue;
      box = all;
    }
    const left = (box.left + box.right) / 2 - frame.x - frame.width / 2;
    const top = (box.top + box.bottom) / 2 - frame.y - frame.height / 2;
    const isNear = Math.abs(left) < 2 * frame.width && Math.abs(top) < 2 * frame.height;
    place.scrollBy({ left, top, behavior: isMoving && isNear && !stillness.matches ? "smooth" : "auto" });
    cull();
  }

  // Where what is drawn of something is to be seen, on the screen.
  function bounds(element) {
    const shown = [...element.querySelectorAll("path, rect, circle")].filter((shape) => !shape.closest("[visibility=hidden], .reach"));
    const boxes = (shown.length ? shown : [element]).map((shape) => shape.getBoundingClientRect());
    const least = (side) => Math.min(...boxes.map((box) => box[side])), most = (side) => Math.max(...boxes.map((box) => box[side]));
    return { left: least("left"), top: least("top"), right: most("right"), bottom: most("bottom") };
  }

  // Of a graph much larger than its place only what is near is drawn: at each step a browser goes through all of it.
  function cull() {
    const place = find(".graph"), svg = place.querySelector("svg");
    const [frame, drawn, view] = [place.getBoundingClientRect(), svg.getBoundingClientRect(), svg.viewBox.baseVal];
    const scale = view.width / drawn.width;
    const left = view.x + (frame.x - drawn.x - frame.width / 2) * scale, right = left + 2 * frame.width * scale;
    const top = view.y + (frame.y - drawn.y - frame.height / 2) * scale, bottom = top + 2 * frame.height * scale;
    for (const part of parts) {
      const { x, y, width, height } = part.box ??= part.element.getBBox();
      if (x > right || x + width < left || y > bottom || y + height < top) {
        if (!part.isFar) part.element.style.display = "none";
        part.isFar = true;
      } else {
        uncover(part);
      }
    }
  }
  function uncover(part) {
    if (!part?.isFar) return;
    part.isFar = false;
    part.element.style.display = "";
    drawPieces(part, step);
  }
  find(".graph").addEventListener("scroll", cull);

  // What is told of a node.
  function tell(element) {
    const node = data.nodes[element.dataset.node];
    const arrived = node.adjoints.filter((adjoint) => adjoint.step <= numbers[step]).at(-1);
    const facts = [[words.value, node.value], [words.shape, node.shape]];
    if (node.adjoints.length) {
      const parts = node.expected > 1 ? words.arrived(arrived?.arrived ?? 0, node.expected) : "";
      const [html, spoken] = arrived?.text ?? [words.waiting, words.waiting];
      facts.push([words.derivative, [html + parts, spoken + parts]]);
    } else {
      facts.push([words.derivative, [words.none, words.none]]);
    }
    {{#hasQuestions}}
    if (!asking)
    {{/hasQuestions}}
    for (const [index, rule] of node.rules.entries()) facts.push([index ? "" : words.rule, rule]);
    // A formula for the eye, and in words for the ear.
    const formula = (name, [html, spoken]) => {
      const element = make(name), seen = make("span");
      seen.innerHTML = html;
      seen.setAttribute("aria-hidden", "true");
      element.append(seen, make("span", spoken, "ears"));
      return element;
    };
    const list = make("dl");
    for (const [name, text] of facts) if (text) list.append(make("dt", name), formula("dd", text));
    tip.replaceChildren(formula("strong", node.name), " ", make("span", node.kind, "kind"), list);
    tip.node = element;
    tip.hidden = false;
    const [box, frame] = [element.firstElementChild.getBoundingClientRect(), stage.getBoundingClientRect()];
    const left = box.x + box.width / 2 - frame.x - tip.offsetWidth / 2;
    tip.style.left = `${Math.max(0, Math.min(frame.width - tip.offsetWidth, left))}px`;
    const above = box.y - frame.y - tip.offsetHeight - 12;
    tip.style.top = `${above >= 0 ? above : box.bottom - frame.y + 12}px`;
  }
  const hush = () => { tip.hidden = true; };

  // Nodes are one stop of the tab key; the arrows up and down lead from one to the next.
  function settle(element) {
    for (const node of nodes) node.setAttribute("tabindex", node === element ? "0" : "-1");
  }
  // Makes what was loaded answer to pointer and keys.
  function prepare() {
    for (const node of nodes) {
      const told = data.nodes[node.dataset.node];
      node.setAttribute("role", "button");
      node.setAttribute("aria-label", told.spoken);
      node.setAttribute("aria-describedby", tip.id);
      node.addEventListener("pointerenter", () => tell(node));
      node.addEventListener("pointerleave", hush);
      node.addEventListener("focus", () => { settle(node); tell(node); });
      node.addEventListener("blur", hush);
    }
    settle(nodes[0]);
    find(".graph svg").setAttribute("role", "group");
    find(".graph svg").setAttribute("aria-label", words.graph);
    for (const svg of findAll(".band:not(.graph) svg")) svg.setAttribute("aria-hidden", "true");
    // A wider line that takes the pointer, along each edge.
    for (const edge of findAll(".edge")) {
      const line = edge.querySelector("path").cloneNode();
      for (const name of ["stroke", "stroke-width", "fill"]) line.removeAttribute(name);
      line.setAttribute("class", "reach");
      edge.append(line);
    }
  }

  {{#hasCells}}
  // A click on a cell of the derivative that grows tells how it comes about; the key c leads from one to the next.
  const shown = (selector) => findAll(selector).filter((element) => !element.closest("[visibility=hidden]"));
  const receiving = () => shown(`.gradient[data-gradient="${data.receivers[step]}"] .cell`);
  function choose(number) {
    for (const [element, stroke, width] of restyled) {
      element.setAttribute("stroke", stroke);
      element.setAttribute("stroke-width", width);
    }
    restyled = [];
    cell = number;
    hush();
    const told = data.captions[step].cells?.[number];
    if (!told) return;
    const [html, spoken, sources] = told;
    const mark = (elements, isMeant) => {
      for (const element of elements) {
        restyled.push([element, element.getAttribute("stroke"), element.getAttribute("stroke-width")]);
        const isMarked = isMeant(Number(element.dataset.cell));
        element.setAttribute("stroke", `var(--${isMarked ? "accent" : "line"})`);
        element.setAttribute("stroke-width", isMarked ? 2.6 : 0.9);
      }
    };
    const receivers = receiving();
    mark(receivers, (index) => index === number);
    mark(shown(`.edge[data-edge="${data.travels[step]?.[0]}"] .cell`), (index) => sources.includes(index));
    const line = make("div");
    line.innerHTML = html;
    line.setAttribute("aria-hidden", "true");
    tip.replaceChildren(line, make("span", spoken, "ears"));
    tip.node = null;
    tip.hidden = false;
    find(".now").textContent = spoken;
    const place = receivers.find((element) => Number(element.dataset.cell) === number) ?? stage;
    const [box, frame] = [place.getBoundingClientRect(), stage.getBoundingClientRect()];
    const left = box.x + box.width / 2 - frame.x - tip.offsetWidth / 2;
    tip.style.left = `${Math.max(0, Math.min(frame.width - tip.offsetWidth, left))}px`;
    tip.style.top = `${box.bottom - frame.y + 12}px`;
  }
  stage.addEventListener("click", (event) => {
    const target = event.target.closest(".cell");
    if (!target || !receiving().includes(target)) return;
    event.stopPropagation();
    play(false);
    choose(Number(target.dataset.cell));
  }, true);
  {{/hasCells}}
  stage.addEventListener("click", (event) => {
    const toggle = event.target.closest(".toggle");
    const subject = event.target.closest("[data-step]");
    if (toggle) turnTo(toggle.dataset.state, toggle.dataset.group);
    else if (subject) move(Number(subject.dataset.step));
    else if (host.hasAttribute("data-presenting") && !event.target.closest(".leave")) move(step + 1);
  });
  find(".leave").addEventListener("click", () => present(false));

  // A swipe to the left is a step forward, to the right one back; a graph that can be scrolled that way scrolls.
  let touch = null;
  const scrolled = () => find(".graph").scrollLeft;
  stage.addEventListener("touchstart", (event) => {
    const [{ clientX: x, clientY: y }] = event.touches;
    touch = event.touches.length > 1 ? null : { x, y, time: event.timeStamp, at: scrolled() };
  }, { passive: true });
  stage.addEventListener("touchend", (event) => {
    const begun = touch, [{ clientX, clientY }] = event.changedTouches;
    touch = null;
    if (!begun || event.timeStamp - begun.time > 800 || Math.abs(scrolled() - begun.at) > 2) return;
    const [x, y] = [clientX - begun.x, clientY - begun.y];
    if (Math.abs(x) > 40 && Math.abs(x) > 2 * Math.abs(y)) move(step + (x < 0 ? 1 : -1));
  });

  // Light or dark.
  const isDark = () => (host.dataset.theme ? host.dataset.theme === "dark" : darkness.matches);
  const nameTheme = () => find("[data-do=theme]").setAttribute("aria-pressed", isDark());
  function turn() {
    host.dataset.theme = isDark() ? "light" : "dark";
    nameTheme();
  }
  darkness.addEventListener("change", nameTheme);

  // Presenting.
  function present(isOn) {
    host.toggleAttribute("data-presenting", isOn);
    find(".leave").hidden = !isOn;
    // Where there is no full screen, or it is refused, a button leads back.
    if (isOn) host.requestFullscreen?.().then(() => { find(".leave").hidden = true; }, () => {});
    else if (document.fullscreenElement === host) document.exitFullscreen();
    stage.tabIndex = -1;
    if (isOn) stage.focus();
    else find("[data-do=present]").focus();
    show(step);
  }
  document.addEventListener("fullscreenchange", () => {
    if (document.fullscreenElement !== host && host.hasAttribute("data-presenting")) present(false);
  });

  {{^isLab}}
  // This step as a file, in the colours of the page.
  function save() {
    const [width, height] = data.setting?.page ?? [{{pageWidth}}, {{pageHeight}}];
    const picture = document.createElementNS(find("defs").namespaceURI, "svg");
    for (const [name, value] of Object.entries({ viewBox: `0 0 ${width} ${height}`, width, height })) picture.setAttribute(name, value);
    parts.forEach(uncover);
    picture.innerHTML = `<title>${find("h1, p").innerHTML}</title><path fill="var(--background)" d="M0 0h${width}v${height}H0z"/>`;
    picture.append(find("defs").cloneNode(true));
    for (const band of findAll(".band svg")) picture.append(...[...band.children].map((layer) => layer.cloneNode(true)));
    for (const element of picture.querySelectorAll("[visibility=hidden], .reach, .toggles, .travel")) element.remove();
    const style = getComputedStyle(host);
    const text = new XMLSerializer().serializeToString(picture).replace(/var\((--\w+)\)/g, (_, name) => style.getPropertyValue(name).trim());
    const link = make("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    link.download = `step-${numbers[step]}.svg`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }
  {{/isLab}}
  const actions = {
    {{^isLab}}
    save,
    {{/isLab}}
    first: () => move(0), back: () => move(step - 1), next: () => move(step + 1), last: () => move(last),
    play: () => play(!timer), read, theme: turn, keys: () => listen(!hasKeys), present: () => present(!host.hasAttribute("data-presenting")),
  };
  find(".controls").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) actions[button.dataset.do]();
  });
  find("select").addEventListener("change", () => { if (timer) play(true); });
  slider.addEventListener("input", () => move(Number(slider.value)));
  slider.style.setProperty("--done", "0%");
  find(".transcript").addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    move(entries.indexOf(link.parentElement));
  });

{{#hasStates}}
  // Groups: all closed, all open, and each open alone.
  let groups = whole.groups;
  let state = groups?.states[0];
  const holds = (name) => groups.states.find((other) => other.names.includes(name));
  {{#isLab}}
  // Any groups may be open and closed: who draws the picture is asked for another.
  function turnTo(name, path = "") {
    play(false);
    host.dispatchEvent(new CustomEvent("group", { detail: { name, path } }));
  }
  {{/isLab}}
  {{^isLab}}
  function turnTo(name, path = "") {
    const next = holds(name);
    if (!next || next === state) return;
    play(false);
    recall();
    hush();
    const shown = state.steps[step];
    const places = new Map(nodes.map((node) => [node.dataset.node, node.firstElementChild.getBoundingClientRect()]));
    state = next;
    load(next.picture ?? whole);
    show(next.frames[shown] ?? 0);
    glide(places);
    offer();
    const toggles = findAll(".toggle");
    (toggles.find((toggle) => toggle.dataset.group === path) ?? find(`[data-do=${name}]`))?.focus();
    note();
  }
  {{/isLab}}
  // What stays moves from where it was to where it is.
  function glide(places) {
    if (stillness.matches) return;
    const scale = find(".graph svg").getScreenCTM().a || 1;
    for (const node of nodes) {
      const [old, now] = [places.get(node.dataset.node), node.firstElementChild.getBoundingClientRect()];
      if (!old) continue;
      const [x, y] = [(old.x + old.width / 2 - now.x - now.width / 2) / scale, (old.y + old.height / 2 - now.y - now.height / 2) / scale];
      node.animate([{ transform: `translate(${x}px, ${y}px)` }, { transform: "none" }], { duration: 350, easing: "ease-in-out" });
    }
  }
  // What of the page depends on the state.
  function set({ page, bands, graph, steps }) {
    player.style.setProperty("--ratio", `${page[0]} / ${page[1]}`);
    for (const [name, [wide, tight, share]] of Object.entries(bands)) {
      const svg = find(`.${name} svg`);
      Object.assign(svg.dataset, { wide, tight });
      svg.parentElement.style.setProperty("--share", `${share}%`);
    }
    slider.max = steps.length - 1;
    find(".transcript > .words").textContent = graph;
    find(".transcript ol").replaceChildren(...steps.map(({ number, lines, spoken }) => {
      const entry = make("li");
      entry.append(Object.assign(make("a", words.step(number)), { href: `#step-${number}` }));
      entry.append(...lines.map((line) => make("span", line, "formula")), make("span", spoken, "words"));
      return entry;
    }));
  }
  // A button on each closed node and on each hull.
  function offer() {
    {{#isLab}}
    if (!host.clientWidth) return;
    {{/isLab}}
    {{^isLab}}
    if (!groups) return;
    {{/isLab}}
    const svg = find(".graph svg");
    const focused = root.activeElement?.closest(".toggle")?.dataset.group;
    find(".toggles")?.remove();
    const lane = document.createElementNS(svg.namespaceURI, "g");
    lane.setAttribute("class", "toggles");
    svg.append(lane);
    const back = svg.getScreenCTM().inverse();
    const add = (name, group, isOpen, label, x, y) => {
      {{^isLab}}
      if (!holds(name) || holds(name) === state) return;
      {{/isLab}}
      const toggle = document.createElementNS(svg.namespaceURI, "g");
      toggle.setAttribute("transform", `translate(${x} ${y})`);
      toggle.innerHTML = `<circle class="hit" r="15"/><circle r="9"/><path d="M-4 0h8${isOpen ? "" : "M0 -4v8"}"/>`;
      for (const [key, value] of Object.entries({ class: "toggle", role: "button", tabindex: 0, "aria-label": label, "aria-expanded": isOpen })) {
        toggle.setAttribute(key, value);
      }
      Object.assign(toggle.dataset, { state: name, group });
      lane.append(toggle);
    };
    for (const hull of findAll(".hull")) {
      {{#isLab}}
      const group = hull.dataset.group, isAlone = true, name = "closed";
      {{/isLab}}
      {{^isLab}}
      const group = hull.dataset.group, isAlone = !state.names.includes("open");
      const parent = groups.parents[group];
      const name = !isAlone ? `alone:${group}` : parent && holds(`alone:${parent}`) ? `alone:${parent}` : "closed";
      {{/isLab}}
      const box = (hull.querySelector("g[fill]") ?? hull).getBoundingClientRect();
      const { x, y } = new DOMPoint(box.x, box.y + box.height / 2).matrixTransform(back);
      add(name, group, true, isAlone ? words.closeGroup(group) : words.leaveOpen(group), x - 12, y);
    }
    for (const node of nodes) {
      const { group } = data.nodes[node.dataset.node];
      if (!group) continue;
      // Where it is in the picture, also while it moves there.
      const { x, y, width } = node.querySelector("rect").getBBox();
      add(`alone:${group}`, group, false, words.openGroup(group), x + width - 3, y + 3);
    }
    // What had the focus keeps it.
    if (focused) findAll(".toggle").find((toggle) => toggle.dataset.group === focused)?.focus();
    {{#isLab}}
    const [hasOpen, hasClosed] = [!!find(".hull"), Object.values(data.nodes).some((node) => node.group)];
    for (const [name, isSo] of [["open", !hasClosed], ["closed", !hasOpen]]) {
      const button = find(`[data-do=${name}]`);
      button.hidden = !hasOpen && !hasClosed;
      button.setAttribute("aria-pressed", isSo);
    }
    {{/isLab}}
    {{^isLab}}
    for (const name of ["open", "closed"]) find(`[data-do=${name}]`).setAttribute("aria-pressed", state.names.includes(name));
    {{/isLab}}
  }
  {{#isLab}}
  Object.assign(actions, { open: () => turnTo("open"), closed: () => turnTo("closed") });
  {{/isLab}}
  if (groups) {
    // The first state is as the page has it.
    groups.setting = {
      page: [{{pageWidth}}, {{pageHeight}}], graph: find(".transcript > .words").textContent,
      bands: Object.fromEntries(findAll(".band").map((band) => {
        const { wide, tight } = band.querySelector("svg").dataset;
        return [band.classList[1], [wide, tight, parseFloat(band.style.getPropertyValue("--share"))]];
      })),
      steps: findAll(".transcript li").map((entry) => ({
        number: Number(entry.querySelector("a").hash.replace("#step-", "")), spoken: entry.querySelector(".words").textContent,
        lines: [...entry.querySelectorAll(".formula")].map((line) => line.textContent),
      })),
    };
    Object.assign(actions, { open: () => turnTo("open"), closed: () => turnTo("closed") });
  }
{{/hasStates}}
{{^hasStates}}
  const groups = null, offer = () => {};
{{/hasStates}}

  // Keys that are characters can be turned off: they may mean something else to who speaks to the computer.
  let hasKeys = true;
  function listen(isOn, isKept = true) {
    hasKeys = isOn;
    find("[data-do=keys]").setAttribute("aria-pressed", isOn);
    try {
      if (isKept) localStorage.setItem("adviz-keys", isOn ? "on" : "off");
    } catch { /* Where nothing can be stored, it holds for this page. */ }
  }
  try {
    if (localStorage.getItem("adviz-keys") === "off") listen(false, false);
  } catch { /* A frame without storage. */ }

  // Keys: on a page of its own wherever the focus is, elsewhere only while it is within.
  let typed = "", typing = null;
  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.composedPath()[0];
    if (target instanceof HTMLSelectElement || (target instanceof HTMLInputElement && target !== slider)) return;
    const node = target.closest?.(".node"), toggle = target.closest?.(".toggle");
    if (event.key.length === 1 && event.key !== " " && !hasKeys) return;
    {{#hasCells}}
    if (event.key === "c") choose((cell + 1) % (data.captions[step].cells?.length || 1));
    {{/hasCells}}
    const isPressable = target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement || target.tagName === "SUMMARY";
    const act = {
      ArrowRight: actions.next, ArrowLeft: actions.back, PageDown: actions.next, PageUp: actions.back,
      Home: actions.first, End: actions.last, p: actions.present, d: actions.theme, q: actions.predict,
    }[event.key];
    if (toggle && (event.key === "Enter" || event.key === " ")) {
      turnTo(toggle.dataset.state, toggle.dataset.group);
    } else if (node && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const next = nodes[nodes.indexOf(node) + (event.key === "ArrowDown" ? 1 : -1)];
      uncover(owners.get(next));
      next?.focus();
    } else if (node && (event.key === "Enter" || event.key === " ")) {
      if (node.dataset.step) move(Number(node.dataset.step));
    } else if (event.key === "Escape") {
      if (!tip.hidden) hush();
      else if (host.hasAttribute("data-presenting")) present(false);
      else return;
    } else if (event.key === " " && !isPressable) {
      actions.play();
    } else if (/^[0-9]$/.test(event.key)) {
      clearTimeout(typing);
      typed = Number(typed + event.key) <= data.last ? typed + event.key : event.key;
      typing = setTimeout(() => { typed = ""; }, 900);
      move(placeOf(Number(typed)));
    } else if (act) {
      act();
    } else {
      return;
    }
    // What is used here turns no slide and no page around the player.
    event.preventDefault();
    event.stopPropagation();
  }
  (isPage ? document : host).addEventListener("keydown", press);

  // #step-7 in the address.
  function visit() {
    {{#isLab}}
    if (location.hash.startsWith("#lab=")) return;
    {{/isLab}}
    const found = /^#step-(\d+)$/.exec(location.hash);
    if (found) show(placeOf(Number(found[1])));
  }
  if (isPage) addEventListener("hashchange", () => { play(false); visit(); });

  // On paper: a picture of each step, made when it is asked for.
  addEventListener("beforeprint", () => {
    {{#isLab}}
    catchUp();
    {{/isLab}}
    recall();
    const sheet = find(".sheet");
    const current = step;
    parts.forEach(uncover);
    const [width, height] = data.setting?.page ?? [{{pageWidth}}, {{pageHeight}}];
    const box = `0 0 ${width} ${height}`;
    sheet.replaceChildren(...entries.map((entry, number) => {
      draw(number);
      const picture = find(".graph svg").cloneNode();
      picture.setAttribute("viewBox", box);
      picture.removeAttribute("style");
      for (const band of findAll(".band svg")) picture.append(...[...band.children].map((layer) => layer.cloneNode(true)));
      for (const element of picture.querySelectorAll("[visibility=hidden], .reach, .toggles")) element.remove();
      for (const node of picture.querySelectorAll(".node")) node.removeAttribute("tabindex");
      const figure = make("figure"), caption = make("figcaption");
      caption.innerHTML = `${words.step(numbers[number])}. ${data.captions[number].prose}`;
      figure.append(picture, caption);
      return figure;
    }));
    draw(current);
    sheet.hidden = false;
    player.classList.add("printing");
  });
  addEventListener("afterprint", () => {
    player.classList.remove("printing");
    find(".sheet").replaceChildren();
  });

  {{#hasQuestions}}
{{> predict.js}}
  {{/hasQuestions}}
  {{#isLive}}
  // Another picture of the same file: the step, and what the reader has chosen, stay. Where there are fewer steps, the
  // last is shown; when there are as many again, that step.
  let wish = null;
  const offerStates = () => {
    {{^isLab}}
    for (const name of ["open", "closed"]) find(`[data-do=${name}]`)?.toggleAttribute("hidden", !groups);
    {{/isLab}}
  };
  host.redraw = ({ title, spokenTitle, isWide, data: picture }{{#isLab}}, change{{/isLab}}) => {
    {{#isLab}}
    if (change === "values" && renew(picture, title, spokenTitle)) return;
    const places = change === "groups" ? new Map(nodes.map((node) => [node.dataset.node, node.firstElementChild.getBoundingClientRect()])) : null;
    const toggled = root.activeElement?.closest(".toggle")?.dataset.group;
    {{/isLab}}
    const number = wish?.place === step ? wish.number : numbers[step];
    const names = state?.names ?? [], focused = root.activeElement?.closest(".node")?.dataset.node;
    recall();
    hush();
    whole = picture;
    groups = whole.groups;
    state = groups?.states.find((other) => other.names.some((name) => names.includes(name))) ?? groups?.states[0];
    load(state?.picture ?? whole);
    document.title = find(".name").textContent = title;
    player.setAttribute("aria-label", spokenTitle);
    find(".sheet").classList.toggle("wide", isWide);
    show(placeOf(number));
    wish = { number, place: step };
    offer();
    offerStates();
    if (focused) find(`.node[data-node="${focused}"]`)?.focus();
    {{#isLab}}
    if (places) glide(places);
    if (toggled) findAll(".toggle").find((toggle) => toggle.dataset.group === toggled)?.focus();
    {{/isLab}}
    note();
  };
  {{/isLive}}
  {{#isLab}}
  // For the script around the player: the number of the step and its place, another step, and the picture.
  host.step = () => numbers[step];
  host.place = () => step;
  host.showStep = (number) => show(placeOf(number));
  host.picture = () => data;

  // The parts of the graph as text: what stands before each, and what is in it.
  function cut(svg) {
    const found = [], tag = /<(\/?)g\b([^>]*)>/g;
    let depth = 0;
    for (let match; (match = tag.exec(svg));) {
      if (!match[1]) depth++;
      if (depth === 2) {
        if (match[1]) found.at(-1).inner = svg.slice(found.at(-1).start, match.index);
        else found.push({ head: match[2], start: tag.lastIndex, inner: "" });
      }
      if (match[1]) depth--;
    }
    return found;
  }
  // What of a part is seen at which steps, and what at all.
  function cutPart(inner) {
    const found = [], tag = /<(\/?)g\b([^>]*)>/g;
    let depth = 0, start = 0, piece = null;
    for (let match; (match = tag.exec(inner));) {
      if (!match[1]) {
        if (!depth++ && match[2].startsWith(" data-at=")) {
          found.push({ at: "", svg: inner.slice(start, match.index) });
          piece = { at: match[2] };
          start = tag.lastIndex;
        }
      } else if (!--depth && piece) {
        piece.svg = inner.slice(start, match.index);
        found.push(piece);
        piece = null;
        start = tag.lastIndex;
      }
    }
    return [...found, { at: "", svg: inner.slice(start) }];
  }
  const shapeOf = ({ setting, captions, bands }) => setting && JSON.stringify([setting.page.map((side) => side.toFixed(2)), setting.bands, captions.length, Object.keys(bands)]);
  let units = null, shape = null;

  // Shows other numbers in the picture that is there, if nothing else differs. What is seen at this step is changed at
  // once; pieces of other steps when they are shown, and lists and labels when the reader rests or goes on.
  function renew(picture, title, spokenTitle) {
    const known = data.setting ? shapeOf(data) : shape ??= shapeOf({ ...data, setting: firstSetting(picture) });
    if (!known || shapeOf(picture) !== known) return false;
    if (units?.of !== data.bands.graph) {
      const elements = findAll(".graph svg > g:not(.toggles, .travel) > *");
      units = cut(data.bands.graph).map((unit, index) => ({ ...unit, element: elements[index] }));
      if (units.length !== elements.length) units = [];
      loose.clear();
      addDefinitions.last = null;
    }
    const next = cut(picture.bands.graph);
    const isSame = (unit, index) => unit.head === next[index].head && (unit.inner === next[index].inner || owners.has(unit.element));
    if (next.length !== units.length || !units.every(isSame)) return false;
    recall();
    isLoose = false;
    const old = data;
    whole = data = picture;
    addDefinitions(picture.definitions);
    for (const [index, unit] of units.entries()) {
      const { inner } = next[index], part = owners.get(unit.element);
      if (inner !== unit.inner || loose.has(part)) renewPart(part, loose.has(part) ? null : unit.inner, inner);
      unit.inner = inner;
    }
    loose.clear();
    units.of = picture.bands.graph;
    for (const [name, svg] of Object.entries(picture.bands)) if (name !== "graph" && svg !== old.bands[name]) renewBand(name, svg);
    for (const [index, looks] of Object.values(picture.layers).entries()) {
      layers[index].looks = looks.map(([at, svg]) => ({ at: ranges(at), svg }));
    }
    draw(step);
    const { lines, prose } = data.captions[step];
    find(".said").innerHTML = prose;
    find(".card").innerHTML = lines.map((line) => `<div>${line}</div>`).join("");
    if (!tip.hidden) tell(tip.node);
    clearTimeout(behind.timer);
    Object.assign(behind, { is: true, title, spokenTitle, timer: setTimeout(catchUp, 250) });
    return true;
  }
  // The sizes of the page as it came, in the form in which pictures have them.
  const firstSetting = ({ setting }) => ({
    page: [{{pageWidth}}, {{pageHeight}}],
    bands: Object.fromEntries(Object.keys(setting.bands).map((name) => {
      const band = find(`.band.${name}`), { wide, tight } = band.querySelector("svg").dataset;
      return [name, [wide, tight, String(parseFloat(band.style.getPropertyValue("--share")))]];
    })),
  });
  // Glyphs that are new; those that are there may be in use.
  function addDefinitions(svg) {
    if (addDefinitions.last === svg) return;
    addDefinitions.last = svg;
    const all = find("defs");
    if (all.childElementCount > 4000) {
      all.innerHTML = svg;
      return;
    }
    const some = all.cloneNode();
    some.innerHTML = svg;
    const known = new Set([...all.children].map((element) => element.id));
    all.append(...[...some.children].filter((element) => !known.has(element.id)));
  }
  function renewPart(part, old, inner) {
    const [was, now] = [old === null ? [] : cutPart(old), cutPart(inner)];
    if (was.length === now.length && now.every((run, index) => run.at === was[index].at && (run.at || run.svg === was[index].svg))) {
      const pieces = part.pieces.values();
      for (const [index, { at, svg }] of now.entries()) {
        if (!at) continue;
        const piece = pieces.next().value;
        if (svg !== was[index].svg) piece.late = svg;
      }
      return;
    }
    fill(part, inner);
    part.pieces = [...part.element.querySelectorAll("[data-at]")].map((element) => ({ element, at: ranges(element.dataset.at) }));
  }
  function fill(part, svg) {
    const reach = part.element.querySelector(".reach");
    part.element.innerHTML = svg;
    if (reach) part.element.append(reach);
  }
  // While a value moves: what is seen at this step, and nothing else. Parts that hold it are loose, until the whole picture
  // is asked for, when the reader rests or before another step is shown.
  const loose = new Set();
  let isLoose = false;
  host.showNumbers = ({ definitions, parts: drawn, layers: looks, caption: { lines, prose }, lines: texts, spoken }) => {
    const found = drawn.map(([layer, attribute, id]) => owners.get(find(`g.${layer} > [${attribute}="${id}"]`)));
    if (!found.every(Boolean)) return false;
    recall();
    hush();
    isLoose = true;
    addDefinitions(definitions);
    for (const [index, part] of found.entries()) {
      const svg = drawn[index][3];
      if (loose.has(part) && part.shown === svg) continue;
      part.shown = svg;
      loose.add(part);
      if (!part.isFar) fill(part, svg);
    }
    const names = Object.keys(data.layers);
    for (const [name, svg] of Object.entries(looks)) {
      const layer = layers[names.indexOf(name)];
      if (layer && layer.svg !== svg) layer.element.innerHTML = layer.svg = svg;
    }
    find(".said").innerHTML = prose;
    find(".card").innerHTML = lines.map((line) => `<div>${line}</div>`).join("");
    entries[step].querySelector(".words").textContent = spoken;
    for (const [index, formula] of entries[step].querySelectorAll(".formula").entries()) {
      formula.innerHTML = formula.written = lines[index] ?? "";
    }
    return true;
  };
  function renewBand(name, svg) {
    const band = find(`.${name} svg`);
    rest.pieces = rest.pieces.filter(({ element }) => !band.contains(element));
    band.innerHTML = svg;
    rest.pieces.push(...[...band.querySelectorAll("[data-at]")].map((element) => ({ element, at: ranges(element.dataset.at) })));
    for (const [index, layer] of Object.keys(data.layers).entries()) {
      const element = find(`g.${layer}`);
      if (element !== layers[index].element) Object.assign(layers[index], { element, svg: null });
    }
  }
  // Lists, labels and hidden texts with the numbers of the picture.
  const behind = { is: false };
  function catchUp() {
    if (isLoose) {
      isLoose = false;
      host.dispatchEvent(new Event("settle"));
    }
    if (!behind.is) return;
    clearTimeout(behind.timer);
    behind.is = false;
    document.title = find(".name").textContent = behind.title;
    player.setAttribute("aria-label", behind.spokenTitle);
    const write = (element, text) => { if (element && element.textContent !== text) element.textContent = text; };
    write(find(".transcript > .words"), data.setting.graph);
    for (const [place, entry] of entries.entries()) {
      const { spoken } = data.setting.steps[place], { lines } = data.captions[place];
      const words = entry.querySelector(".words");
      write(words, spoken);
      const formulas = entry.querySelectorAll(".formula");
      for (const more of [...formulas].slice(lines.length)) more.remove();
      for (const [index, line] of lines.entries()) {
        let formula = formulas[index];
        if (!formula) {
          words.before(formula = make("span", "", "formula"));
          formula.setAttribute("aria-hidden", "true");
        }
        if (formula.written !== line) formula.innerHTML = formula.written = line;
      }
    }
    for (const node of nodes) node.setAttribute("aria-label", data.nodes[node.dataset.node].spoken);
    rings = [rest, ...parts].flatMap(({ pieces }) => pieces)
      .map((piece) => ({ piece, ring: piece.element.matches(".ring") ? piece.element : piece.element.querySelector(".ring") }))
      .filter(({ ring }) => ring);
    first = [...rings].sort((one, other) => one.piece.at[0][0] - other.piece.at[0][0])[0];
    // The page tells what has changed; the step is not read out again.
    const now = find(".now");
    now.setAttribute("aria-live", "off");
    now.textContent = `${words.step(numbers[step])}. ${sentence()}`;
    setTimeout(() => now.setAttribute("aria-live", "polite"), 200);
  }
  {{/isLab}}
  load(whole);
  nameTheme();
  show(0);
  offer();
  {{#isLive}}
  offerStates();
  {{/isLive}}
  if (isPage) visit();
  new ResizeObserver(() => {
    if (isReading && !host.clientWidth) play(false);
    fit();
    follow();
    offer();
  }).observe(host);
})();
