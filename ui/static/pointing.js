// A mark that is pointed at, or reached by keyboard, shows its quote with report, date and page.
(() => {
  const note = document.createElement("div");
  note.id = "pointed";
  note.setAttribute("role", "tooltip");
  note.hidden = true;
  let shown = null;

  function show(mark) {
    if (!note.isConnected) document.body.append(note);
    shown = mark;
    const quote = document.createElement("q");
    quote.textContent = mark.dataset.quote;
    const from = document.createElement("span");
    from.textContent = mark.dataset.where;
    note.replaceChildren(quote, from);
    note.hidden = false;
    mark.setAttribute("aria-describedby", note.id);
    const at = mark.getBoundingClientRect();
    const size = note.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left, innerWidth - size.width - 8));
    const above = at.top - size.height - 6;
    note.style.left = `${left}px`;
    note.style.top = `${above > 8 ? above : at.bottom + 6}px`;
  }

  function hide() {
    shown?.removeAttribute("aria-describedby");
    shown = null;
    note.hidden = true;
  }

  const markOf = (event) => event.target.closest?.("a.cite[data-quote]");
  document.addEventListener("pointerover", (event) => {
    const mark = event.pointerType !== "touch" && markOf(event);
    if (mark) show(mark);
    else if (shown && !note.contains(event.target) && document.activeElement !== shown) hide();
  });
  document.addEventListener("focusin", (event) => {
    const mark = markOf(event);
    if (mark?.matches(":focus-visible")) show(mark); else if (shown) hide();
  });
  document.addEventListener("focusout", (event) => { if (markOf(event) === shown) hide(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    hide();
    event.stopImmediatePropagation(); // what lies below closes with the next one
  });
  document.addEventListener("click", hide);
  document.addEventListener("scroll", hide, true);
})();
