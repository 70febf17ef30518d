(() => {
  // What this page says in words.
  const words = { ended: "adviz watch has ended; this page does not follow the file any more." };

  const host = document.querySelector(".adviz-player");
  const root = host?.shadowRoot ?? document;
  const box = root.querySelector(".trouble");
  const { run, changes, picture, kind } = document.currentScript.dataset;
  let known = Number(picture);

  // What is wrong with the file, with a mark below the place; and what else there is to say.
  let trouble = null;
  function say(notes) {
    const text = [trouble, ...notes].filter(Boolean).join("\n");
    if (box.textContent !== text) box.textContent = text;
    box.hidden = !text;
    box.classList.toggle("quiet", !trouble);
    host?.shadowRoot.querySelector(".player").classList.toggle("stale", Boolean(trouble));
  }

  // Each message is answered when it is to be seen; only then comes the next.
  function connect() {
    const socket = new WebSocket(`ws://${location.host}${changes}?picture=${known}`);
    socket.addEventListener("message", (event) => {
      const told = JSON.parse(event.data);
      // Another process follows the file, there is a picture at last, or one with another theme.
      if (told.run !== run || (told.picture && told.picture.kind !== kind)) return location.reload();
      if (told.picture) {
        host.redraw(told.picture);
        known = told.pictureNumber;
      }
      trouble = told.trouble;
      say(told.notes);
      socket.send(String(told.number));
    });
    socket.addEventListener("close", () => {
      say([words.ended]);
      setTimeout(connect, 1000);
    });
  }
  connect();
})();
