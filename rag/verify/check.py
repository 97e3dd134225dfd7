"""One sentence against the evidence: which quotes it rests on, and whether they hold it.

What is decided here is decided by code alone: numbers with scale and unit, dates, names and their
places, denials, plans, causes, and how much of the sentence's wording the quotes share. A sentence
of figures without support is the worst this product can say, so a single missing figure fails the
whole sentence.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import groupby

from core.domain import CheckedSentence
from rag.dating import misdated
from rag.evidence import Evidence, years_of
from rag.verify import han
from rag.verify import names as name_check
from rag.verify import quantities as quantity_check
from rag.verify.binding import counted, miscounted, misplaced_offices, reversed_roles, turned
from rag.verify.bounds import misbound, unrepeated
from rag.verify.causes import uncaused
from rag.verify.dates import month_name, months
from rag.verify.extremes import unranked
from rag.verify.mend import with_scales_of
from rag.verify.numerals import plain, resolve
from rag.verify.places import Source
from rag.verify.plans import unplanned
from rag.verify.sense import contradictions
from rag.verify.sums import WORKED_OUT, worked_out
from rag.verify.swapped import put_instead, swapped
from rag.verify.tokens import Token, read
from rag.words import content_words, is_han

MOST_QUOTES = 3
"""A sentence may rest on this many quotes together."""

OTHER_WORDS = "its wording is not that of the report"

LEAST_SHARED = 0.5
"""Share of a sentence's content words that its quotes, or what stands around them, must hold."""

TITLE_RUN = 3
"""Words of a report's title in a row by which a sentence names the report."""

LEAST_TITLE = 0.5
"""Share of a title's content words beyond which a sentence that speaks of a report names it."""

LEAST_SHARED_OF_COUNTS = 0.65
"""The same for a sentence that counts things: what is said of so many must be their own."""

_SPEAKS_OF_REPORT = re.compile(
    r"\b(?:reports?|according|published|publication|booklet|digest|essay|article)\b|报告|文章|根据",
    re.IGNORECASE,
)

_SIDE_BY_SIDE = re.compile(
    r"\b(?:and|or|while|whereas|but|both|than|as|also|respectively|versus|unlike|compared|exceed\w*"
    r"|more|less|different\w*)\b|(?<!\d)[;,:；，、：](?!\d)|[和与及或]"
)
"""Words and marks by which a sentence tells of several things."""

_OF_ANY_SUM = content_words(
    "total amount value volume sum figure year percent share rate thousand million billion "
    "trillion us usd rmb cny eur gbp dollars yuan renminbi euros pounds yen hong kong worth "
    "reach reached increase increased decrease decreased rise rose fall fell grow grew growth"
)
"""Words that are said of any sum or share."""

_OPENING = re.compile(r"^[^,，]{1,40}[,，]\s*")
"""When or where it was, before the sentence proper."""

_CONTRAST = re.compile(r";\s|；|，而|,?\s(?:while|whereas|but)\s")
"""Parts a sentence that tells of two things one beside the other."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence with what in it can be checked, read once."""

    text: str
    words: frozenset[str]
    names: tuple[str, ...]
    years: frozenset[int]
    tokens: tuple[Token, ...]


def read_claim(text: str, evidence: Sequence[Evidence] = ()) -> Claim:
    """Take a sentence apart for checking; citation marks are left out.

    Args:
        text: the sentence.
        evidence: the names that it holds are known as such where they open the sentence.
    """
    bare = quantity_check.MARK.sub("", text)
    known = frozenset(name for item in evidence for name in name_check.names(item.context))
    return Claim(
        text=bare,
        words=content_words(bare),
        names=name_check.names(bare, known) + (han.names(bare) if is_han(bare) else ()),
        years=quantity_check.years(bare),
        tokens=read(bare, known),
    )


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
    claim = read_claim(text, evidence)
    chosen = _rest_on(claim, evidence, _reports_named(claim, evidence))
    if not chosen:
        return CheckedSentence(text, (), "unsupported", ("no quote speaks of this",))
    quotes = [evidence[n - 1] for n in chosen]
    reasons = [*_figures(claim, quotes), *_times(claim, quotes), *_names(claim, quotes)]
    reasons = (
        reasons
        or _torn(claim, quotes)
        or _stitched(claim, quotes)
        or _misread(claim, quotes)
        or _as_a_whole(claim, quotes)
    )
    if not reasons and not _shares_wording(claim, quotes):
        reasons.append(OTHER_WORDS)
    if reasons:
        return CheckedSentence(text, chosen, "unsupported", tuple(dict.fromkeys(reasons)))
    sums = worked_out(claim.text, "\n".join(quote.text for quote in quotes))
    return CheckedSentence(text, chosen, "supported", tuple(WORKED_OUT + s for s in sums.values()))


def misread(text: str, quotes: Sequence[Evidence]) -> tuple[str, ...]:
    """Say what quotes of the text's script tell otherwise: places of names, deeds, sense.

    Unlike `check`, what they do not hold at all is passed over, and so is who acted, which only
    a whole sentence tells.
    """
    return tuple(dict.fromkeys(_misread(read_claim(text, quotes), quotes)))


