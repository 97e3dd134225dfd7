"""One question put to the indexes of a view, and their answers fused."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from core.domain import Passage, RankedPassage, RankedSentence
from core.language import detect
from vectorstore.catalogue import Catalogue
from vectorstore.embedding import Embedder, Embedders, Vectors
from vectorstore.fusion import ranks, reciprocal_rank
from vectorstore.keys import PassageKey, SentenceKey
from vectorstore.keyword import KeywordIndex, rarest, weights
from vectorstore.pool import Pool
from vectorstore.terms import query_terms
from vectorstore.view import View

PASSAGE_DEPTH = 40
"""Passages that each index names; their sentences are the ones that are ranked. See
`docs/benchmarks.md` for what more and fewer would give."""

SENTENCE_DEPTH = 100
SENTENCES = 60
BEARING = 0.65
"""Share of the best sentence's score from which a sentence bears on the question. Chosen on one
of the two documents of the chunking set."""
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


@dataclass(frozen=True, slots=True)
class _Group:
    """What the indexes name for the reports of one language."""

    numbers: frozenset[int]
    weights: Weights
    near: Sequence[PassageKey]
    worded: Sequence[PassageKey]
    terms: Mapping[str, float]


class Search:
    """Finds passages and sentences by meaning and by words.

    The indexes name passages; the sentences of all that any of them names are then ranked among
    each other, so that what a question costs does not grow with the library. A passage is ranked
    by the rankings of passages and by those of its best sentence, a sentence by the rankings of
    sentences (alone, and with its neighbours) and by those of its passage. Reports of the
    question's language and of others are asked different things, so each one's score is divided
    by what it could have reached.

    Args:
        catalogue: holds the passages.
        keyword: the keyword index.
        embedders: the embedding that English questions ask of English reports, and the one that
            every question asks of every report.
    """

    def __init__(self, catalogue: Catalogue, keyword: KeywordIndex, embedders: Embedders) -> None:
        self._catalogue = catalogue
        self._keyword = keyword
        self._embedders = embedders
        self._beside = ThreadPoolExecutor(thread_name_prefix="nearest")

    def close(self) -> None:
        """Let go of the threads; a closed search cannot be used."""
        self._beside.shutdown()

    def rank(
        self, view: View, query: str, k: int
    ) -> tuple[tuple[RankedPassage, ...], tuple[RankedSentence, ...]]:
        """Return the `k` best passages and the 60 best sentences, best first."""
        if not view.current.languages or not query.strip():
            return (), ()
        asked = _Asked(view, query)
        numbers = frozenset(view.current.languages)
        # Both spend their time outside Python, so the second core takes one of them.
        nearest = self._beside.submit(asked.near, self._embedders.multilingual, numbers)
        groups = list(self._groups(asked))
        everywhere = nearest.result()
        named = [*everywhere, *(key for g in groups for key in (*g.near, *g.worded))]
        stored = self._catalogue.stored(dict.fromkeys(named))
        if not stored:
            return (), ()
        rankings = list(self._rankings(Pool(stored), asked, everywhere, groups))
        passages = reciprocal_rank((ranking.passages, weight) for ranking, weight in rankings)
        sentences = reciprocal_rank((ranking.sentences, weight) for ranking, weight in rankings)
        scores = dict(sentences)
        least = BEARING * sentences[0][1]
        return (
            tuple(
                _trimmed(key, stored[key].passage, score, scores, least)
                for key, score in passages[:k]
            ),
            tuple(
                RankedSentence(passage.sentences[key[2]], passage, score)
                for key, score in sentences[:SENTENCES]
                for passage in (stored[key[0], key[1]].passage,)
            ),
        )

    def _groups(self, asked: "_Asked") -> Iterator[_Group]:
        for language, numbers in asked.view.by_language().items():
            wanted = query_terms(asked.query, asked.language, language)
            counts = asked.view.counts(self._keyword, wanted)
            own = language == asked.language
            english = own and language == ENGLISH
            near = asked.near(self._embedders.english, numbers) if english else []
            worded = self._keyword.search(rarest(counts), numbers, PASSAGE_DEPTH)
            terms = weights(counts, asked.view.current.passages)
            yield _Group(numbers, OWN if own else ACROSS, near, worded, terms)

    def _rankings(
        self,
        pool: Pool,
        asked: "_Asked",
        everywhere: Sequence[PassageKey],
        groups: Sequence[_Group],
    ) -> Iterator[tuple[Ranking, float]]:
        every = frozenset(asked.view.current.languages)
        widely = self._by_meaning(pool, self._embedders.multilingual, asked, everywhere, every)
        for group in groups:
            found = [(r.among(group.numbers), group.weights.multilingual) for r in widely]
            found += [(r, group.weights.keyword) for r in _by_words(pool, group)]
            if group.near:
                english = self._embedders.english
                near = self._by_meaning(pool, english, asked, group.near, group.numbers)
                found += [(ranking, group.weights.english) for ranking in near]
            total = sum(weight for _, weight in found)
            yield from ((ranking, weight / total) for ranking, weight in found)

    def _by_meaning(
        self,
        pool: Pool,
        embedder: Embedder,
        asked: "_Asked",
        near: Sequence[PassageKey],
        numbers: frozenset[int],
    ) -> list[Ranking]:
        columns = self._embedders.columns(embedder)
        sentences = pool.by_meaning(asked.vector(embedder), columns, numbers, SENTENCE_DEPTH)
        return [_of_passages(pool, near), _of_sentences(sentences)]


class _Asked:
    """A question put to a view, its vectors made once."""

    def __init__(self, view: View, query: str) -> None:
        self.view = view
        self.query = query
        self.language = detect(query)
        self._vectors: dict[str, Vectors] = {}

    def vector(self, embedder: Embedder) -> Vectors:
        if embedder.name not in self._vectors:
            self._vectors[embedder.name] = embedder.query(self.query)
        return self._vectors[embedder.name]

    def near(self, embedder: Embedder, numbers: frozenset[int]) -> list[PassageKey]:
        """Name the passages whose vectors are nearest."""
        vector = self.vector(embedder)
        return self.view.dense.search(embedder.name, vector, numbers, PASSAGE_DEPTH)


def _by_words(pool: Pool, group: _Group) -> list[Ranking]:
    if not group.terms:
        return []
    alone, around = pool.by_words(group.terms, group.numbers, SENTENCE_DEPTH)
    return [_of_passages(pool, group.worded), _of_sentences(alone), _of_sentences(around)]


def _trimmed(
    key: PassageKey,
    passage: Passage,
    score: float,
    scores: Mapping[SentenceKey, float],
    least: float,
) -> RankedPassage:
    """Leave out what a passage begins and ends with that has less than the `least` score.

    One sentence, the best, stays whatever its score.
    """
    of = [scores.get((*key, place), 0.0) for place in range(len(passage.sentences))]
    least = min(least, max(of))
    bearing = [s for s, told in zip(passage.sentences, of, strict=True) if told >= least]
    return RankedPassage(passage, score, bearing[0].start, bearing[-1].end)


def _of_passages(pool: Pool, found: Sequence[PassageKey]) -> Ranking:
    """A sentence has the rank of its passage."""
    passages = ranks(found)
    return Ranking(
        passages,
        {key: rank for passage, rank in passages.items() for key in pool.sentences(passage)},
    )


def _of_sentences(sentences: Sequence[SentenceKey]) -> Ranking:
    """A passage has the rank of its best sentence, counted among passages."""
    return Ranking(ranks((key[0], key[1]) for key in sentences), ranks(sentences))
