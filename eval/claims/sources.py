"""True sentences, each with the evidence that a real answer would see beside it."""

import hashlib
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

from core.domain import Passage, RankedSentence, Report, Sentence
from core.settings import Settings
from eval.bench.sets import texts
from eval.claims.pool import NamePool, make_pool
from ingest.passages import split as passages_of
from rag.evidence import Evidence, select
from rag.words import content_words
from vectorstore.library import Library

Split = Literal["dev", "held", "all"]

NEIGHBOURS, SIMILAR = 2, 3
"""Distractors: sentences beside the true one, and the most similar ones of other passages."""

BUDGET = 1000
"""Tokens of evidence; all that are ranked shall fit, since the true sentence must be in."""

_ENDS = re.compile(r"[.。！!]$")
_BEGINS = re.compile(r"[A-Z\d\u4e00-\u9fff《]")
_SPEECH = re.compile(r"[\"“”„‘「」?？!！|•…]|\b(?:I|we|you|our|my)\b|[我你您]")
_VERBLIKE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|can|could|may|would|do|did|does)\b|\b[a-z]+ed\b|"
    r"\b(?:became|began|led|made|took|grew|rose|fell|won|built|held|gave|found|wrote)\b"
)
_CUT = re.compile(r"\b(?:approx|c|ca|etc|No|vs|Mr|Dr|St)\.$|[a-z]\. [A-Z]")
_WORDS, _CHARACTERS = range(6, 36), range(12, 91)


@dataclass(frozen=True, slots=True)
class Corpus:
    """The passages of a folder or library, with their reports by id."""

    name: str
    passages: tuple[Passage, ...]
    reports: dict[str, Report]


@dataclass(frozen=True, slots=True)
class TrueSentence:
    """A sentence that its evidence holds to the letter.

    Attributes:
        id: "corpus/document:offset".
        language: "en" or "zh".
        evidence: the sentence's own among its distractors, in a drawn order.
        names: the names of its corpus.
        article: the text of all documents of its title.
    """

    id: str
    text: str
    language: str
    evidence: tuple[Evidence, ...]
    names: NamePool
    article: str


def read_corpus(folder: Path, settings: Settings) -> Corpus:
    """Cut the documents of a folder's corpus.jsonl into passages, as the ingest does."""
    filed = list(texts(folder / "corpus.jsonl", settings, folder / "corpus.jsonl"))
    return Corpus(
        folder.resolve().name,
        tuple(passage for _, _, passages in filed for passage in passages),
        {report.report_id: report for report, _, _ in filed},
    )


def read_library(settings: Settings) -> Corpus:
    """Take the passages of a library's reports."""
    library = Library(settings)
    try:
        reports = {report.report_id: report for report in library.reports()}
        passages = [
            passage
            for report in reports.values()
            for passage in passages_of(
                library.parsed(report.report_id),
                report.report_id,
                report.revision,
                settings.passage_tokens,
            )
        ]
    finally:
        library.close()
    return Corpus("library", tuple(passages), reports)


def side(title: str) -> Split:
    """On which side of the split all documents of one title stand, in every corpus alike."""
    key = re.sub(r"\W|_", "", title.casefold())
    return "dev" if hashlib.sha256(key.encode()).digest()[0] % 2 else "held"


def true_sentences(corpus: Corpus, seed: int, split: Split) -> Iterator[TrueSentence]:
    """Yield the plain statements of a corpus, each among its distractors."""
    pairs = [(passage, s) for passage in corpus.passages for s in passage.sentences]
    similar = _Similar([s.text for _, s in pairs])
    pools, articles = _pools(corpus), _articles(corpus)
    for index, (passage, sentence) in enumerate(pairs):
        title = corpus.reports[passage.report_id].metadata.title
        language = _language(passage)
        if split not in ("all", side(title)) or not _is_plain(sentence, language):
            continue
        name = f"{corpus.name}/{passage.report_id}:{sentence.start}"
        chosen = [index, *_distractors(index, pairs, similar)]
        Random(f"{seed}:{name}").shuffle(chosen)
        ranked = [RankedSentence(pairs[i][1], pairs[i][0], 1 / n) for n, i in enumerate(chosen, 1)]
        evidence = select(ranked, corpus.reports, BUDGET)
        if any(sentence.text in item.text for item in evidence):
            yield TrueSentence(
                name, sentence.text, language, evidence, pools[language], articles[title]
            )


def _pools(corpus: Corpus) -> dict[str, NamePool]:
    texts_of: dict[str, list[str]] = defaultdict(list)
    for passage in corpus.passages:
        texts_of[_language(passage)] += [sentence.text for sentence in passage.sentences]
    return {language: make_pool(said, language) for language, said in texts_of.items()}


def _articles(corpus: Corpus) -> dict[str, str]:
    texts_of: dict[str, list[str]] = defaultdict(list)
    for passage in corpus.passages:
        texts_of[corpus.reports[passage.report_id].metadata.title].append(passage.text)
    return {title: "\n".join(said) for title, said in texts_of.items()}


def _language(passage: Passage) -> str:
    return (
        "zh" if len(re.findall(r"[\u4e00-\u9fff]", passage.text)) > len(passage.text) / 4 else "en"
    )


def _is_plain(sentence: Sentence, language: str) -> bool:
    """Whether a sentence is a statement of middling length, in nobody's voice."""
    text = sentence.text
    if (
        not (_ENDS.search(text) and _BEGINS.match(text))
        or _SPEECH.search(text)
        or _CUT.search(text)
        or "\n" in text
    ):
        return False
    if text.count("(") != text.count(")") or text.count("（") != text.count("）"):
        return False
    if language == "zh":
        return len(text) in _CHARACTERS
    words = text.split()
    lower = sum(word.islower() for word in words)
    return len(words) in _WORDS and 2 * lower > len(words) and bool(_VERBLIKE.search(text))


def _distractors(
    index: int, pairs: Sequence[tuple[Passage, Sentence]], similar: "_Similar"
) -> list[int]:
    """The sentences before and behind, and the most similar ones of other passages."""
    own = pairs[index][0]
    beside = [
        i
        for i in (index - 1, index + 1, index + 2)
        if 0 <= i < len(pairs) and pairs[i][0] is own
    ][:NEIGHBOURS]  # fmt: skip
    apart = [i for i in similar.to(index) if pairs[i][0] is not own]
    return beside + apart[:SIMILAR]


class _Similar:
    """Sentences ranked by shared content words, rarer words counting more."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._words = [content_words(text) for text in sentences]
        self._holding: dict[str, list[int]] = defaultdict(list)
        for i, words in enumerate(self._words):
            for word in words:
                self._holding[word].append(i)

    def to(self, index: int) -> list[int]:
        """Indexes of other sentences, the most similar first; the same words again are left out."""
        scores: dict[int, float] = defaultdict(float)
        for word in sorted(self._words[index]):
            holding = self._holding[word]
            for i in holding:
                scores[i] += math.log(1 + len(self._words) / len(holding))
        ordered = sorted(scores, key=lambda i: (-scores[i], i))
        return [i for i in ordered[:20] if self._words[i] != self._words[index]]
