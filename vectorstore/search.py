"""One question put to the indexes of a view, and their answers fused."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from core.domain import RankedPassage, RankedSentence
from core.language import detect
from vectorstore.embedding import Embedder
from vectorstore.fusion import ranks, reciprocal_rank
from vectorstore.keys import PassageKey, SentenceKey
from vectorstore.keyword import KeywordIndex
from vectorstore.terms import query_terms
from vectorstore.view import View

PASSAGE_DEPTH = 50
SENTENCE_DEPTH = 100
SENTENCES = 60
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Ranking:
    """One index's opinion, told for passages and for sentences alike; ranks from 1."""

    passages: Mapping[PassageKey, int]
    sentences: Mapping[SentenceKey, int]

    def among(self, numbers: Collection[int]) -> "Ranking":
        """Keep the items of some revisions, at the ranks they have among all."""
        return Ranking(
            {key: rank for key, rank in self.passages.items() if key[0] in numbers},
            {key: rank for key, rank in self.sentences.items() if key[0] in numbers},
        )


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each kind of ranking counts."""

    keyword: float
    multilingual: float
    english: float


# Tuned on xquad-en, xquad-zh and chunking (own language) and xquad-zh-en (another): half a
# voice for the multilingual embedding gave nDCG@10 0.959 instead of 0.956 on xquad-zh; across
# languages words are only names and numbers, and a quarter gave 0.871 instead of 0.855.
OWN = Weights(keyword=1.0, multilingual=0.5, english=1.0)
ACROSS = Weights(keyword=0.25, multilingual=1.0, english=0.0)


class Search:
    """Finds passages and sentences by meaning and by words.

    A passage is ranked by the rankings of passages and by those of its best sentence, a
    sentence by the rankings of sentences (alone, and with its neighbours) and by those of its
    passage. Reports of the question's language and of others are asked different things, so
    each one's score is divided by what it could have reached.

    Args:
        keyword: the keyword index.
        english: the embedding that English questions ask of English reports.
        multilingual: the embedding that every question asks of every report.
    """

    def __init__(self, keyword: KeywordIndex, english: Embedder, multilingual: Embedder) -> None:
        self._keyword = keyword
        self._english = english
        self._multilingual = multilingual

    def rank(
        self, view: View, query: str, k: int
    ) -> tuple[tuple[RankedPassage, ...], tuple[RankedSentence, ...]]:
        """Return the `k` best passages and the 60 best sentences, best first."""
        if not view.revisions or not query.strip():
            return (), ()
        rankings = list(self._rankings(view, query))
        passages = reciprocal_rank((ranking.passages, weight) for ranking, weight in rankings)
        sentences = reciprocal_rank((ranking.sentences, weight) for ranking, weight in rankings)
        return (
            tuple(RankedPassage(view.passage(key), score) for key, score in passages[:k]),
            tuple(_sentence(view, key, score) for key, score in sentences[:SENTENCES]),
        )

    def _rankings(self, view: View, query: str) -> Iterator[tuple[Ranking, float]]:
        asked = detect(query)
        everywhere = self._by_meaning(view, self._multilingual, query, frozenset(view.revisions))
        for language, numbers in view.by_language().items():
            weights = OWN if language == asked else ACROSS
            wanted = query_terms(query, asked, language)
            group = [(ranking.among(numbers), weights.multilingual) for ranking in everywhere]
            group += [(r, weights.keyword) for r in self._by_words(view, wanted, numbers)]
            if language == asked == ENGLISH:
                near = self._by_meaning(view, self._english, query, numbers)
                group += [(ranking, weights.english) for ranking in near]
            total = sum(weight for _, weight in group)
            yield from ((ranking, weight / total) for ranking, weight in group)

    def _by_meaning(
        self, view: View, embedder: Embedder, query: str, numbers: frozenset[int]
    ) -> list[Ranking]:
        vector = embedder.query(query)
        search = view.dense.search
        return [
            _of_passages(view, search("passages", embedder.name, vector, numbers, PASSAGE_DEPTH)),
            _of_sentences(search("sentences", embedder.name, vector, numbers, SENTENCE_DEPTH)),
        ]

    def _by_words(
        self, view: View, wanted: Sequence[str], numbers: frozenset[int]
    ) -> list[Ranking]:
        if not wanted:
            return []
        search = self._keyword.search
        return [
            _of_passages(view, search("passages", wanted, numbers, PASSAGE_DEPTH)),
            _of_sentences(search("sentences", wanted, numbers, SENTENCE_DEPTH)),
            _of_sentences(search("windows", wanted, numbers, SENTENCE_DEPTH)),
        ]


def _of_passages(view: View, found: Sequence[tuple[int, ...]]) -> Ranking:
    """A sentence has the rank of its passage."""
    passages = ranks(cast(Sequence[PassageKey], found))
    return Ranking(
        passages, {key: rank for at, rank in passages.items() for key in view.sentences(at)}
    )


def _of_sentences(found: Sequence[tuple[int, ...]]) -> Ranking:
    """A passage has the rank of its best sentence, counted among passages."""
    sentences = cast(Sequence[SentenceKey], found)
    return Ranking(ranks((key[0], key[1]) for key in sentences), ranks(sentences))


def _sentence(view: View, key: SentenceKey, score: float) -> RankedSentence:
    passage = view.passage((key[0], key[1]))
    return RankedSentence(passage.sentences[key[2]], passage, score)
