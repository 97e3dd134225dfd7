"""An answer as Markdown in which all that reports and people wrote stays text."""

import re
from collections.abc import Iterable, Iterator

from ui.chat.outline import Block, Heading, Item, Paragraph, Quote, Table, Title, printable

# What CommonMark and GitHub's dialect give a meaning within a line: code, emphasis, links, HTML,
# entities, cells, strikethrough, formulas and mentions.
_WITHIN = re.compile(r"[\\`*_\[\]<>&|~$@]")
# An address on its own becomes a link there too.
_ADDRESS = re.compile(r"(?i)(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)")
# And at the beginning of a line: headings, lists, rules, quotes, code.
_FIRST = re.compile(r"^([#+=:-]|\d{1,9}(?=[.)](?:\s|$)))")


def blocks_as_markdown(blocks: Iterable[Block]) -> str:
    """Write the blocks of `ui.chat.outline` as CommonMark with one of GitHub's tables."""
    return "\n\n".join("\n".join(_written(block)) for block in blocks) + "\n"


def escaped(text: str) -> str:
    """One line that a reader of Markdown shows as it is."""
    line = _WITHIN.sub(r"\\\g<0>", " ".join(printable(text).split()))
    line = _ADDRESS.sub(lambda m: f"{m[1] or m[3]}\\{m[2] or m[4]}", line)
    return _FIRST.sub(_first, line)


def _first(match: re.Match[str]) -> str:
    if match[0].isdigit():
        return f"{match[0]}\\"
    return f"\\{match[0]}"


def _written(block: Block) -> Iterator[str]:
    match block:
        case Title(text):
            yield f"# {escaped(text)}"
        case Heading(text):
            yield f"## {escaped(text)}"
        case Paragraph(text):
            yield escaped(text)
        case Item():
            yield from _item(block)
        case Table(head, rows):
            yield _row(head)
            yield _row(["---"] * len(head), is_rule=True)
            yield from map(_row, rows)
        case Quote(number, source, paragraphs):
            yield f"**\\[{number}\\]** {escaped(source)}"
            yield ""
            yield "\n>\n".join(f"> {escaped(paragraph)}" for paragraph in paragraphs)


def _item(item: Item) -> Iterator[str]:
    text = escaped(item.text)
    yield f"- ~~{text}~~" if item.is_dropped else f"- {text}"
    for note in item.notes:
        # A blank line, so that the note is a line of its own in every dialect.
        yield ""
        yield f"  {escaped(note)}"


def _row(cells: Iterable[str], *, is_rule: bool = False) -> str:
    return f"| {' | '.join(cell if is_rule else escaped(cell) for cell in cells)} |"
