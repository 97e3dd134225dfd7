"""How sure a score is, and whether two runs differ: over the questions, by resampling."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import stats

SEED = 1
RESAMPLES = 2000
LEVEL = 0.95
FEWEST = 2
"""Values from which an interval can be told."""

Pair = tuple[float, float]
"""What one question adds to the numerator and to the denominator of a score."""


def ratio(pairs: Sequence[Pair]) -> float | None:
    """Return the score of some questions; None where nothing is counted."""
    of = sum(whole for _, whole in pairs)
    return sum(part for part, _ in pairs) / of if of else None


def interval_of_ratio(pairs: Sequence[Pair]) -> Pair | None:
    """Return a 95% interval of a score, resampling the questions.

    Source: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, the percentile method;
    by scipy.stats.bootstrap with a fixed seed.
    """
    if len(pairs) < FEWEST or not any(whole for _, whole in pairs):
        return None
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


def paired_p(before: Sequence[float], after: Sequence[float]) -> float:
    """Return the probability of so great a mean difference if the two runs were alike.

    The runs' values of each question change places at random, in all ways where they are few.

    Source: Fisher's test for matched pairs, as scipy.stats.permutation_test has it.
    """
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    if not changed:
        return 1.0
    old, new = (np.array(column, dtype=float) for column in zip(*changed, strict=True))

    def difference(
        x: NDArray[np.float64], y: NDArray[np.float64], axis: int = -1
    ) -> NDArray[np.float64]:
        return np.asarray((y - x).sum(axis=axis))

    found = stats.permutation_test(
        (old, new),
        difference,
        permutation_type="samples",
        n_resamples=RESAMPLES,
        vectorized=True,
        rng=np.random.default_rng(SEED),
    )
    return round(float(found.pvalue), 4)
