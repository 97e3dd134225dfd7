// Dark or light: as the system is, until the reader chooses; the choice is kept.
(() => {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (localStorage.getItem("theme") || (system.matches ? "dark" : "light")) === "dark";
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
    localStorage.setItem("theme", dark() ? "light" : "dark");
    apply();
  });
})();
