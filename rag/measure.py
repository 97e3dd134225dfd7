"""What a question asks the figures of, named for the table and the drawing of them."""

import re

from rag.question import PERIOD, over_time

_YEAR = r"(?:19|20)\d\d"
_STEPS = tuple(
    (re.compile(pattern, re.IGNORECASE), named)
    for pattern, named in (
        # When, and by whom told, stands with each figure.
        (r",?\s*\b(?:in|of|from) (?:the|its|their) (?:latest|newest|most recent)\b.*$", ""),
        (rf",?\s*(?:\b(?:in|during|for) (?:the )?)?(?:{PERIOD.pattern})", ""),
        (rf",?\s*\b(?:and )?(?:in|during|since|until|by|as of|between|from) (?:the year )?{_YEAR}"
         rf"(?:\s*(?:and|to|-|–)\s*(?:in )?{_YEAR})?\b", ""),
        (rf"{_YEAR}\s*年(?:底|末)?", ""),
        (r",?\s*\baccording to\b.*$", ""),
        (r"^(?:by )?how (?:many per ?cent|much) did (?:the )?(.+?) (?:grow|rise|increase|fall|drop|"
         r"decline|decrease|change)\b.*$", r"change of \1"),
        (r"^how (?:many|much) (.+?) (?:did|does|do) (.+?) (?:have|hold|own)\b", r"\1 of \2"),
        (r"^how (?:many|much) (.+?) (?:are|is|were|was) there\b", r"\1"),
        (r"^how (?:many|much) (.+?) (?:are|is|were|was) (in|at|on|of)\b", r"\1 \2"),
        (r"^(?:how (?:many|much|large|big|high|long|far|fast)|what|which)\b\s*"
         r"(?:(?:is|are|was|were|does|do|did|has|have|had|will)\b\s*)?(?:the\b\s*)?", ""),
        (r"^(?:the )?number of ", ""),
        (r"(?:有|是)?多少[个家名条项座]?|有?几[个家名条项座]", ""),
    )
)  # fmt: skip


def measure_of(question: str) -> str:
    """Name what a question asks the number of, in its own words: "foreign ships in Oslo"."""
    bare = (over_time(question) or question).strip(" ?？.。")
    named = bare
    for pattern, put in _STEPS:
        named = pattern.sub(put, named)
    return " ".join(named.strip(" ,，").split()) or bare
