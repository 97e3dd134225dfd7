"""One question put to the indexes of a view, and their answers fused."""

from collections.abc import Iterable, Mapping
from typing import cast

from core.domain import RankedPassage, RankedSentence
from core.language import detect
from vectorstore.embedding import Embedder
from vectorstore.fusion import ranks, reciprocal_rank
from vectorstore.keys import PassageKey, SentenceKey
from vectorstore.keyword import KeywordIndex
from vectorstore.view import View

PASSAGE_DEPTH = 50
SENTENCE_DEPTH = 100
SENTENCES = 60

PassageRanks = dict[PassageKey, int]
SentenceRanks = dict[SentenceKey, int]


class Search:
    """Finds passages and sentences by meaning and by words.

    Args:
        keyword: the keyword index.
        english: the embedding asked of English questions.
        multilingual: the embedding asked of all.
    """

    def __init__(self, keyword: KeywordIndex, english: Embedder, multilingual: Embedder) -> None:
        self._keyword = keyword
        self._english = english
        self._multilingual = multilingual

    def rank(
        self, view: View, query: str, k: int
    ) -> tuple[tuple[RankedPassage, ...], tuple[RankedSentence, ...]]:
        """Return the `k` best passages and the 60 best sentences, best first."""
        if not view.numbers or not query.strip():
            return (), ()
        by_passage, by_sentence = self._lists(view, query)
        inherited = [(_inherit(view, found), weight) for found, weight in by_passage]
        best = [(_best(found), weight) for found, weight in by_sentence]
        passages = reciprocal_rank([*by_passage, *best])
        sentences = reciprocal_rank([*by_sentence, *inherited])
        return (
            tuple(RankedPassage(view.passage(key), score) for key, score in passages[:k]),
            tuple(_sentence(view, key, score) for key, score in sentences[:SENTENCES]),
        )

    def _lists(
        self, view: View, query: str
    ) -> tuple[list[tuple[PassageRanks, float]], list[tuple[SentenceRanks, float]]]:
        language = detect(query)
        passages: list[tuple[PassageRanks, float]] = []
        sentences: list[tuple[SentenceRanks, float]] = []
        embedders = [self._english] if language == "en" else [self._multilingual]
        for embedder in embedders:
            vector = embedder.query(query)
            for kind, depth, lists in (
                ("passages", PASSAGE_DEPTH, passages),
                ("sentences", SENTENCE_DEPTH, sentences),
            ):
                found = view.dense.search(kind, embedder.name, vector, view.numbers, depth)
                cast(list[object], lists).append((ranks(found), 1.0))
        for kind, depth, lists in (
            ("passages", PASSAGE_DEPTH, passages),
            ("sentences", SENTENCE_DEPTH, sentences),
            ("windows", SENTENCE_DEPTH, sentences),
        ):
            found = self._keyword.search(kind, query, language, view.numbers, depth)
            cast(list[object], lists).append((ranks(found), 1.0))
        return passages, sentences


def _inherit(view: View, found: Mapping[PassageKey, int]) -> SentenceRanks:
    """Give each sentence the rank of its passage."""
    return {key: rank for passage, rank in found.items() for key in view.sentences(passage)}


def _best(found: Iterable[SentenceKey]) -> PassageRanks:
    """Rank passages by their best sentence."""
    return ranks((number, passage) for number, passage, _ in found)


def _sentence(view: View, key: SentenceKey, score: float) -> RankedSentence:
    passage = view.passage((key[0], key[1]))
    return RankedSentence(passage.sentences[key[2]], passage, score)
