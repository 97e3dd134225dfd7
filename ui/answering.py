"""A question asked of the service, step by step as the screen shows it."""

import logging
import time
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace

from core.domain import Turn
from core.errors import AskReportsError
from rag.events import Delta
from rag.service import AskService
from ui import words
from ui.exchange import Exchange, advanced
from ui.pulse import pulsed

SEEN_EVERY = 0.08
"""Seconds between two pictures of a running draft; more often than that nobody reads."""

PULSE = 1.0
"""Seconds after which the same picture is shown again: only there is it noticed that the person
stopped the answer or went away, while the model keeps silent."""

Exchanges = tuple[Exchange, ...]

_log = logging.getLogger(__name__)


def answering(
    service: AskService, question: str, exchanges: Sequence[Exchange]
) -> Generator[Exchanges, None, None]:
    """Answer a question; yield all exchanges after each step that the screen should show."""
    before = tuple(exchanges)
    exchange = Exchange(question.strip())
    yield (*before, exchange)
    last = 0.0
    try:
        with closing(pulsed(service.stream(_turns(before, question)), PULSE)) as events:
            for event in events:
                exchange = advanced(exchange, event) if event is not None else exchange
                if isinstance(event, Delta) and time.monotonic() - last < SEEN_EVERY:
                    continue
                last = time.monotonic()
                yield (*before, exchange)
    except AskReportsError as error:
        yield (*before, Exchange(exchange.question, problem=_sentence(str(error))))
    except Exception:  # the person who asked must hear of it, the details are for the log
        _log.exception("a question failed")
        yield (*before, Exchange(exchange.question, problem=words.BROKEN))


def stopped(exchanges: Sequence[Exchange]) -> Exchanges:
    """Return the exchanges with the last one marked as stopped, if it was not done."""
    if not exchanges or not exchanges[-1].working:
        return tuple(exchanges)
    return (*exchanges[:-1], replace(exchanges[-1], stopped=True))


def _turns(exchanges: Sequence[Exchange], question: str) -> list[Turn]:
    turns = []
    for exchange in exchanges:
        if exchange.answer is not None:
            turns += [Turn("user", exchange.question), Turn("assistant", exchange.answer.text)]
    return [*turns, Turn("user", question)]


def _sentence(message: str) -> str:
    return f"{message[:1].upper()}{message[1:]}{'' if message.endswith(('.', '!', '?')) else '.'}"
