// Staff pages: a button with data-do, or a form with it, sends what it stands for to the server.
window.askReports.staff = (element, trigger, upload) => {
  const said = (of) => {
    const fields = of.closest("form, fieldset");
    const typed = fields ? [...fields.querySelectorAll("input[name], textarea[name]")] : [];
    return { ...of.dataset, ...Object.fromEntries(typed.map((field) => [field.name, field.value])) };
  };
  element.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-do]");
    if (!button || (button.dataset.sure && !confirm(button.dataset.sure))) return;
    trigger("submit", said(button));
    // A note goes with its judgement and not with the next one.
    for (const field of button.closest("fieldset")?.querySelectorAll("input") || []) field.value = "";
  });
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    trigger("submit", { ...said(event.target), ...event.target.dataset });
  });

  const take = async (files) => {
    const input = element.querySelector("input[type=file]");
    const replaces = element.querySelector("#replaces").value;
    const file = files[0];
    if (!file || (replaces && !confirm(input.dataset.sure))) return;
    try {
      const { path } = await upload(file);
      trigger("submit", { do: "add", path, name: file.name, replaces });
    } catch {
      input.closest("label").querySelector("span").textContent = input.dataset.failed;
    }
    input.value = "";
  };
  element.addEventListener("change", (event) => {
    if (event.target.matches("input[type=file]")) take(event.target.files);
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    element.addEventListener(kind, (event) => {
      const zone = event.target.closest(".drop");
      if (!zone) return;
      event.preventDefault();
      zone.classList.toggle("over", kind === "dragover");
      if (kind === "drop") take(event.dataTransfer.files);
    });
  }
};
