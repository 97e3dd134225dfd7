// Sources open beside the chat; in a tab of its own the same address is a page.
(() => {
  const narrow = matchMedia("(max-width: 900px)");
  let opener = null;
  let asked = 0;
  let size = 1;
  const pane = () => document.getElementById("pane");

  async function show(url, focusOn) {
    const target = pane();
    const mine = ++asked;
    let html;
    try {
      html = await (await fetch(url + (url.includes("?") ? "&" : "?") + "part=1")).text();
    } catch {
      html = `<div class="source"><p class="problem">${target.dataset.failed}</p></div>`;
    }
    if (mine !== asked) return;
    target.innerHTML = html;
    target.classList.add("open");
    cover();
    const scroller = target.querySelector(".text, .page");
    const image = target.querySelector("img");
    if (image) fit(target.querySelector(".sheet"));
    if (image && !image.complete) image.addEventListener("load", () => reveal(scroller), { once: true });
    else reveal(scroller);
    (target.querySelector(focusOn) || target.querySelector("h2, .problem"))?.focus({ preventScroll: true });
  }

  // Scrolls what holds the mark and nothing else: the conversation stays where it is.
  function reveal(scroller) {
    const mark = scroller?.querySelector("mark");
    if (!mark) return;
    for (const holder of [scroller, pane(), document.getElementById("side")].filter(Boolean)) {
      const box = mark.getBoundingClientRect();
      const frame = holder.getBoundingClientRect();
      const above = Math.min(frame.height, innerHeight) / 3;
      if (holder.scrollHeight > holder.clientHeight && (holder === scroller || box.bottom > innerHeight - 40)) {
        holder.scrollTop += box.top - Math.max(frame.top, 0) - above;
      }
      if (holder === scroller) holder.scrollLeft += box.left - frame.left - 16;
    }
  }

  // The sheet grows inside its frame; the mark stays in sight.
  function zoom(way) {
    const sheet = document.querySelector("#pane .sheet, body.alone .sheet");
    if (!sheet) return;
    size = Math.min(3, Math.max(1, size * (way === "in" ? 1.25 : 0.8)));
    fit(sheet);
    reveal(sheet.parentElement);
  }

  function fit(sheet) {
    sheet.style.width = size > 1 ? `${size * 100}%` : "";
  }

  // On a phone the source covers the chat, which must not be reached behind it.
  function cover() {
    const covered = narrow.matches && pane()?.classList.contains("open");
    for (const id of ["top", "chat", "library", "work"]) {
      const part = document.getElementById(id);
      if (part) part.inert = covered;
    }
    document.documentElement.dataset.covered = covered ? "yes" : "no";
  }

  function close() {
    const target = pane();
    asked += 1;
    if (!target?.classList.contains("open")) return;
    target.classList.remove("open");
    target.innerHTML = "";
    cover();
    current(null);
    const back = opener?.isConnected ? opener : document.querySelector("#question textarea");
    back?.focus({ preventScroll: opener?.isConnected });
  }

  function current(link) {
    document.querySelectorAll("a[aria-current]").forEach((a) => a.removeAttribute("aria-current"));
    link?.setAttribute("aria-current", "true");
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite, a.turn, a.report");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      if (link.matches(".turn")) {
        show(link.getAttribute("href"), `a.turn[rel="${link.rel}"]`);
      } else {
        opener = link;
        current(link);
        show(link.getAttribute("href"), "h2");
      }
    } else if (event.target.closest("#pane .close")) {
      close();
    } else if (event.target.closest("[data-zoom]")) {
      zoom(event.target.closest("[data-zoom]").dataset.zoom);
    }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  document.addEventListener("conversation-cleared", close);
  narrow.addEventListener("change", cover);
})();