def _reports_named(claim: Claim, evidence: Sequence[Evidence]) -> frozenset[str]:
    """Which of the reports a claim says to tell what they do, by most words of their titles.

    "The Harbour Review 2015 plans ..." must rest on that report, whichever says so as well.
    """
    titles = {item.report.report_id: item.report.metadata.title for item in evidence}
    whole = [title for title in titles.values() if _titled(claim, title)]
    if whole:
        longest = max(whole, key=len)
        return frozenset(report for report, title in titles.items() if title == longest)
    if not _SPEAKS_OF_REPORT.search(claim.text):
        return frozenset()
    shares = {
        report: len(_of_title(claim, title) & content_words(title)) / len(content_words(title))
        for report, title in titles.items()
        if content_words(title)
    }
    most = max(shares.values(), default=0.0)
    return frozenset(report for report, share in shares.items() if share == most > LEAST_TITLE)


def _titled(claim: Claim, title: str) -> bool:
    """Whether a claim holds a whole title of several words, as it is written."""
    return len(title.split()) >= TITLE_RUN and title in claim.text


def _rest_on(
    claim: Claim, evidence: Sequence[Evidence], reports: AbstractSet[str]
) -> tuple[int, ...]:
    """Numbers of the quotes that hold most of the claim, the fewest that hold its figures.

    Of these reports alone, if any are named.
    """
    scores = [_overlap(claim, item) for item in evidence]
    order = sorted(range(len(evidence)), key=lambda i: (-scores[i], i))
    order = [i for i in order if not reports or evidence[i].report.report_id in reports]
    if not order:
        return ()
    # Across scripts no words are shared; figures and years alone may have to do.
    foreign = is_han(claim.text) and not is_han(evidence[order[0]].text)
    if scores[order[0]] == 0 and not foreign:
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
    return len(_figures(claim, quotes)) + len(_times(claim, quotes)) + len(_names(claim, quotes))


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
        if year and not any(year in years_of(q) | _named_years(claim, q) for q in holding):
            reasons.append(f"the figure {figure} is not told of {year}")
        elif not any(
            not _names(_clause_of(claim, figure), [quote]) and _measures(claim, figure, quote)
            for quote in holding
        ):
            reasons.append(f"the figure {figure} is told of something else")
    return reasons or misdated(claim.text, [quote.text for quote in quotes])


def _measures(claim: Claim, figure: str, quote: Evidence) -> bool:
    """Whether a quote that holds a sum of money or a share names anything of what it is told of.

    That exports were 5 million is not what "revenue was 5 million" says. Counts are told by what
    stands behind them (`miscounted`).
    """
    if is_han(claim.text) or is_han(quote.text):
        return True
    read_as = quantity_check.quantities(figure, as_source=True)
    if not any(quantity.unit for quantity in read_as):
        return True
    named = content_words(" ".join(claim.names))
    words = content_words(_clause_of(claim, figure).text) - named - _OF_ANY_SUM
    words = frozenset(word for word in words if not word[0].isdigit())
    about = f"{quote.text}\n{quote.passage.section}\n{quote.report.metadata.title}"
    return not words or bool(words & content_words(about))


def _stitched(claim: Claim, quotes: Sequence[Evidence]) -> list[str]:
    """Say so if the claim joins names that the quotes of no one report hold all.

    A sentence that tells of several things side by side says so: "and", "while", "than".
    """
    reports = {quote.report.report_id for quote in quotes}
    proper = _OPENING.sub("", claim.text)
    if len(reports) < 2 or len(claim.names) < 2 or _SIDE_BY_SIDE.search(proper):
        return []
    holding = [
        frozenset(
            quote.report.report_id
            for quote in quotes
            if not _names(replace(claim, names=(name,)), [quote])
        )
        for name in claim.names
    ]
    if frozenset.intersection(*holding):
        return []
    return [f"{claim.names[0]} and {claim.names[-1]} are named in different reports"]


def _clause_of(claim: Claim, figure: str) -> Claim:
    """The claim with no other names than those of the figure's own clause, if it has any."""
    clauses = re.split(_CONTRAST, resolve(claim.text, every_word=False))
    own = next((clause for clause in clauses if figure in clause), claim.text)
    named = tuple(name for name in claim.names if name in own)
    return replace(claim, text=own, names=named or claim.names)


def _misread(claim: Claim, quotes: Sequence[Evidence]) -> list[str]:
    """What the quotes tell otherwise: counts, places of names, deeds, sense; within one script."""
    told = [quote.text for quote in quotes]
    source = "\n".join(told)
    reasons = misbound(claim.text, source)
    reasons += unrepeated(claim.text, source)
    if is_han(source) != is_han(claim.text):
        return reasons
    around = "\n".join(f"{quote.text}\n{quote.context}" for quote in quotes)
    sentences = _as_source(claim, told)
    words = _said_of_matter(claim, quotes)
    return [
        *reasons,
        *miscounted(claim.text, told, around),
        *turned(claim.text, told),
        *misplaced_offices(claim.text, around),
        *swapped(words, sentences),
        *contradictions(words, sentences),
        *unplanned(words, sentences),
        *uncaused(claim.text, source),
    ]


