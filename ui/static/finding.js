// A long list is narrowed to what holds the words that are typed above it.
document.addEventListener("input", (event) => {
  const field = event.target.closest?.("input[data-finds]");
  if (!field) return;
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const items = [...document.querySelectorAll(field.dataset.finds)];
  for (const item of items) {
    const text = item.textContent.toLowerCase();
    item.toggleAttribute("data-unfound", !words.every((word) => text.includes(word)));
  }
  const found = items.filter((item) => !item.hasAttribute("data-unfound")).length;
  field.closest(".finder").querySelector("[role=status]").textContent = `${found} / ${items.length}`;
});
