"""The same measure at several dates or in several reports, each figure with its date.

A figure is the measure's when a head word of the question (no name, no year) stands near the
number, nearer than to the sentence's others, save those that tell the same at a date of their own.
Two dates of one measure are two facts; two values of one date are a conflict.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.domain import Figure
from rag.answer_type import ASKS_RANK, HOW_MANY, measures, wanted
from rag.constraints import EITHER, OF_A_SOURCE
from rag.dating import DATE, Dating, column
from rag.evidence import Evidence
from rag.measure import measure_of
from rag.question import PERIOD
from rag.verify.binding import is_part, of_another_whole
from rag.verify.dates import DAY, day
from rag.verify.names import missing as missing_names
from rag.verify.names import names
from rag.verify.nouns import MEASURES, is_plural, noun_phrase
from rag.verify.numerals import resolve
from rag.verify.quantities import (
    QUANTITY,
    Quantity,
    currencies,
    missing,
    quantities,
    years,
)
from rag.verify.rows import is_row, scaled_cells
from rag.verify.units import DURATIONS
from rag.verify.verbs import bare_verb
from rag.words import STOP_WORDS, content_words, is_han, same_stem

NEAR = 9
"""Words between a number and the head word it counts, at most."""

LEAST_HEADS = 2
"""Head words of a question that a quote holds beside a figure, or half of them if that is less."""

LONGEST_UNIT = 24
"""Characters behind a number among which its unit stands."""

_ASKS_NUMBER = re.compile(
    r"\b(how (many|much|large|big|high|long|far|fast)|number|total|volume|amount|value|size|"
    r"population|area|gdp|share|percent(age)?|rate|ratio|rank|figures?|cost|budget|revenue|totals)\b|"
    r"^\W*how (did|has|have|does)\b.*\b(change|develop|evolve|grow|grown|rise|risen|fall|fallen|"
    r"increase|decrease|decline)(d|ed)?\b\s*(from|since|between|over|in|during|until|\W*$)|"
    r"多少|几|数量|总额|规模|人口|面积|占比|比例|排名",
    re.IGNORECASE,
)
_ANY_KIND = frozenset("different various separate distinct individual main major total".split())
_NOT_COUNTED = "the quoted words do not count what was asked for"
_WHOLE = frozenset(
    "total overall whole entire annual gross combined current "
    "hundred thousand million billion trillion".split()
)
"""Words before a measure that do not set it apart."""
_RATES = frozenset("per density rate capita average each daily".split())
_OF_A_NAME = re.compile(r"(?:\s*[a-z-]+\s+){0,4}?(?:in|of|at|for)\s+(?:the\s+)?([A-Z][\w-]+)")
# "Fortune 500", "Global 500": the number is part of a name.
_IN_A_NAME = re.compile(r"\w\W+[A-Z][a-z]+ $|[A-Za-z]{2}-$|\bNos?\. ?[\d-]*$")
_OF_THESE = re.compile(r"\b(?:of|among) (?:whom|which|them|these|those)\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|is to|are to|by (?:19|20)\d\d|plans?|planned|aims?|targets?|expected)\b"
)
_ANOTHER = re.compile(r"\bof (?:whom|which|them|these|those)\b|[.!?]\s|\n")
_CHANGED = content_words(
    "fall fell rise rose grow grew decline drop increase decrease another more"
)
_RANKS = content_words("rank ranking position")
_RANKED = re.compile(
    r"[\s-]*(?:(?:most|least|best|worst|[a-z]{3,}est)\b|(?:in|among) (?:the|all|[A-Z]))"
)
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[A-Za-zÀ-ɏ]+(?:['’][a-z]+)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """One value of the asked measure in one quote.

    Attributes:
        index: which of the evidence, from 0.
        quantity: the value.
        as_of: its year or decade, or the report's date.
        heads: head words of the question that the quote holds.
        distance: words from the value to the nearest of them.
        is_apart: whether it may be of a part or of another: the "floating" population.
    """

    index: int
    quantity: Quantity
    as_of: str
    heads: frozenset[str]
    distance: int
    is_apart: bool


def asks_for_number(question: str) -> bool:
    """Whether the question wants a number, or to know which of two."""
    asks = wanted(question) == "number" or _ASKS_NUMBER.search(question)
    return bool(asks or EITHER.search(question))


def head_words(question: str) -> frozenset[str]:
    """Content words of the question that are neither names, numbers nor measuring words.

    Where only names are left, acronyms such as GDP are what is measured, else the names.
    """
    question = PERIOD.sub(" ", OF_A_SOURCE.sub(" ", question))
    named = [same_stem(part) for name in names(question) for part in re.findall(r"\w+", name)]
    acronyms = [same_stem(name) for name in names(question) if name.isupper()]
    measuring = content_words(
        "total amount value figure size year annual large big high change develop evolve"
    )
    if currencies(question):
        measuring |= content_words("us rmb dollars yuan renminbi euros pounds yen money currency")
    asked = frozenset(w for w in content_words(question) - measuring if not w.isdigit())
    return (asked - frozenset(named)) or (asked & frozenset(acronyms)) or (asked & frozenset(named))


def read(question: str, evidence: Sequence[Evidence]) -> tuple[Reading, ...]:
    """Read the asked measure out of each quote, best quote first; none where it is not told."""
    heads = frozenset(map(bare_verb, head_words(question)))
    named = names(question)
    least = min(LEAST_HEADS, (len(heads) + 1) // 2)
    readings = []
    for index, item in enumerate(evidence):
        lacking = missing(question, item.text)
        # "44 or 46?" asks which; one of the two is enough.
        either = EITHER.search(question) and len(lacking) == 1
        if (lacking and not either) or of_another_whole(question, [item.text]):
            # "Fortune 500 companies" are not counted by a quote without that 500.
            continue
        unnamed = named and len(missing_names(named, _said_of(item))) == len(named)
        if unnamed and is_han(question) == is_han(item.text):
            continue
        told = _told_in(index, item, heads, question)
        readings += [reading for reading in told if len(reading.heads) >= least]
    return tuple(readings)


def _said_of(item: Evidence) -> str:
    """Where the name of what is counted may stand; a publisher counts only in its own words."""
    return f"{item.report.metadata.title}\n{item.passage.section}\n{item.passage.text}"


def not_counted(question: str, quotes: Sequence[Evidence]) -> tuple[str, ...]:
    """Say so if a number is asked for and no quote speaks of what it should count."""
    heads = head_words(question)
    if wanted(question) != "number" or not heads or all(map(is_han, heads)):
        return ()
    if any(heads & content_words(quote.text) for quote in quotes):
        return other_counted(question, quotes)
    return (_NOT_COUNTED,)


def other_counted(question: str, quotes: Sequence[Evidence]) -> tuple[str, ...]:
    """Say so if "how many" is asked and no quote names the thing with all that tells it apart."""
    thing = _thing_counted(question)
    if not thing or any(thing <= content_words(f"{q.text}\n{q.context}") for q in quotes):
        return ()
    return (_NOT_COUNTED,)


def _thing_counted(question: str) -> frozenset[str]:
    """Stems of what "how many" asks the number of, with what tells it from others of its kind."""
    match = HOW_MANY.search(question)
    words = _counted_at(question, match.end()) if match else []
    return content_words(" ".join(word for word in words if word.casefold() not in _ANY_KIND))


def counts_a_part(question: str, said: str, quote: str) -> bool:
    """Whether all that is said counts a part of what "how many" asks for, and a quote the whole.

    Asked for the towns, "five winning towns" answers less than "5 winning towns of 90 towns".
    """
    thing = _thing_counted(question)
    asked = {_said(word) for word in content_words(question)} | set(map(_said, _ANY_KIND))
    told = [words <= asked for words in _things(said) if thing <= words]
    held = [words <= asked for words in _things(quote) if thing <= words]
    return bool(thing and told) and not any(told) and any(held)


def _things(text: str) -> list[frozenset[str]]:
    """Stems of what each number of a text counts, with what tells it from others of its kind."""
    resolved = resolve(text, every_word=True)
    return [
        frozenset(map(_said, _counted_at(resolved, match.end())))
        for match in QUANTITY.finditer(resolved)
    ]


def _counted_at(text: str, at: int) -> list[str]:
    """The words from `at` up to the plural that a number before them counts; none without one."""
    words = noun_phrase(text, at)
    while words and not is_plural(words[-1]):
        words.pop()
    return words


def _told_in(
    index: int, item: Evidence, heads: frozenset[str], question: str
) -> tuple[Reading, ...]:
    """The numbers of a quote that may be what is asked for, sentence by sentence.

    The best sentence's, and of the others those that tell the same measure of a year of their
    own. Where no sentence alone tells one (the measure is named in one, its number in the next),
    the quote is read as a whole.
    """
    sentences = [
        resolve(sentence.text, every_word=False)
        for sentence in item.passage.sentences
        if item.start <= sentence.start and sentence.end <= item.end
    ] or [resolve(item.text, every_word=False)]
    published = item.report.metadata.published
    told: list[tuple[str, tuple[Reading, ...]]] = []
    for i, text in enumerate(sentences):
        begin = sum(map(len, sentences[:i])) + i
        dating = Dating(sentences[: i + 1], published, begin)
        if readings := _told_in_text(index, text, heads, question, dating):
            told.append((text, readings))
    if told:
        best = min(told, key=lambda one: (one[1][0].is_apart, -len(one[1][0].heads)))
        others = [one for one in told if one is not best and _tells_the_same(one, best, question)]
        return tuple(reading for _, readings in (best, *others) for reading in readings)
    if len(sentences) == 1:
        return ()
    dating = Dating(sentences, published)
    return _told_in_text(index, " ".join(sentences), heads, question, dating)


def _tells_the_same(
    one: tuple[str, tuple[Reading, ...]], best: tuple[str, tuple[Reading, ...]], question: str
) -> bool:
    """Whether another sentence of a quote tells the measure of the best one at another date.

    By a year of its own, in the same unit, with as many words of the measure, as plainly, and of
    nobody else.
    """
    text, (reading, *_) = one
    best_text, (first, *_) = best
    others = set(names(text)) - set(names(best_text)) - set(names(question))
    return (
        reading.as_of in text
        and reading.as_of != first.as_of
        and reading.quantity.unit == first.quantity.unit
        and reading.quantity.things == first.quantity.things
        and reading.heads >= first.heads
        and reading.is_apart == first.is_apart
        and not others
        and not _OF_THESE.search(text)
        and bool(_TO_COME.search(text)) == bool(_TO_COME.search(best_text))
    )


def _told_in_text(
    index: int, text: str, heads: frozenset[str], question: str, dating: Dating
) -> tuple[Reading, ...]:
    """The best number of a text, and those of other dates.

    The best stands nearest to a head word; of "of 90 entries, 5 winning entries ..." it is that of
    which more is said as asked. Another is told of its own year and in the same unit: "fell by 2%
    in 2011 and 3% in 2012". In a row of a table only cells are values.
    """
    tokens = [(m.start(), m.group()) for m in _TOKEN.finditer(text)]
    places = {
        position: said
        for position, (_, token) in enumerate(tokens)
        if (said := _said(token)) in heads
    }
    found: list[tuple[bool, int, int, int, int, re.Match[str]]] = []
    in_row = is_row(text)
    told_heads = frozenset(places.values())
    for match in QUANTITY.finditer(text):
        if not places or not _may_be_asked_for(match, text, heads, question):
            continue
        if in_row and not column(text, match.start()):
            # The number of a note at the row's label, the day that a column is called by.
            continue
        at = next((p for p, (start, _) in enumerate(tokens) if start >= match.start("number")), 0)
        place = min(places, key=lambda p: abs(at - p))
        counted = len(heads & set(map(_said, noun_phrase(text, match.end()))))
        other_kind = _is_of_another_kind(text, tokens[place][0], question)
        # The label of a row is that of each of its cells.
        distance = min(abs(at - place), NEAR) if in_row else abs(at - place)
        # Of "trade with 80 towns, and berths of 12 towns" the nearer to "berths" is asked for.
        spread = 0 if in_row else _spread(at, places)
        found.append((other_kind, -counted, distance, spread, place, match))
    readings: list[Reading] = []
    best: re.Match[str] | None = None
    for other_kind, _, distance, _, place, match in sorted(found, key=lambda one: one[:4]):
        if not readings and distance > NEAR:
            break
        # With the unit behind it, and no more: the next number is another's.
        written = text[match.start() : match.end() + LONGEST_UNIT]
        quantity = next(iter(quantities(written, as_source=True)), None)
        if quantity is None or not measures(quantity, question):
            if not readings:
                break
            continue
        as_of = dating.of(match.start(), match.end())
        apart = (
            other_kind
            or _is_apart(text[: tokens[place][0]], question)
            or _is_of_another(_before(text, match.start()), question)
        )
        # Whatever is the third of something has a rank, though nobody calls it so.
        is_rank = match["ordinal"] and _RANKED.match(text, match.end())
        ranked = [*(heads & _RANKS)][:1] if is_rank else []
        reading = Reading(index, quantity, as_of, told_heads.union(ranked), distance, apart)
        if best is None:
            best = match
            readings.append(reading)
            continue
        alike = (
            reading.quantity.unit == readings[0].quantity.unit
            and reading.quantity.things == readings[0].quantity.things
            and reading.as_of not in {other.as_of for other in readings}
        )
        if alike and _is_of_another_date(reading.as_of, text, best, match, heads):
            readings.append(reading)
    return tuple(readings)


def _spread(at: int, places: Mapping[int, str]) -> int:
    """Words from the one at `at` to the nearest place of each head word, summed."""
    heads = frozenset(places.values())
    return sum(min(abs(at - place) for place in places if places[place] == h) for h in heads)


def _is_of_another_date(
    as_of: str, text: str, best: re.Match[str], match: re.Match[str], heads: frozenset[str]
) -> bool:
    """Whether a number is told of a date of its own, and of nothing else than the best one.

    In a row of a table that is so where their columns are called alike but for the date. Else
    nothing may be told between them: "revenue was 5 in 2011 and profit was 2 in 2012".
    """
    columns = [column(text, one.start()) for one in (best, match)]
    if all(map(day, columns)):
        return len({DAY.sub("", name).strip() for name in columns}) == 1
    first, second = sorted((best, match), key=lambda one: one.start())
    between = text[first.end() : second.start()]
    apart = content_words(DATE.sub(" ", between)) - heads - _CHANGED
    return (
        as_of in text
        and not {word for word in apart if not word.isdigit()}
        and not _ANOTHER.search(between)
    )


def _said(word: str) -> str:
    return same_stem(bare_verb(word))


def _is_apart(before: str, question: str) -> bool:
    """Whether a word right before the measure sets it apart: the "floating" population."""
    word = re.search(r"(?<![\w-])([a-z][a-z-]+)\s+$", before)
    if word is None or word[1] in STOP_WORDS | _WHOLE or word[1].endswith("est"):
        return False
    return not content_words(word[1]) & content_words(question)


def _is_of_another_kind(text: str, at: int, question: str) -> bool:
    """Whether what a number counts is called by another name than the question's.

    Asked for "sailing ships", "the Trading Ships are 12" never counts them. In small letters a
    word may as well say more of the same kind ("new ships"); see `_is_apart`.

    Args:
        text: the sentence.
        at: where in it the thing that the number counts begins.
        question: as asked.
    """
    named = re.match(r"[A-Z][\w-]+", text[at:])
    before = re.search(r"(?<![\w-])([A-Z][\w-]+)\s+$", text[:at])
    if named is None or before is None or before[1].casefold() in _WHOLE:
        return False
    thing = _thing_counted(question)
    return (
        len(thing) > 1
        and content_words(named[0]) <= thing
        and bool(content_words(before[1]) - content_words(question))
    )


def _before(text: str, at: int) -> str:
    """What stands before a figure; of a table's row its label, since columns name nobody."""
    if column(text, at):
        return text.partition(" — ")[2].partition(";")[0]
    return text[:at]


