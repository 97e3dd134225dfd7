"""What a passage says to its readers: its sentences without orders to the machine.

A report's words are quoted as what the report states. An order to a language model is none of
that, and neither is what follows it in its paragraph, or in the list that it leads in: that is
what the machine is to tell.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile

from core.domain import SECTION_MARK, Passage, Sentence
from core.orders import is_chat, is_order


@lru_cache(maxsize=4096)
def statements(passage: Passage) -> tuple[Sentence, ...]:
    """The sentences of a passage, of each paragraph those before an order."""
    told: list[Sentence] = []
    led = False  # by an order that ends with a colon
    for opens, line in _lines(passage):
        led = led and not opens
        said = [] if led or any(is_chat(s.text) for s in line) else list(_before_order(line))
        led = led or (len(said) < len(line) and line[-1].text.rstrip().endswith((":", "：")))
        told += said
    return tuple(told)


def _lines(passage: Passage) -> Iterator[tuple[bool, list[Sentence]]]:
    """The sentences of each line, and whether a blank line stands before it."""
    line: list[Sentence] = []
    opens = True
    for sentence in passage.sentences:
        before = line[-1].end if line else passage.start
        gap = passage.text[before - passage.start : sentence.start - passage.start]
        if line and "\n" in gap:
            yield opens, line
            line, opens = [], "\n\n" in gap
        line.append(sentence)
    if line:
        yield opens, line


def _before_order(line: Sequence[Sentence]) -> Iterator[Sentence]:
    return takewhile(lambda sentence: not is_order(sentence.text), line)


def stated(passage: Passage) -> str:
    """The text of a passage without what `statements` leaves out."""
    if len(statements(passage)) == len(passage.sentences):
        return passage.text
    return "\n".join(sentence.text for sentence in statements(passage))


def headings(passage: Passage) -> str:
    """The section of a passage without headings that are orders."""
    titles = passage.section.split(SECTION_MARK)
    return SECTION_MARK.join(title for title in titles if not is_order(title))
