"""One sentence against the evidence: which quotes it rests on, and whether they hold it.

What is decided here is decided by code alone: numbers with scale and unit, years, names, and
how much of the sentence's wording the quotes share. A sentence of figures without support is
the worst this product can say, so a single missing figure fails the whole sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain import CheckedSentence
from rag.evidence import Evidence, years_of
from rag.verify import names as name_check
from rag.verify import quantities as quantity_check
from rag.verify.binding import miscounted, misplaced_offices, reversed_roles, turned
from rag.verify.mend import with_scales_of
from rag.words import content_words, is_han

MOST_QUOTES = 3
"""A sentence may rest on this many quotes together."""

LEAST_SHARED = 0.5
"""Share of a sentence's content words that its quotes, or what stands around them, must hold."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence with what in it can be checked, read once."""

    text: str
    words: frozenset[str]
    names: tuple[str, ...]
    years: frozenset[int]


def read_claim(text: str) -> Claim:
    """Take a sentence apart for checking; citation marks are left out."""
    bare = quantity_check.MARK.sub("", text)
    return Claim(
        bare, content_words(bare), name_check.names(bare), quantity_check.years(bare)
    )  # fmt: skip


def check(text: str, evidence: Sequence[Evidence]) -> CheckedSentence:
    """Decide what a sentence rests on and whether it may be said.

    Args:
        text: one complete sentence of the model.
        evidence: all that the model was shown, in citation order (citation n is item n - 1).

    Returns:
        The sentence with citations and the verdict; reasons are plain words for a reader.
    """
    if is_han(text):
        text = with_scales_of(text, "\n".join(e.text for e in evidence if not is_han(e.text)))
    claim = read_claim(text)
    chosen = _rest_on(claim, evidence)
    if not chosen:
        return CheckedSentence(text, (), "unsupported", ("no quote speaks of this",))
    quotes = [evidence[n - 1] for n in chosen]
    reasons = [*_figures(claim, quotes), *_years(claim, quotes), *_names(claim, quotes)]
    reasons = reasons or _torn(claim, quotes) or _misread(claim, quotes)
    if not reasons and not _shares_wording(claim, quotes):
        reasons.append("its wording is not that of the report")
    verdict = "unsupported" if reasons else "supported"
    return CheckedSentence(text, chosen, verdict, tuple(reasons))  # type: ignore[arg-type]


def _rest_on(claim: Claim, evidence: Sequence[Evidence]) -> tuple[int, ...]:
    """Numbers of the quotes that hold most of the claim, the fewest that hold its figures."""
    scores = [_overlap(claim, item) for item in evidence]
    order = sorted(range(len(evidence)), key=lambda i: (-scores[i], i))
    if not order or (scores[order[0]] == 0 and not is_han(claim.text)):
        return ()
    chosen = [order[0]]
    for index in order[1:]:
        lacking = _lacking(claim, chosen, evidence)
        if not lacking or len(chosen) == MOST_QUOTES:
            break
        if _lacking(claim, [*chosen, index], evidence) < lacking:
            chosen.append(index)
    return tuple(sorted(index + 1 for index in chosen))


def _lacking(claim: Claim, indexes: Sequence[int], evidence: Sequence[Evidence]) -> int:
    """How many figures, years and names of the claim these quotes do not hold."""
    quotes = [evidence[i] for i in indexes]
    return len(_figures(claim, quotes)) + len(_years(claim, quotes)) + len(_names(claim, quotes))


def _torn(claim: Claim, quotes: Sequence[Evidence]) -> list[str]:
    """Figures of the claim whose own quote speaks of another year, or not of the names.

    Several quotes together may hold every figure, year and name of a sentence that none of them
    says: the figure of one, told of the year or the thing of another.
    """
    reasons = []
    for figure, year in quantity_check.dated(claim.text):
        holding = [q for q in quotes if not quantity_check.missing(figure, q.text)]
        if not holding:
            continue
        if year and not any(year in years_of(quote) for quote in holding):
            reasons.append(f"the figure {figure} is not told of {year}")
        elif not any(not _names(claim, [quote]) for quote in holding):
            reasons.append(f"the figure {figure} is told of something else")
    return reasons


def _misread(claim: Claim, quotes: Sequence[Evidence]) -> list[str]:
    """Counts, changes, deeds and offices that the quotes tell otherwise, within one script."""
    told = [quote.text for quote in quotes]
    if is_han("\n".join(told)) != is_han(claim.text):
        return []
    around = "\n".join(f"{quote.text}\n{quote.context}" for quote in quotes)
    return [
        *miscounted(claim.text, told, around),
        *turned(claim.text, told),
        *reversed_roles(claim.text, told),
        *misplaced_offices(claim.text, around),
    ]


def _overlap(claim: Claim, item: Evidence) -> float:
    """Shared content words, a held figure counting as three words."""
    shared = len(claim.words & content_words(item.text))
    claimed = quantity_check.quantities(claim.text, as_source=False)
    held = len(claimed) - len(quantity_check.missing(claim.text, item.text))
    return shared + 3.0 * held


def _figures(claim: Claim, quotes: Sequence[Evidence]) -> list[str]:
    source = "\n".join(quote.text for quote in quotes)
    return [
        f"the figure {quantity.written} is not in the quoted words"
        for quantity in quantity_check.missing(claim.text, source)
    ]


def _years(claim: Claim, quotes: Sequence[Evidence]) -> list[str]:
    held: set[int] = set()
    for quote in quotes:
        held |= quantity_check.years(quote.text) | quantity_check.years(quote.passage.section)
        held |= quantity_check.years(quote.report.metadata.published[:4])
        held |= quantity_check.years(quote.report.metadata.title)
    return [
        f"the year {year} is not in the quoted words" for year in sorted(claim.years - held)
    ]  # fmt: skip


def _names(claim: Claim, quotes: Sequence[Evidence]) -> list[str]:
    around = "\n".join(quote.text + "\n" + quote.context for quote in quotes)
    if is_han(around) != is_han(claim.text):
        return []
    return [f"{name} is not named there" for name in name_check.missing(claim.names, around)]


def _shares_wording(claim: Claim, quotes: Sequence[Evidence]) -> bool:
    source = "\n".join(quote.text for quote in quotes)
    if is_han(source) != is_han(claim.text) or not claim.words:
        return True
    held = content_words(source + "\n" + "\n".join(quote.context for quote in quotes))
    return len(claim.words & held) / len(claim.words) >= LEAST_SHARED
