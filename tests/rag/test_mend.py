"""A scale lost in translation is put right; what the quote does not hold is left to the check."""

import pytest

from rag.verify.mend import with_scales_of

SOURCE = "Trade reached 99.68 billion yuan and output 1.35 trillion yuan; 12 million people came."


@pytest.mark.parametrize(
    ("claim", "mended"),
    [
        ("贸易额为99.68亿元。", "贸易额为996.8亿元。"),
        ("产值为1.35万亿元。", "产值为1.35万亿元。"),
        ("产值为1.35亿元。", "产值为1.35万亿元。"),
        ("有12万人。", "有1200万人。"),
        ("贸易额为77亿元。", "贸易额为77亿元。"),
    ],
)
def test_the_quote_decides_the_scale(claim: str, mended: str) -> None:
    assert with_scales_of(claim, SOURCE) == mended
