// The conversation: each new state of an exchange is put into its article in place.
window.askReports = (() => {
  const WORKING = ["looking", "found", "waiting", "writing"];
  // What the reader opened, which source is shown, what was not looked for: the reader's own.
  const OWN = ["open", "aria-current", "data-unfound"];

  // Makes `old` equal to `fresh` and keeps every node that both have, with its focus.
  function morph(old, fresh) {
    if (old.nodeType === Node.TEXT_NODE) {
      if (old.data !== fresh.data) old.data = fresh.data;
      return;
    }
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name) && !OWN.includes(name)) old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    const keys = new Set([...fresh.children].map((child) => child.dataset.key));
    for (const child of [...old.children]) {
      if (child.dataset.key && !keys.has(child.dataset.key)) child.remove();
    }
    let at = old.firstChild;
    for (const next of [...fresh.childNodes]) {
      const kept = counterpart(old, at, next);
      if (kept) {
        if (kept !== at) old.insertBefore(kept, at); else at = at.nextSibling;
        morph(kept, next);
      } else {
        old.insertBefore(next, at);
      }
    }
    while (at) { const gone = at; at = at.nextSibling; gone.remove(); }
  }

  function counterpart(old, at, next) {
    const key = next.dataset?.key;
    if (key) return [...old.children].find((child) => child.dataset.key === key);
    return at && at.nodeName === next.nodeName && !at.dataset?.key ? at : null;
  }

  function talk(element, html) {
    const articles = element.querySelector(".articles");
    const status = element.querySelector(".unseen[role=status]");
    const parsed = document.createElement("template");
    parsed.innerHTML = html || "";
    const whole = parsed.content.querySelector("[data-whole]");
    const fresh = whole ? whole.lastElementChild : parsed.content.firstElementChild;
    if (whole) {
      articles.replaceChildren(...whole.children);
      remember(articles.lastElementChild);
      if (WORKING.includes(fresh?.dataset.state)) show(fresh);
    } else if (!fresh) {
      articles.replaceChildren();
      status.textContent = "";
      document.dispatchEvent(new Event("conversation-cleared"));
    } else {
      const old = articles.querySelector(`[data-number="${fresh.dataset.number}"]`);
      if (old) update(old, fresh); else begin(articles, fresh);
      remember(fresh);
      if (status.textContent !== fresh.dataset.say) status.textContent = fresh.dataset.say;
    }
    if (!fresh) try { sessionStorage.removeItem("conversation"); } catch { /* nothing is kept */ }
    if (!fresh || whole) document.getElementById("sharing").hidden = true;
    working(fresh?.dataset.state || "", Boolean(fresh));
  }

  // A tab opened again, or a server started again, goes on where this one was.
  function remember(article) {
    const id = article?.dataset.conversation;
    // A conversation of one's own has begun below a shared one; opened again, it is what counts.
    if (id && location.search.includes("shared=")) history.replaceState(null, "", location.pathname);
    if (id) try { sessionStorage.setItem("conversation", id); } catch { /* this tab forgets it */ }
  }

  // What asks a question chosen in the conversation; the page gives it as it is laid out.
  let asking = () => {};
  function connect(ask) {
    asking = ask;
  }
  function ask(question, replaces = false) {
    const last = document.querySelector(".articles").lastElementChild;
    if (replaces && last) {
      for (const old of [...last.children].slice(1)) old.remove();
    }
    asking(question, replaces);
  }

  function update(old, fresh) {
    const held = old.contains(document.activeElement) ? document.activeElement : null;
    morph(old, fresh);
    if (held && !held.isConnected) old.querySelector(".asked").focus({ preventScroll: true });
  }

  function begin(articles, fresh) {
    // What was being edited is not the last question any more.
    for (const open of articles.querySelectorAll(".editing")) {
      open.previousElementSibling.hidden = false;
      open.remove();
    }
    articles.append(fresh);
    show(fresh);
  }

  function show(article) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    article.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  }

  // Ask and Stop take each other's place; the one that goes must not take the focus with it.
  function working(state, begun) {
    const page = document.documentElement.dataset;
    const focused = document.activeElement;
    const lost = focused && focused.matches("#ask, #stop, #clear, .example, body");
    page.begun = begun ? "yes" : "no";
    const now = WORKING.includes(state) ? "yes" : "no";
    if (page.working !== now) {
      page.working = now;
      if (lost) document.querySelector("#question textarea")?.focus({ preventScroll: true });
    } else if (!begun) {
      document.querySelector("#question textarea")?.focus();
    }
  }

  // Puts HTML into a component's slot and keeps what is typed and focused there.
  function put(element, html) {
    const fresh = document.createElement("div");
    fresh.className = "slot";
    fresh.innerHTML = html || "";
    morph(element.querySelector(".slot"), fresh);
  }

  return { talk, connect, ask, put };
})();
