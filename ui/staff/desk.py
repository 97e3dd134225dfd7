"""The desk: answers that wait for somebody to look at them, and what was found of each."""

from collections.abc import Sequence
from html import escape

from core.domain import CheckedSentence, Citation
from records.judgements import Judgement, Queued
from records.stored import StoredAnswer
from ui.chat.quotes import mark, paragraphs, where
from ui.words import Words

VERDICTS = {
    "answer": ("right", "wrong_answer", "should_have_refused"),
    "sentence": ("right", "wrong_answer"),
    "citation": ("right", "wrong_place"),
}


def desk(
    queue: Sequence[Queued], waiting: int, chosen: Queued | None, show: str, words: Words
) -> str:
    """Render the queue and the answer that is looked at.

    Args:
        queue: the answers to choose from.
        waiting: how many wait in all.
        chosen: the one looked at.
        show: "open" or "judged".
        words: the language.
    """
    tabs = "".join(
        f'<button type="button" class="act" data-do="show" data-show="{name}" '
        f'aria-pressed="{"true" if show == name else "false"}">{label}</button>'
        for name, label in (
            ("open", f"{words.queue_open} ({waiting})"),
            ("judged", words.queue_judged),
        )
    )
    current = chosen.stored.answer_id if chosen else ""
    items = "".join(_item(item, current, words) for item in queue)
    listed = f"<ol>{items}</ol>" if items else f'<p class="hint">{words.queue_empty}</p>'
    body = _judging(chosen, words) if chosen else f'<p class="hint">{words.queue_choose}</p>'
    return (
        f'<div class="desk"><nav class="queue" aria-label="{words.desk}">'
        f'<div class="shows">{tabs}</div>{listed}</nav>'
        f'<div class="judging" data-key="j{current}">{body}</div></div>'
    )


def _item(item: Queued, current: str, words: Words) -> str:
    stored = item.stored
    here = ' aria-current="true"' if stored.answer_id == current else ""
    return (
        f'<li data-key="q{stored.answer_id}"><button type="button" data-do="choose" '
        f'data-answer="{stored.answer_id}"{here}>'
        f"<b>{escape(stored.answer.question)}</b>"
        f"<span>{_flag(stored, words)}{stored.asked_at:%Y-%m-%d %H:%M} · "
        f"{words.statuses[stored.answer.status]}</span></button></li>"
    )


def _flag(stored: StoredAnswer, words: Words) -> str:
    if stored.feedback is None or stored.feedback.kind == "up":
        return ""
    label = words.flagged_wrong if stored.feedback.kind == "wrong" else words.flagged_down
    return f'<em class="flagged">{label}</em> '


def _judging(item: Queued, words: Words) -> str:
    stored, answer = item.stored, item.stored.answer
    cited = {citation.n: citation for citation in answer.citations}
    # Without a model the sentences are the quotes themselves, which follow as such.
    told = () if answer.status == "evidence_only" else answer.sentences
    sentences = "".join(_sentence(i, one, cited, item, words) for i, one in enumerate(told))
    citations = "".join(_citation(c, item, words) for c in answer.citations)
    whole = "" if answer.sentences else f"<p>{escape(answer.text)}</p>"
    reader = ""
    if stored.feedback is not None and stored.feedback.reason:
        reader = f'<p class="problem">{words.reader_says}: {escape(stored.feedback.reason)}</p>'
    return (
        f"<h2>{escape(answer.question)}</h2>"
        f'<p class="hint">{_flag(stored, words)}{stored.asked_at:%Y-%m-%d %H:%M} · '
        f"{words.statuses[answer.status]} · {escape(answer.model)}</p>{reader}{whole}"
        f"{_row('answer', words.whole_answer, item, words)}"
        f"{sentences}"
        f'<h3>{words.sources}</h3><ol class="cards">{citations}</ol>'
    )


def _sentence(
    index: int,
    sentence: CheckedSentence,
    cited: dict[int, Citation],
    item: Queued,
    words: Words,
) -> str:
    marks = "".join(mark(cited[n], words) for n in sentence.citations if n in cited)
    text = escape(sentence.text)
    if sentence.verdict == "unsupported":
        text = f"<del>{text}</del>"
    label = f"{words.sentence} {index + 1}"
    return (
        f'<div class="judged-part"><p>{text} {marks}</p>'
        f"{_row(f'sentence:{index}', label, item, words)}</div>"
    )


def _citation(citation: Citation, item: Queued, words: Words) -> str:
    label = f"{words.citation} {citation.n}"
    return (
        f'<li data-key="c{citation.n}">{mark(citation, words)}<div class="body">'
        f"<blockquote>{paragraphs(citation.quote)}</blockquote>"
        f'<p class="from">{escape(where(citation, words))}</p>'
        f"{_row(f'citation:{citation.n}', label, item, words)}</div></li>"
    )


def _row(target: str, label: str, item: Queued, words: Words) -> str:
    """The verdicts that can be given of one thing, and those that were."""
    kind = target.split(":")[0]
    mine = [j for j in item.judgements if j.target == target]
    standing = next((j.verdict for j in mine if not j.undone), "")
    answer_id = item.stored.answer_id
    buttons = "".join(
        f'<button type="button" class="act {name}" data-do="judge" data-answer="{answer_id}" '
        f'data-target="{target}" data-verdict="{name}" '
        f'aria-pressed="{"true" if name == standing else "false"}">{words.verdicts[name]}</button>'
        for name in VERDICTS[kind]
    )
    more = _field("correct", words.correct_answer, target, answer_id) if kind == "answer" else ""
    note = _field("note", words.note, target, answer_id)
    given = "".join(_given(judgement, words) for judgement in mine)
    return (
        f'<fieldset class="verdicts"><legend>{label}</legend><div>{buttons}{note}{more}</div>'
        f"<ul>{given}</ul></fieldset>"
    )


def _field(name: str, label: str, target: str, answer_id: str) -> str:
    key = f"{name}-{answer_id}-{target.replace(':', '-')}"
    return (
        f'<label class="unseen" for="{key}">{label}</label>'
        f'<input id="{key}" name="{name}" maxlength="1000" placeholder="{label}">'
    )


def _given(judgement: Judgement, words: Words) -> str:
    told = words.by_whom.format(escape(judgement.account), f"{judgement.judged_at:%Y-%m-%d %H:%M}")
    said = "; ".join(escape(part) for part in (judgement.correct, judgement.note) if part)
    text = f"{words.verdicts[judgement.verdict]} · {told}{': ' if said else ''}{said}"
    if judgement.undone:
        return f"<li><del>{text}</del> ({words.undone})</li>"
    return (
        f'<li>{text} <button type="button" class="link" data-do="undo" '
        f'data-judgement="{judgement.judgement_id}" '
        f'data-answer="{judgement.answer_id}">{words.undo}</button></li>'
    )
