"""What a reader can do with an answer: copy, keep, share, judge, ask again, ask on."""

from html import escape

from ui.chat.exchange import Exchange
from ui.words import Words

FORMATS = {"md": "Markdown", "pdf": "PDF", "json": "JSON"}


def actions(exchange: Exchange, words: Words) -> str:
    """Render the row of buttons below an answer that is done, and the questions to go on with.

    An answer that was not kept (it broke, or was stopped) can only be asked again.
    """
    if exchange.working:
        return ""
    # The page shows those of the last exchange alone.
    again = (
        f'<span class="last">{_button("again", words.again)}{_button("edit", words.edit)}</span>'
    )
    if not exchange.answer_id:
        return f'<div class="actions">{again}</div>'
    return f'<div class="actions">{_kept(exchange, words)}{again}</div>{_next(exchange, words)}'


def _kept(exchange: Exchange, words: Words) -> str:
    links = "".join(
        f'<a href="{words.path}/answers/{exchange.answer_id}.{ending}" download>{name}</a>'
        for ending, name in FORMATS.items()
    )
    return (
        f"{_button('copy', words.copy, done=words.copied)}"
        f'<details class="menu"><summary>{words.download}</summary><div>{links}</div></details>'
        f"{_mine(exchange, words) if exchange.conversation_id else ''}"
        '<p class="told" role="status"></p>'
    )


def _mine(exchange: Exchange, words: Words) -> str:
    """What only the owner of a conversation does with it."""
    return (
        f"{_button('share', words.share)}"
        f'<span class="thumbs" role="group" aria-label="{words.rate}">'
        f"{_thumb('up', words.helpful, exchange.feedback)}"
        f"{_thumb('down', words.unhelpful, exchange.feedback)}</span>"
        f"{_wrong(exchange, words)}"
    )


def _wrong(exchange: Exchange, words: Words) -> str:
    name = f"why-{exchange.answer_id}"
    return (
        f'<details class="menu wrong"><summary>{words.wrong}</summary><form>'
        f'<label for="{name}">{words.wrong_why}</label>'
        f'<textarea id="{name}" maxlength="2000" rows="3"></textarea>'
        f'<button type="submit" class="act strong">{words.send}</button></form></details>'
    )


def _next(exchange: Exchange, words: Words) -> str:
    if not exchange.next_questions:
        return ""
    chips = "".join(
        f'<li><button type="button" class="act next" data-act="ask" '
        f'data-question="{escape(question)}">{escape(question)}</button></li>'
        for question in exchange.next_questions
    )
    return f'<section class="last onward"><h3>{words.next_questions}</h3><ul>{chips}</ul></section>'


def _button(act: str, label: str, done: str = "") -> str:
    told = f' data-done="{done}"' if done else ""
    return f'<button type="button" class="act" data-act="{act}"{told}>{label}</button>'


def _thumb(kind: str, label: str, given: str) -> str:
    pressed = "true" if given == kind else "false"
    return (
        f'<button type="button" class="act thumb" data-act="feedback" data-kind="{kind}" '
        f'aria-pressed="{pressed}">{label}</button>'
    )
