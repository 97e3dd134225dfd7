"""How sure a score is, and whether two runs differ: over the questions, by resampling."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import stats

SEED = 1
RESAMPLES = 2000
LEVEL = 0.95
FEWEST = 2
"""Values from which an interval can be told, or a difference."""

Pair = tuple[float, float]
"""What one question adds to the numerator and to the denominator of a score."""


def ratio(pairs: Sequence[Pair]) -> float | None:
    """Return the score of some questions; None where nothing is counted."""
    of = sum(whole for _, whole in pairs)
    return sum(part for part, _ in pairs) / of if of else None


def interval_of_ratio(pairs: Sequence[Pair]) -> Pair | None:
    """Return a 95% interval of a score, over the questions.

    A share of questions has Wilson's interval (1927), which does not shrink to nothing where all
    are right; another score is resampled, with a fixed seed, by the percentile method (Efron and
    Tibshirani, "An Introduction to the Bootstrap", 1993). Both are scipy's.
    """
    if len(pairs) < FEWEST or not any(whole for _, whole in pairs):
        return None
    if all(pair in ((0, 1), (1, 1)) for pair in pairs):
        right = int(sum(part for part, _ in pairs))
        share = stats.binomtest(right, len(pairs)).proportion_ci(LEVEL, method="wilson")
        return round(float(share.low), 4), round(float(share.high), 4)
    parts, wholes = (np.array(column, dtype=float) for column in zip(*pairs, strict=True))

    def scored(
        part: NDArray[np.float64], whole: NDArray[np.float64], axis: int = -1
    ) -> NDArray[np.float64]:
        of = whole.sum(axis=axis)
        return np.asarray(part.sum(axis=axis) / np.where(of == 0, np.nan, of))

    return _bootstrapped((parts, wholes), scored, paired=True)


def interval_of_percentile(values: Sequence[float], percent: float) -> Pair | None:
    """Return a 95% interval of a percentile, resampling as above."""
    if len(values) < FEWEST:
        return None

    def percentile(sample: NDArray[np.float64], axis: int = -1) -> NDArray[np.float64]:
        return np.asarray(np.percentile(sample, percent, axis=axis, method="inverted_cdf"))

    return _bootstrapped((np.array(values, dtype=float),), percentile, paired=False)


def _bootstrapped(data: tuple[NDArray[np.float64], ...], statistic: object, paired: bool) -> Pair:
    found = stats.bootstrap(
        data,
        statistic,
        n_resamples=RESAMPLES,
        confidence_level=LEVEL,
        method="percentile",
        paired=paired,
        vectorized=True,
        rng=np.random.default_rng(SEED),
    )
    low, high = found.confidence_interval
    return round(float(low), 4), round(float(high), 4)


def paired_p(before: Sequence[Pair], after: Sequence[Pair]) -> float:
    """Return the probability of so great a difference of scores if the two runs were alike.

    What each question adds to the two runs' scores changes places at random, in all ways where
    few questions differ; (0, 0) where a score does not apply to it.

    Source: Fisher's test for matched pairs, as scipy.stats.permutation_test has it.
    """
    if sum(old != new for old, new in zip(before, after, strict=True)) < FEWEST:
        return 1.0
    pairs = np.array([*before, *after], dtype=float)

    # Questions on which the runs agree stay as they are, whichever way they are turned.
    places = range(len(before))
    same = [n for n in places if before[n] == after[n]]
    differing = np.array([n for n in places if before[n] != after[n]])
    settled = pairs[same].sum(axis=0) if same else np.zeros(2)

    def difference_of(
        x: NDArray[np.intp], y: NDArray[np.intp], axis: int = -1
    ) -> NDArray[np.float64]:
        old, new = (pairs[side.astype(int)].sum(axis=axis - 1) + settled for side in (x, y))
        return np.asarray(_share(new) - _share(old))

    found = stats.permutation_test(
        (differing, differing + len(before)),
        difference_of,
        permutation_type="samples",
        n_resamples=RESAMPLES,
        vectorized=True,
        rng=np.random.default_rng(SEED),
    )
    return round(float(found.pvalue), 4)


def _share(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    """Numerator by denominator; the numerator alone where nothing is counted, as for a sum."""
    part, whole = sums[..., 0], sums[..., 1]
    return np.asarray(np.divide(part, whole, out=part.copy(), where=whole != 0))