def _as_a_whole(claim: Claim, quotes: Sequence[Evidence]) -> list[str]:
    """What only a whole sentence tells, and no question: who acted, what is the most."""
    told = [quote.text for quote in quotes]
    source = "\n".join(told)
    if is_han(source) != is_han(claim.text):
        return []
    return [
        *reversed_roles(claim.text, told),
        *unranked(claim.text, source),
        *put_instead(_said_of_matter(claim, quotes), _as_source(claim, told)),
    ]


def _said_of_matter(claim: Claim, quotes: Sequence[Evidence]) -> list[Token]:
    """The claim without figures that it works out and what it names a report by."""
    source = "\n".join(quote.text for quote in quotes)
    apart = {plain(q.value) for q in quantity_check.missing(claim.text, source)}
    apart |= {str(year) for quote in quotes for year in _named_years(claim, quote)}
    apart |= {stem for quote in quotes for stem in _of_title(claim, quote.report.metadata.title)}
    return [token for token in claim.tokens if token.stem not in apart]


def _of_title(claim: Claim, title: str) -> set[str]:
    """Stems of the words of a report's title that the claim holds, three or more in a row."""
    words = [token.stem for token in read(title)]
    said = "\n".join(token.stem for token in claim.tokens)
    runs = (words[at : at + TITLE_RUN] for at in range(len(words) - TITLE_RUN + 1))
    return {stem for run in runs if "\n".join(run) in said for stem in run}


def _named_years(claim: Claim, quote: Evidence) -> frozenset[int]:
    """The years of a quote's report, if the claim speaks of it: "the report of 2015 says"."""
    about = quote.report.metadata
    dated = f"{about.title} ({about.published[:4]})" in claim.text
    if not (dated or _SPEAKS_OF_REPORT.search(claim.text)):
        return frozenset()
    return quantity_check.years(f"{about.published[:4]}\n{about.title}")


def _as_source(claim: Claim, quotes: Sequence[str]) -> Source:
    """The sentences of the quotes as words, and which of them shares most words of the claim."""
    stems = {token.stem for token in claim.tokens}
    sentences = [
        list(sentence)
        for quote in quotes
        for _, sentence in groupby(read(quote), key=lambda token: token.sentence)
    ]
    sentences.sort(key=lambda words: -len(stems & {word.stem for word in words}))
    return Source(sentences[0] if sentences else (), sentences[1:])


def _overlap(claim: Claim, item: Evidence) -> float:
    """Shared content words, a held figure counting as three words."""
    shared = len(claim.words & content_words(item.text))
    claimed = quantity_check.quantities(claim.text, as_source=False)
    held = len(claimed) - len(quantity_check.missing(claim.text, item.text))
    return shared + 3.0 * held


def _figures(claim: Claim, quotes: Sequence[Evidence]) -> list[str]:
    source = "\n".join(quote.text for quote in quotes)
    sums = worked_out(claim.text, source)
    return [
        f"the figure {quantity.written} is not in the quoted words"
        for quantity in quantity_check.missing(claim.text, source)
        if quantity.written not in sums
    ]


def _times(claim: Claim, quotes: Sequence[Evidence]) -> list[str]:
    """Years and months of the claim that its quotes do not speak of."""
    source = "\n".join(quote.text for quote in quotes)
    told = frozenset[int]().union(*(years_of(q) | _named_years(claim, q) for q in quotes))
    around = "\n".join(f"{q.context}\n{q.report.metadata.published}" for q in quotes)
    named = months(source) or months(around)
    return [
        f"the year {year} is not in the quoted words" for year in sorted(claim.years - told)
    ] + [
        f"{month_name(month)} is not in the quoted words"
        for month in sorted(months(claim.text) - named)
    ]


def _names(claim: Claim, quotes: Sequence[Evidence]) -> list[str]:
    around = "\n".join(quote.text + "\n" + quote.context for quote in quotes)
    if is_han(around) != is_han(claim.text):
        return []
    absent = (han if is_han(around) else name_check).missing(claim.names, around)
    return [f"{name} is not named there" for name in absent]


def _shares_wording(claim: Claim, quotes: Sequence[Evidence]) -> bool:
    source = "\n".join(quote.text for quote in quotes)
    words, least = claim.words, LEAST_SHARED
    if any(things for _, things in counted(claim.text, as_source=False)):
        # The figures themselves were found already.
        words, least = frozenset(w for w in words if not w[0].isdigit()), LEAST_SHARED_OF_COUNTS
    if is_han(source) != is_han(claim.text) or not words:
        return True
    held = content_words(source + "\n" + "\n".join(quote.context for quote in quotes))
    return len(words & held) / len(words) >= least
