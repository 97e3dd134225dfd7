"""LlamaIndex's own evaluators over a stored run, by the judge that an endpoint serves.

They are told beside the scores and gate nothing: a judge that is a model moves by itself.
"""

from collections.abc import Sequence
from typing import Any

from rich.progress import track

from core.domain import Answer
from core.errors import InputError
from eval.metrics.facts import shown
from eval.metrics.intervals import Pair, interval_of_ratio, ratio
from eval.record import RECORD
from eval.run import Run

TIMEOUT = 120.0
"""Seconds a verdict may take."""

CONTEXT = 8192
"""Tokens that a judge is taken to read."""


def judge_run(run: Run, url: str, model: str, key: str) -> dict[str, Any]:
    """Let a judge say of each answer whether its quotes bear it out, and whether it answers.

    Args:
        run: over the known facts or a bench of answers; refusals are not judged.
        url: of an OpenAI-compatible endpoint.
        model: the model asked of it.
        key: for an endpoint that wants one.

    Returns:
        Shares of faithful and of relevant answers with 95% intervals.

    Raises:
        InputError: the extra "peers" is not installed, the run has no answer, or the judge
            cannot be reached.
    """
    try:
        from llama_index.core.evaluation import FaithfulnessEvaluator, RelevancyEvaluator
        from llama_index.llms.openai_like import OpenAILike
    except ImportError as error:
        raise InputError("the judge needs the extra: pip install 'askreports[peers]'") from error
    llm = OpenAILike(
        model=model, api_base=url, api_key=key, is_chat_model=True, temperature=0.0,
        context_window=CONTEXT, timeout=TIMEOUT, max_retries=0,
    )  # fmt: skip
    evaluators = {"faithful": FaithfulnessEvaluator(llm), "relevant": RelevancyEvaluator(llm)}
    answers = [a for a in _answers(run) if a.status == "answered" and a.citations]
    if not answers:
        raise InputError("the run holds no answer with citations")
    verdicts: dict[str, list[Pair]] = {name: [] for name in evaluators}
    for answer in track(answers, description="judging", transient=True):
        for name, evaluator in evaluators.items():
            verdicts[name].append((_passing(evaluator, answer), 1.0))
    return {
        "answers": len(answers),
        "judge": model,
        **{name: ratio(pairs) for name, pairs in verdicts.items()},
        "intervals": {name: interval_of_ratio(pairs) for name, pairs in verdicts.items()},
    }


def _answers(run: Run) -> Sequence[Answer]:
    records = [row.detail["record"] for row in run.rows if "record" in row.detail]
    return [RECORD.validate_python(record).answer for record in records]


def _passing(evaluator: Any, answer: Answer) -> float:
    try:
        said = evaluator.evaluate(
            query=answer.standalone_question,
            response=shown(answer),
            contexts=[citation.quote for citation in answer.citations],
        )
    except Exception as error:  # whatever the client of the endpoint raises
        raise InputError(f"the judge cannot be asked: {type(error).__name__}: {error}") from error
    return float(bool(said.passing))
