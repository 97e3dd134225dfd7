"""A figure whose scale was lost in translation, put right from the quote.

Small models write "7.5 billion" as "7.5亿" (0.75 billion). Where a claim's digits stand in
the quote with another scale, and nowhere with its own, the quote's value is written instead.
"""

import re
from decimal import Decimal

from rag.verify.numerals import SCALED_HAN, plain, to_decimal
from rag.verify.quantities import quantities

_UNITS = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_DIGITS_SCALED = re.compile(
    r"(?P<digits>\d[\d,]*(?:\.\d+)?)\s*(?:-|\s)?(?:hundred|thousand|million|billion|trillion|bn|mn)\b",
    re.IGNORECASE,
)


def in_chinese(value: Decimal) -> str:
    """Write a number with the largest of 万亿, 亿 and 万 that it reaches: 2.5万亿."""
    for scale, word in _UNITS:
        if value >= scale:
            return plain(value / scale) + word
    return plain(value)


def with_scales_of(claim: str, source: str) -> str:
    """Return a Chinese claim with the scale of each figure as the English source has it.

    Args:
        claim: a sentence in Chinese.
        source: its quotes, in a language that counts in thousands.
    """
    held = {quantity.value for quantity in quantities(source, as_source=True)}
    by_digits = {}
    for match in _DIGITS_SCALED.finditer(source):
        found = quantities(match.group(), as_source=True)
        if found:
            by_digits[to_decimal(match["digits"])] = found[0].value

    def mended(match: re.Match[str]) -> str:
        claimed = quantities(match.group(), as_source=False)
        meant = by_digits.get(to_decimal(match.group(1)))
        if meant is None or not claimed or claimed[0].value in held:
            return match.group()
        return in_chinese(meant)

    return SCALED_HAN.sub(mended, claim)