def _is_of_another(before: str, question: str) -> bool:
    """Whether the sentence names others before a figure, and nothing that the question names."""
    asked = names(question)
    sentence = re.split(r"(?<=[.!?])\s", before)[-1]
    return bool(asked and names(sentence)) and missing_names(asked, sentence) == asked


def _may_be_asked_for(
    match: re.Match[str], text: str, heads: frozenset[str], question: str
) -> bool:
    """Whether a number may measure what a question asks for, by the words around it.

    No year, no rank unless one is asked for, no part of a name, none of which something is but
    one, no length of time or rate that is not asked for, no count of other things, and nothing
    told of another place or body.
    """
    bare = not (match["percent"] or match["before"] or match["after"])
    if bare and match["number"].isdigit() and int(match["number"]) in years(text):
        return False
    if match["ordinal"] and not ASKS_RANK.search(question):
        return False
    at = match.start("number")
    if _IN_A_NAME.search(text[:at]) or is_part(text, at):
        return False
    behind = text[match.end() :]
    words = noun_phrase(text, match.end())
    asked = {word.casefold() for word in re.findall(r"[A-Za-z]+", question)}
    if words and words[0].casefold() in DURATIONS and not asked & (DURATIONS | {"long"}):
        return False
    if re.match(r"\s*(?:\w+\s+){0,2}per\b", behind) and not asked & _RATES:
        return False
    if re.match(r"\s*(?:\w+\s+){1,3}each\b", behind) and "each" not in asked:
        return False
    things = [w for w in words if is_plural(w) and w.casefold() not in MEASURES]
    # "berths of 12 lines" tells of berths as well.
    owned = re.search(r"(\w+) of $", text[: match.start("number")])
    if (
        bare
        and things
        and not {same_stem(w) for w in (things[-1], *(owned.groups() if owned else ()))} & heads
    ):
        return False
    if re.match(r"\s*of\b" if bare else r"\s*of (which|whom|them|these|those)\b", behind):
        # "Millions of men", "12% of whom".
        return False
    elsewhere = _OF_A_NAME.match(behind)
    named = set(names(question))
    # "In" before it, so that it opens no sentence; a month is no place.
    return not (named and elsewhere and set(names(f"In {elsewhere[1]}")) - named)


