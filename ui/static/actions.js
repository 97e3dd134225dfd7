// What a reader does with an answer: copy, share, judge, ask again, ask on.
(() => {
  const articleOf = (element) => element.closest("article.exchange");
  const pathOf = (element) => articleOf(element).querySelector(".menu a[download]")
    .getAttribute("href").replace(/\.[a-z]+$/, "");
  const before = () => document.documentElement.lang === "zh-CN" ? "/zh" : "";
  const sharing = () => document.getElementById("sharing");

  function tell(element, text) {
    const told = articleOf(element)?.querySelector(".told") || sharing().querySelector("[role=status]");
    told.textContent = text;
  }

  async function post(url, body) {
    const reply = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body || {}),
    });
    if (!reply.ok) throw new Error(reply.status);
    return reply.status === 204 ? null : reply.json();
  }

  async function toClipboard(text) {
    if (navigator.clipboard) {
      try { await navigator.clipboard.writeText(text); return; } catch { /* not allowed: the old way */ }
    }
    const area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("aria-hidden", "true");
    area.style.position = "fixed";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("copy");
  }

  const acts = {
    async copy(button) {
      const reply = await fetch(`${pathOf(button)}.md`);
      if (!reply.ok) throw new Error(reply.status);
      await toClipboard(await reply.text());
      tell(button, button.dataset.done);
    },
    async share(button) {
      const { path } = await post(`${before()}/conversations/${articleOf(button).dataset.conversation}/share`);
      const link = new URL(path, location.href).href;
      const shown = sharing().querySelector("a");
      sharing().hidden = false;
      shown.href = link;
      shown.textContent = link;
      sharing().dataset.conversation = articleOf(button).dataset.conversation;
      await toClipboard(link).then(() => tell(sharing(), shown.parentElement.dataset.copied), () => {});
      sharing().scrollIntoView({ block: "nearest" });
    },
    async unshare(button) {
      await post(`${before()}/conversations/${sharing().dataset.conversation}/unshare`);
      const last = document.querySelector(".articles > :last-child .told");
      if (last) last.textContent = button.dataset.done;
      sharing().hidden = true;
    },
    async feedback(button) {
      await post(`${pathOf(button)}/feedback`, { kind: button.dataset.kind });
      for (const thumb of button.parentElement.children) {
        thumb.setAttribute("aria-pressed", String(thumb === button));
      }
      tell(button, sharing().dataset.thanks);
    },
    async again(button) {
      window.askReports.ask(questionOf(button), true);
    },
    async ask(button) {
      window.askReports.ask(button.dataset.question);
    },
    async edit(button) {
      document.querySelectorAll(".editing").forEach((open) => open.previousElementSibling.hidden = false);
      document.querySelectorAll(".editing").forEach((open) => open.remove());
      const heading = articleOf(button).querySelector(".asked");
      heading.hidden = true;
      const form = document.createElement("form");
      form.className = "editing";
      const area = document.createElement("textarea");
      area.value = questionOf(button);
      area.maxLength = document.querySelector("#question textarea").maxLength;
      area.setAttribute("aria-label", button.textContent);
      const ok = document.querySelector("#ask").cloneNode(true);
      ok.removeAttribute("id");
      ok.className = "act strong";
      ok.type = "submit";
      form.append(area, ok);
      heading.after(form);
      area.focus();
      const end = () => { form.remove(); heading.hidden = false; };
      area.addEventListener("keydown", (event) => {
        if (event.key === "Escape") { event.stopPropagation(); end(); button.focus(); }
        if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); form.requestSubmit(); }
      });
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        const question = area.value.trim();
        end();
        if (question) window.askReports.ask(question, true);
      });
    },
  };

  const questionOf = (element) => {
    const asked = articleOf(element).querySelector(".asked").cloneNode(true);
    asked.querySelector(".unseen")?.remove();
    return asked.textContent.trim();
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("#talk [data-act]");
    if (!button) return;
    const told = articleOf(button)?.querySelector(".told");
    if (told) told.textContent = "";
    try {
      await acts[button.dataset.act](button);
    } catch {
      tell(button, sharing().dataset.failed);
    }
  });

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest(".wrong form");
    if (!form) return;
    event.preventDefault();
    tell(form, "");
    const menu = form.closest("details");
    try {
      await post(`${pathOf(form)}/feedback`, { kind: "wrong", reason: form.querySelector("textarea").value });
      tell(form, sharing().dataset.thanks);
      menu.open = false;
      menu.querySelector("summary").focus();
    } catch {
      tell(form, sharing().dataset.failed);
    }
  });

  // A menu closes when the reader goes elsewhere or presses Escape.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.("details.menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });
})();
