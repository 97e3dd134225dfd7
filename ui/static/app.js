// Citations open beside the chat; without this script they are plain links to the same page.
(() => {
  let opener = null;
  const pane = () => document.getElementById("pane");

  async function show(url) {
    const reply = await fetch(url + (url.includes("?") ? "&" : "?") + "part=1");
    const target = pane();
    if (!target || !reply.ok) { window.location = url; return; }
    target.innerHTML = await reply.text();
    target.classList.add("open");
    const scroller = target.querySelector(".text, .page");
    const mark = target.querySelector("mark");
    if (scroller && mark) {
      const settle = () => { scroller.scrollTop = mark.offsetTop - scroller.clientHeight / 3; };
      const image = scroller.querySelector("img");
      if (image && !image.complete) image.addEventListener("load", settle); else settle();
    }
    target.querySelector("h2")?.focus();
  }

  function close() {
    const target = pane();
    if (!target || !target.classList.contains("open")) return;
    target.classList.remove("open");
    target.innerHTML = "";
    opener?.focus();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite, a.turn, a.report");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (!link.matches(".turn")) opener = link;
      show(link.getAttribute("href"));
    } else if (event.target.closest("#pane .close")) {
      close();
    }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
})();
