// Dark or light: as the system is, until the reader chooses; the choice is kept.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  // Where a browser keeps nothing for this site, a choice holds as long as the page.
  let chosen = null;
  const kept = () => { try { return localStorage.getItem("theme"); } catch { return chosen; } };
  const dark = () => (kept() || (system.matches ? "dark" : "light")) === "dark";
  function apply() {
    document.documentElement.classList.toggle("dark", dark());
    document.body?.classList.toggle("dark", dark());
  }
  apply();
  document.addEventListener("DOMContentLoaded", apply);
  system.addEventListener("change", apply);
  // Gradio sets its own idea of the theme once it has begun.
  new MutationObserver(() => {
    if (document.body && document.body.classList.contains("dark") !== dark()) apply();
  }).observe(document.documentElement, { attributes: true, subtree: true, attributeFilter: ["class"] });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#theme")) return;
    chosen = dark() ? "light" : "dark";
    try { localStorage.setItem("theme", chosen); } catch { /* not kept, see above */ }
    apply();
  });
})();
