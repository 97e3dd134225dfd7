"""Pages without Gradio: a source in a tab of its own, signing in."""

from pathlib import Path

from ui.words import Words

STATIC = Path(__file__).parent / "static"


def document(body: str, words: Words) -> str:
    """A whole page around some HTML, in the colours of the others."""
    style = (STATIC / "source.css").read_text(encoding="utf-8")
    theme = (STATIC / "theme.js").read_text(encoding="utf-8")
    return (
        f'<!doctype html><html lang="{words.code}"><head><meta charset="utf-8">'
        f"<title>{words.title}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="data:,">'
        f"<style>{style}</style></head>"
        f'<body class="alone"><script>{theme}</script><main>{body}</main></body></html>'
    )
