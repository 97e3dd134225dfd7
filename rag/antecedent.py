"""A sentence that points back ("Its volume ...") and the one before it that says to what."""

import re

from core.domain import Passage, Sentence

_POINTS_BACK = re.compile(
    r"\W*(?:(?:it|its|they|their|he|his|she|her|these|those|this|that)\b|[它其他她这该])",
    re.IGNORECASE,
)


def antecedent(sentence: Sentence, passage: Passage) -> Sentence | None:
    """The sentence right before one that opens by pointing back, within the same paragraph."""
    if not _POINTS_BACK.match(sentence.text):
        return None
    before = [other for other in passage.sentences if other.end <= sentence.start]
    if not before:
        return None
    between = passage.text[before[-1].end - passage.start : sentence.start - passage.start]
    return None if "\n\n" in between else before[-1]