def as_figures(
    question: str, readings: Sequence[Reading], evidence: Sequence[Evidence]
) -> tuple[Figure, ...]:
    """Turn readings into the Answer's figures; equal values of one date are told once.

    "2014" and "2014-10" are one date.
    """
    told: dict[tuple[str, str], Figure] = {}
    for reading in readings:
        figure = Figure(
            measure=measure_of(question),
            value=_written(reading, evidence[reading.index]),
            unit=reading.quantity.unit,
            as_of=reading.as_of,
            citation=reading.index + 1,
        )
        told.setdefault((str(reading.quantity.value), reading.as_of[:4]), figure)
    return tuple(told.values())


def _written(reading: Reading, item: Evidence) -> str:
    """The number as the report writes it, so that the reader finds it in the quote.

    A cell of a table's row is written with the scale that the table tells, and in its brackets
    where it stands in such (accounts write what is taken off so).
    """
    for cell in scaled_cells(item.text):
        words = cell.digits if cell.in_brackets else cell.digits + cell.suffix
        if [q.value for q in quantities(words, as_source=True)] == [reading.quantity.value]:
            return f"({words}){cell.suffix}" if cell.in_brackets else words
    for match in re.finditer(
        r"\d[\d,.]*\d|\d|\b[a-z-]+\b", item.text, re.IGNORECASE
    ):  # fmt: skip
        if match[0].isalpha() and re.search(r"\d\s*$", item.text[: match.start()]):
            continue  # the scale of the number before it
        for end in _scale_ends(item.text, match.end()):
            words = item.text[match.start() : end]
            found = quantities(words, as_source=True)
            if len(found) == 1 and found[0].value == reading.quantity.value:
                return words
    return str(reading.quantity.value)


def _scale_ends(text: str, end: int) -> tuple[int, ...]:
    scale = re.match(r"\s*(?:thousand|million|billion|trillion|万亿|亿|万)", text[end:])
    return (end + scale.end(), end) if scale else (end,)
