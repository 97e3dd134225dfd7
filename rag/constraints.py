"""What a question takes for granted that the evidence must hold before it counts as an answer.

A question about another city, another year or a person the reports never name finds near
sentences all the same: retrieval always returns something. So names and years of the question
must stand in the evidence or in what is printed around it, else the reports do not say.
"""

from collections.abc import Sequence

from rag.evidence import Evidence
from rag.verify import names as name_check
from rag.verify.quantities import years


def unmet(question: str, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """Names and years of `question` that no evidence, nor what surrounds it, holds.

    Args:
        question: stands alone, in the language of the evidence.
        evidence: what the answer rests on, or may rest on.

    Returns:
        One plain phrase for each thing the reports do not hold; empty when all is held.
    """
    around = "\n".join(f"{item.text}\n{item.context}" for item in evidence)
    held_years = years(around) | {
        year for item in evidence for year in years(item.report.metadata.published[:4])
    }
    lacking = [f"nothing is said of {name}" for name in _absent_names(question, around)]
    lacking += [
        f"nothing is said of the year {year}" for year in sorted(years(question) - held_years)
    ]
    return tuple(lacking)


def _absent_names(question: str, around: str) -> tuple[str, ...]:
    return name_check.missing(name_check.names(question), around)
