"""What several pages have: the header, the source pane, HTML of our own."""

from html import escape
from typing import Any

import gradio as gr

from ui.words import LANGUAGES, Words

HIDDEN: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
"""How an event of our pages is called: it is no API, and the page tells itself how far it is."""


def html(text: str, **how: Any) -> gr.HTML:
    """HTML that this product styles itself."""
    return gr.HTML(text, apply_default_css=False, **how)


def header(words: Words, page: str, signed_in: str = "") -> str:
    """The top of a page: its name, where else to go, language and theme.

    Args:
        words: the language.
        page: "chat" or "staff".
        signed_in: the account's name, where somebody is signed in.
    """
    languages = "".join(
        f'<a href="/language/{other.code}?then={page}" lang="{other.code}" '
        f'hreflang="{other.code}">{other.name}</a>'
        for other in LANGUAGES.values()
        if other is not words
    )
    theme = (
        f'<button type="button" id="theme" aria-label="{words.theme}" '
        f'title="{words.theme}">◐</button>'
    )
    if page == "chat":
        place = f'<a href="{words.path}/staff/">{words.staff}</a>'
        below = f'{words.tagline} <a class="to-library" href="#library">{words.to_library}</a>'
    else:
        place = (
            f'<a href="{words.path}/">{words.to_chat}</a>'
            f'<form method="post" action="{words.path}/sign-out">'
            f"<button>{words.sign_out}</button></form>"
        )
        below = escape(words.signed_in_as.format(signed_in))
    return (
        f"<header><div><h1>{words.title}</h1><p>{below}</p></div>"
        f'<nav aria-label="{words.menu}">{place}{languages}{theme}</nav></header>'
    )


def source_pane(words: Words) -> str:
    """Where a source opens; a region by name, so that a screen reader finds it."""
    return (
        f'<div id="pane" role="region" aria-label="{words.source}" '
        f'data-failed="{words.source_failed}"></div><p class="hint">{words.source_hint}</p>'
    )
