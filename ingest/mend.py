"""Paragraphs that page breaks, captions and columns cut, made whole again. All pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.blocks import Block
from ingest.characters import cjk_share, ends_sentence, starts_lower

RUNNING = 40
"""Characters from which a block reads as running text rather than a caption or a label."""

_ADDRESS_END = re.compile(r"(?:https?://|www\.|@)\S+$")
_ADDRESS = re.compile(r"^(?:https?://|www\.|[\w.+-]+@)\S+$")
_SENTENCE_INSIDE = re.compile(r"[a-z][”\"')]*[.!?][”\"')]*\s+[A-Z]|[。！？，]")
_REACH = 10
_CAPTIONS = 2
_CAPTION_WORDS = 14
_CAPTION_WEIGHT = 110
# Closed-class words of English: a sentence cannot stop after one of them.
_OPEN_ENDS = frozenset(
    "a an the of by to in on at with for from and or nor as than that which who whose into onto "
    "over under between among through during its their his her our your my this these those is "
    "are was were be been has have had will would can could may might must shall should".split()
)


def weight(text: str) -> int:
    """Return the length of a text in Latin characters; a Chinese one says as much as two."""
    return len(text) * (2 if cjk_share(text) > 0.5 else 1)


def is_title_case(text: str) -> bool:
    """Tell whether most long words of a text are capitalised, as in a heading."""
    words = [w for w in text.split() if len(w) > 3 and w[0].isalpha()]
    return bool(words) and sum(w[0].isupper() for w in words) >= 0.7 * len(words)


def is_unfinished(block: Block) -> bool:
    """Tell whether a paragraph stops before its sentence does."""
    text = block.plain
    if block.kind != "text" or ends_sentence(text) or _ADDRESS_END.search(text):
        return False
    if needs_more(text) and len(text.split()) > 3:
        return True
    return weight(text) >= RUNNING and not (is_caption(block) and is_title_case(text))


def needs_more(text: str) -> bool:
    """Tell whether a text stops where no English sentence can, whatever comes next."""
    bare = text.rstrip()
    last = bare.rsplit(None, 1)[-1].lower() if bare else ""
    return bare.endswith((",", "，", "、")) or last in _OPEN_ENDS or last.endswith("-")


def is_caption(block: Block) -> bool:
    """Tell whether a block is short and no sentence: a caption, a label, a credit."""
    text = block.plain
    short = len(text.split()) <= _CAPTION_WORDS and weight(text) <= _CAPTION_WEIGHT
    return (
        block.kind == "text"
        and short
        and not ends_sentence(text)
        and not _SENTENCE_INSIDE.search(text)
    )


def rejoin(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with the rest of each cut paragraph put back to its beginning.

    A block that starts in lower case goes to the nearest unfinished paragraph before it, over
    whatever complete blocks (captions, another column) stand between; then one that starts
    otherwise goes to a paragraph that needs more, over captions at most.
    """
    return _moved(_moved(blocks, _host_of_rest), _host_in_need)


def _moved(
    blocks: Sequence[Block], host_of: Callable[[Sequence[Block], Block], int | None]
) -> tuple[Block, ...]:
    out: list[Block] = []
    page_pending = False
    for block in blocks:
        host = host_of(out, block) if block.kind == "text" else None
        if host is None:
            out.append(replace(block, new_page=block.new_page or page_pending))
            page_pending = False
        else:
            page_pending = page_pending or (block.new_page and host < len(out) - 1)
            out[host] = out[host].extended(block)
    return tuple(out)


def _host_of_rest(before: Sequence[Block], block: Block) -> int | None:
    if not starts_lower(block.plain):
        return None
    if _ADDRESS.match(block.plain):
        return len(before) - 1 if before and is_unfinished(before[-1]) else None
    reach = range(len(before) - 1, max(-1, len(before) - 1 - _REACH), -1)
    cut = [i for i in reach if is_unfinished(before[i])]
    for i in cut:
        if needs_more(before[i].plain) or not is_caption(before[i]):
            return i
    return cut[0] if cut else None


def _host_in_need(before: Sequence[Block], block: Block) -> int | None:
    if is_caption(block):
        return None
    for i in range(len(before) - 1, max(-1, len(before) - 2 - _CAPTIONS), -1):
        if is_unfinished(before[i]) and _goes_on(before[i], block):
            return i
        if not is_caption(before[i]):
            return None
    return None


def _goes_on(host: Block, block: Block) -> bool:
    if needs_more(host.plain):
        return True
    # Chinese has no case to tell by: two pieces of running text, the first cut, belong together.
    return all(cjk_share(t) > 0.5 and weight(t) >= RUNNING for t in (host.plain, block.plain))


def settle_headings(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Put a heading that stands under its paragraph back over it.

    Text taken from a page in drawing order may bring a heading after its body. Such a heading
    has no body of its own: its page ends after it, or what follows is no body. It then goes
    before the complete paragraph that it follows; further ones in the run are captions.
    """
    out = list(blocks)
    for i in range(len(out) - 1, 0, -1):
        if out[i].kind != "heading" or out[i - 1].kind != "text" or out[i].new_page:
            continue
        run = i
        while run + 1 < len(out) and out[run + 1].kind == "heading" and not out[run + 1].new_page:
            run += 1
        if run + 1 < len(out) and not out[run + 1].new_page:
            continue
        paragraph, heading = out[i - 1], out[i]
        captions = [replace(b, kind="text", level=0) for b in out[i + 1 : run + 1]]
        out[i - 1 : run + 1] = [
            replace(heading, new_page=paragraph.new_page),
            replace(paragraph, new_page=False),
            *captions,
        ]
    return tuple(out)


def drop_repeats(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks without captions that only repeat the block just before them."""
    kept = [b for a, b in pairwise(blocks) if not (is_caption(b) and a.plain == b.plain)]
    return (*blocks[:1], *kept)
