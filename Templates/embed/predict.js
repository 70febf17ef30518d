  // Predict: before a step it is asked what will happen. Meanwhile what happens stands nowhere in the page.
  const panel = find(".quiz"), field = panel.querySelector("input");
  const { asked, terms, words: sentences } = whole.questions;
  const named = (id) => data.nodes[id].name;
  const kindOf = () => asked[asking?.at]?.[1];

  // A number or a calculation: 12, 3*4, cos(3), 1/2, 2^3, 5×10⁻³, −0.5, e, π. A comma between digits is a decimal point.
  function compute(text) {
    const signs = { "−": "-", "×": "*", "·": "*", "**": "^" };
    const tokens = text.toLowerCase().replace(/[²³¹⁰-⁻]+/g, "^$&").normalize("NFKC").replace(/\*\*|[−×·]/g, (sign) => signs[sign]).replace(/(\d),(?=\d)/g, "$1.")
      .match(/(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|[a-zπ]+|\S/g) ?? [];
    const functions = { ln: Math.log, log: Math.log, sigmoid: (x) => 1 / (1 + Math.exp(-x)), relu: (x) => Math.max(0, x) };
    for (const name of "sin,cos,tan,asin,acos,atan,sinh,cosh,tanh,exp,sqrt,abs".split(",")) functions[name] = Math[name];
    const constants = { e: Math.E, pi: Math.PI, π: Math.PI };
    let at = 0;
    const take = (sign) => tokens[at] === sign && ++at > 0;
    const sum = () => {
      for (let value = product();;) {
        if (take("+")) value += product();
        else if (take("-")) value -= product();
        else return value;
      }
    };
    const product = () => {
      for (let value = factor();;) {
        if (take("*")) value *= factor();
        else if (take("/")) value /= factor();
        else if (/^[a-zπ(]/.test(tokens[at] ?? "")) value *= power();
        else return value;
      }
    };
    const factor = () => (take("-") ? -factor() : take("+") ? factor() : power());
    const power = () => {
      const base = atom();
      return take("^") ? base ** factor() : base;
    };
    const atom = () => {
      if (take("(")) {
        const value = sum();
        return take(")") ? value : NaN;
      }
      const token = tokens[at++] ?? "";
      if (/\d/.test(token[0] + token[1])) return Number(token);
      if (Object.hasOwn(constants, token)) return constants[token];
      return Object.hasOwn(functions, token) ? functions[token](tokens[at] === "(" ? atom() : power()) : NaN;
    };
    const value = tokens.length ? sum() : NaN;
    return at === tokens.length ? value : NaN;
  }

  // A sentence of words and of formulas, which are markup for the eye and words for the ear.
  const write = (name, facts) => sentences[name].split(/[{}]/).map((part, place) => (place % 2 ? facts[part] : part));
  const told = (parts, side) => parts.map((part) => (part instanceof Array ? part[side] : part)).join("");
  function put(selector, parts) {
    const seen = make("span");
    seen.innerHTML = told(parts, 0);
    seen.setAttribute("aria-hidden", "true");
    panel.querySelector(selector).replaceChildren(...(parts.length ? [seen, make("span", told(parts, 1), "ears")] : []));
  }
  function announce(parts) {
    const text = told(parts, 1);
    find(".now").textContent = text;
    if (isReading) say(() => {}, text);
  }
  function respond(parts) {
    put(".echo", parts);
    announce(parts);
    field.select();
  }

  // What later steps show, and what tells their order, is taken out of the page and put back.
  const undo = [];
  function veil() {
    const take = (element, ...kept) => {
      const content = [...element.childNodes];
      element.replaceChildren(...kept);
      undo.push(() => element.replaceChildren(...content));
    };
    const blank = (element, name) => {
      const value = element.dataset[name];
      element.dataset[name] = "";
      undo.push(() => { element.dataset[name] = value; });
    };
    for (const { element, at } of [rest, ...parts].flatMap((part) => part.pieces)) {
      blank(element, "at");
      if (!covers(at, step)) take(element);
    }
    for (const element of findAll("[data-step]")) blank(element, "step");
    for (const element of findAll(kindOf() === "n" ? "script, noscript, g.queue" : "script, noscript")) take(element);
    take(find(".transcript ol"), ...entries.slice(0, step + 1));
    const ring = first;
    first = undefined;
    undo.push(() => { first = ring; });
  }
  function unveil() {
    while (undo.length) undo.pop()();
  }

  // What the sentences about a question may name.
  function facts() {
    const question = asked[asking.at], [term, upstream, local, operation, operand] = question.slice(5, 10).map((place) => terms[place]);
    return { number: question[3], asked: term, upstream, local, operation, operand };
  }
  // Asks what the place in the list says; behind the last question the count is told.
  function pose(echo) {
    unveil();
    const { at, begin, right } = asking, question = asked[at], all = (question ? asked.length : at) - begin;
    const place = question ? question[0] - 1 : last;
    if (place === step) show(step);
    else go(place);
    hush();
    asking.isMissed = false;
    if (question) veil();
    const kind = kindOf();
    const text = !question ? write("end", { right, all }) : kind === "n" ? write("askNext") : write(kind === "l" ? "askLocal" : "askSum", facts());
    put(".echo", echo);
    put(".ask", text);
    put(".score", question ? write("score", { number: at + 1 - begin, all, right }) : []);
    for (const element of panel.querySelectorAll("input, [data-do=answer], [data-do=reveal]")) element.hidden = !question;
    field.value = "";
    field.setAttribute("aria-label", told(text, 1));
    field.inputMode = kind === "n" ? "none" : "text";
    (question ? field : panel.querySelector("[data-do=quit]")).focus({ preventScroll: true });
    announce([...echo, " ", ...text]);
  }
  function pass(opening) {
    const text = kindOf() === "n" ? write("next", { node: named(asked[asking.at][2]) }) : write("amount", facts());
    if (!asking.isMissed) asking.right++;
    asking.at++;
    pose([opening, ...text]);
  }
  function miss(text) {
    asking.isMissed = true;
    respond([sentences.wrong, ...text]);
  }

  // What differs in a wrong answer, by the mistakes that give it.
  function compare(answer) {
    const [, , right, , floor, , , , , , otherwise, wrong] = asked[asking.at];
    const isNear = (value) => Math.abs(answer - value) <= Math.max(Math.abs(value) / 100, floor);
    if (isNear(right)) return pass(sentences.right);
    const [, cause, a] = wrong.find(([value]) => isNear(value)) ?? [];
    miss(write(cause ?? (isNear(-right) ? "sign" : otherwise), { ...facts(), a: typeof a === "number" ? terms[a] : a }));
  }
  function pick(ids) {
    const [, , right, waiting, ready] = asked[asking.at], [id] = ids;
    if (ids.includes(right)) return pass(sentences.right);
    const { adjoints, expected } = data.nodes[id];
    const arrived = adjoints.filter((adjoint) => adjoint.step <= numbers[step]).at(-1)?.arrived ?? 0;
    const isVisited = asked.some(([place, kind, node]) => kind === "n" && node === id && place <= step);
    const reason = isVisited ? "visited" : ready.includes(id) ? "later" : !waiting.includes(id) ? "unseen" : expected ? "waits" : "waitsForUses";
    miss(write(reason, { node: named(id), a: `${arrived} of ${expected}` }));
  }
  function reply() {
    if (kindOf() === "n") {
      // A name as it is typed, x_1, as it is set, and what stands in the node, as it is said.
      const plain = (text) => text.normalize("NFKC").replaceAll("'", "′").replace(/ sub |[\s_\u2061-\u2064]/g, "");
      const set = make("span"), name = plain(field.value);
      const ids = Object.keys(data.nodes).filter((id) => {
        set.innerHTML = named(id)[0];
        return [set.textContent, data.nodes[id].spoken.replace(/^\S+ |, .*/g, "")].some((other) => plain(other) === name);
      }).map(Number);
      if (ids.length) pick(ids);
      else respond(write("noNode"));
    } else {
      const value = compute(field.value);
      if (Number.isFinite(value)) compare(value);
      else respond(write("noNumber"));
    }
  }

  function predict() {
    if (asking) return leave();
    {{#hasStates}}
    if (data !== whole) turnTo(groups.states[0].names[0]);
    {{/hasStates}}
    play(false);
    const begin = Math.max(0, asked.findIndex(([place]) => place > (step < last ? step : 0)));
    asking = { at: begin, begin, right: 0, isMissed: false };
    player.classList.add("asking");
    panel.hidden = false;
    pose([]);
  }
  function leave() {
    if (!asking) return;
    unveil();
    const { right } = asking, all = asking.at - asking.begin;
    asking = null;
    player.classList.remove("asking");
    panel.hidden = true;
    hush();
    for (const place of [".echo", ".ask", ".score"]) put(place, []);
    for (const name of ["aria-label", "inputmode"]) field.removeAttribute(name);
    show(step);
    if (all) announce(write("end", { right, all }));
    (host.hasAttribute("data-presenting") ? stage : find("[data-do=predict]")).focus();
  }
  actions.predict = predict;

  panel.addEventListener("click", (event) => {
    const act = { answer: reply, reveal: () => { asking.isMissed = true; pass(""); }, quit: leave };
    act[event.target.closest("button")?.dataset.do]?.();
  });
  // While it asks, nothing leads to another step; a node is an answer.
  player.addEventListener("click", (event) => {
    if (!asking || event.target.closest("summary, .leave, .quiz")) return;
    event.stopPropagation();
    event.preventDefault();
    const node = event.target.closest(".node");
    if (node && kindOf() === "n") pick([Number(node.dataset.node)]);
  }, true);
  player.addEventListener("touchend", (event) => { if (asking) event.stopPropagation(); }, true);
  (isPage ? document : host).addEventListener("keydown", (event) => {
    const { key } = event, target = event.composedPath()[0];
    if (!asking || event.ctrlKey || event.metaKey || event.altKey || key === "Tab") return;
    const isTyped = target === field, node = target.closest?.(".node"), isArrow = key === "ArrowUp" || key === "ArrowDown";
    if (node && isArrow) return;
    if (target instanceof HTMLButtonElement && (key === "Enter" || key === " ")) return;
    event.stopPropagation();
    if (key === "Escape") {
      if (tip.hidden) leave();
      else hush();
    } else if (key === "q" && hasKeys && !isTyped) leave();
    else if (key === "Enter" && isTyped) reply();
    else if (node && (key === "Enter" || key === " ")) {
      if (kindOf() === "n") pick([Number(node.dataset.node)]);
    } else if (isTyped && isArrow && kindOf() === "n") nodes.find((other) => other.tabIndex === 0)?.focus();
    else return;
    event.preventDefault();
  }, true);
  for (const name of ["hashchange", "beforeprint"]) addEventListener(name, leave, true);
