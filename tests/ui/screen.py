"""What a visitor does on the screen, in the words of the tests."""

from playwright.sync_api import Locator, Page, expect

ENDED = ("answered", "refused", "evidence_only", "stopped", "broken")


def opened(page: Page, address: str, width: int = 1280, height: int = 860) -> Page:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    # The questions come after the page, each button's by itself.
    examples = page.locator("#examples .example:visible")
    expect(examples.first).not_to_be_empty()
    for example in examples.all():
        expect(example).not_to_be_empty()
    return page


def box(page: Page) -> Locator:
    return page.get_by_role("textbox")


def ask(page: Page, question: str) -> Locator:
    """Ask by keyboard and return the exchange, which may still be at work."""
    before = page.locator("article.exchange").count()
    box(page).fill(question)
    box(page).press("Enter")
    exchange = page.locator("article.exchange").nth(before)
    expect(exchange.locator(".asked")).to_contain_text(question)
    return exchange


def ended(exchange: Locator, timeout: float = 60_000) -> str:
    """Wait for the end of an exchange and return its state."""
    any_end = ",".join(f'[data-state="{state}"]' for state in ENDED)
    exchange.page.locator(f"article.exchange:is({any_end})").nth(
        int(exchange.get_attribute("data-number") or 0)
    ).wait_for(timeout=timeout)
    return exchange.get_attribute("data-state") or ""


def open_source(exchange: Locator, where: str = ".proof a.cite") -> Locator:
    """Open the first source and return the pane."""
    exchange.locator(where).first.click()
    pane = exchange.page.locator("#pane .source")
    expect(pane).to_be_visible()
    return pane


def fits(page: Page) -> bool:
    """Whether nothing reaches beyond the window's width."""
    return bool(page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"))


def contrast(of: Locator) -> float:
    """The contrast ratio (WCAG 2.1) of an element's text against what lies behind it."""
    return float(
        of.evaluate(
            """(element) => {
      const parse = (c) => { const [r, g, b, a = 1] = c.match(/[\\d.]+/g).map(Number);
        return c.startsWith("color(") ? [r * 255, g * 255, b * 255, a] : [r, g, b, a]; };
      let back = [255, 255, 255, 1]; const layers = [];
      for (let at = element; at; at = at.parentElement) {
        const colour = parse(getComputedStyle(at).backgroundColor);
        if (colour[3] > 0) layers.push(colour);
        if (colour[3] === 1) break;
      }
      for (const l of layers.reverse()) back = back.map((v, i) => i < 3 ? l[i] * l[3] + v * (1 - l[3]) : 1);
      const lum = (c) => { const [r, g, b] = c.slice(0, 3).map((v) => { v /= 255;
        return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
        return .2126 * r + .7152 * g + .0722 * b; };
      const [a, b] = [lum(parse(getComputedStyle(element).color)), lum(back)];
      return (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    }"""  # noqa: E501
        )
    )
