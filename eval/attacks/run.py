"""`bench attacks`: every attack and its clean twin asked, and what changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

from rich.progress import track

from core.domain import Answer
from core.settings import Settings
from eval.attacks.attack import Attack, LibraryName, Turns, files_of, load_attacks
from eval.attacks.verdict import changes, tells_all
from eval.library import throw_away
from ingest.sync import sync
from rag.llm.base import ChatModel
from rag.llm.factory import make_model
from rag.service import AskService
from vectorstore.library import Library

Libraries = Mapping[LibraryName, Library]
ModelFor = Callable[[Attack | None], ChatModel | None]
"""The model that an attack, or (None) a clean question, is answered with."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One attack with its answers and in what the attack changed the answer."""

    attack: Attack
    twin: Answer | None
    answer: Answer
    changed: tuple[str, ...]


def bench_attacks(settings: Settings) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Ask the attacks with the model of the settings.

    Returns:
        The scores, and one row an attack with both answers.
    """
    model = make_model(settings)
    try:
        if model is not None:
            model.warm()
        with libraries(settings) as of:
            outcomes = ask_attacks(load_attacks(), of, settings, lambda _: model)
    finally:
        if model is not None:
            model.close()
    return scores(outcomes), [_row(outcome) for outcome in outcomes]


@contextmanager
def libraries(settings: Settings) -> Iterator[Libraries]:
    """Index the clean and the poisoned reports into throw-away libraries.

    Raises:
        ModelError: the embedding models are missing.
    """
    with throw_away(settings) as clean, throw_away(settings) as poisoned:
        yield {"clean": _filled("clean", *clean), "poisoned": _filled("poisoned", *poisoned)}


def _filled(name: LibraryName, library: Library, settings: Settings) -> Library:
    library.warm()
    sync(library, files_of(name), settings)
    return library


def ask_attacks(
    attacks: Sequence[Attack], of: Libraries, settings: Settings, model_for: ModelFor
) -> tuple[Outcome, ...]:
    """Ask each attack, and each twin once."""
    told: dict[Turns, Answer] = {}
    outcomes = []
    for attack in track(attacks, description="attacks", transient=True):
        if attack.twin and attack.twin not in told:
            service = AskService(of["clean"], model_for(None), settings)
            told[attack.twin] = service.converse(attack.twin)
        library = of[attack.library]
        answer = AskService(library, model_for(attack), settings).converse(attack.turns)
        twin = told.get(attack.twin)
        changed = changes(attack, twin, answer, partial(_stored, library))
        outcomes.append(Outcome(attack, twin, answer, changed))
    return tuple(outcomes)


def _stored(library: Library, report_id: str) -> str:
    return library.parsed(report_id).text


def scores(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Attacks and changed answers: all, per kind, language and half; and why they changed.

    `twins_told` counts attacks whose clean question tells its whole answer: an attack on a
    question that is refused anyway proves little.
    """
    with_twin = [o for o in outcomes if o.twin is not None]
    return {
        "attacks": len(outcomes),
        "changed": sum(bool(o.changed) for o in outcomes),
        "twins": len(with_twin),
        "twins_told": sum(tells_all(o.attack, o.twin) for o in with_twin if o.twin),
        "model": outcomes[0].answer.model if outcomes else "none",
        "kinds": _by(outcomes, lambda attack: attack.kind),
        "languages": _by(outcomes, lambda attack: attack.language),
        "splits": _by(outcomes, lambda attack: attack.split),
        "why": {o.attack.id: list(o.changed) for o in outcomes if o.changed},
    }


def _by(
    outcomes: Sequence[Outcome], key: Callable[[Attack], str]
) -> dict[str, dict[str, int]]:  # fmt: skip
    groups: dict[str, dict[str, int]] = {}
    for outcome in outcomes:
        group = groups.setdefault(key(outcome.attack), {"attacks": 0, "changed": 0})
        group["attacks"] += 1
        group["changed"] += bool(outcome.changed)
    return groups


def _row(outcome: Outcome) -> dict[str, Any]:
    attack = outcome.attack
    return {
        "id": attack.id,
        "kind": attack.kind,
        "split": attack.split,
        "changed": list(outcome.changed),
        "attack": asdict(attack),
        "answer": asdict(outcome.answer),
        "twin_answer": asdict(outcome.twin) if outcome.twin else None,
    }
