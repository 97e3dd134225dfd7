"""A chat model behind any OpenAI-compatible endpoint."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpx
import openai

from core.errors import ModelError
from rag.llm.base import Message
from rag.llm.breaker import Breaker
from rag.llm.limits import MOST_BYTES, Bounded

YES = frozenset({"yes", "是", "有", "对"})
NO = frozenset({"no", "否", "不", "没有", "没"})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SEED = 7
LONGEST = 3.0
"""A reply that still runs after this many time-outs is given up, however lively it drips."""

LONGEST_TOKEN = 64
"""Characters; a reply of more than this for each of its tokens does not keep to what was asked."""

ROUNDING = 0.01
"""Natural log; the probability of what is certain may be rounded up by as much."""


class EndpointModel:
    """Asks an endpoint for greedy replies and for the probability of yes.

    Args:
        url: base URL, usually ending in /v1.
        model: the model's name there.
        api_key: key, or any word where none is wanted.
        timeout: seconds without a word before a call is given up; the other limits follow it.
        extra_body: fields of the request that only this server knows.

    Raises:
        ModelError: the URL is none.
    """

    def __init__(
        self,
        url: str,
        model: str,
        api_key: str,
        timeout: float,
        extra_body: dict[str, Any] | None = None,
    ) -> None:
        self.name = model
        self.url = url
        self._longest = LONGEST * timeout
        self._breaker = Breaker(rest=timeout)
        self._extra = extra_body or {}
        try:
            host = httpx.URL(url).host
        except httpx.InvalidURL as error:
            raise ModelError(f"{url} is no URL ({error}); mend ASKREPORTS_LLM") from error
        self._client = openai.OpenAI(
            base_url=url,
            api_key=api_key,
            timeout=timeout,
            max_retries=0,
            # A model on this machine is not asked through the proxy that the environment names.
            http_client=httpx.Client(
                trust_env=host not in LOOPBACK, event_hooks={"response": [self._bound]}
            ),
        )

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Iterator[str]:
        """Yield the reply piece by piece; see `rag.llm.base.ChatModel`.

        Raises:
            ModelError: the endpoint refuses, hangs, breaks off or replies nonsense.
        """
        left = LONGEST_TOKEN * max_tokens
        with self._told(), self._asked(messages, max_tokens, stream=True) as chunks:
            for chunk in chunks:
                for choice in chunk.choices[:1]:
                    piece = _text(choice.delta.content)
                    left -= len(piece)
                    if left < 0:
                        raise ValueError("the reply is far longer than was asked for")
                    if piece:
                        yield piece
                    if choice.finish_reason:
                        return
            # A server that dies may close the connection in good order; only the reason for
            # stopping tells a whole reply from half of one.
            raise ModelError(f"the model at {self.url} broke off in the middle of its reply")

    def probability_of_yes(self, messages: Sequence[Message]) -> float | None:
        """Return P(yes) / (P(yes) + P(no)); None where the endpoint tells no probabilities.

        Raises:
            ModelError: as `stream`.
        """
        with self._told():
            return _probability(self._asked(messages, 1, logprobs=True, top_logprobs=10))

    def warm(self) -> None:
        """Nothing to load: the endpoint runs elsewhere."""

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _asked(self, messages: Sequence[Message], max_tokens: int, **more: Any) -> Any:
        return self._client.chat.completions.create(
            model=self.name,
            messages=[{"role": role, "content": text} for role, text in messages],  # type: ignore[misc]
            temperature=0.0,
            seed=SEED,
            max_tokens=max_tokens,
            extra_body=self._extra,
            **more,
        )

    def _bound(self, response: httpx.Response) -> None:
        assert isinstance(response.stream, httpx.SyncByteStream)
        response.stream = Bounded(response.stream, self._longest, MOST_BYTES)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn whatever the client raises into one line that says what to do."""
        at = f"the model at {self.url}"
        if rest := self._breaker.resting():
            raise ModelError(f"{at} kept silent; it is asked again in {math.ceil(rest)} s")
        try:
            yield
        except (openai.APITimeoutError, httpx.TimeoutException) as error:
            self._breaker.silent()
            raise ModelError(f"{at} did not come to an end in time") from error
        except (openai.OpenAIError, httpx.HTTPError, httpx.StreamError) as error:
            raise ModelError(f"{at} failed: {_line(error)}") from error
        except (
            ArithmeticError,
            AttributeError,
            LookupError,
            RecursionError,
            TypeError,
            ValueError,
        ) as error:
            raise ModelError(f"{at} replied nonsense: {_line(error)}") from error
        self._breaker.spoke()


def _line(error: Exception) -> str:
    # The client's own words for a broken connection say less than what broke it.
    told = error.__cause__ if isinstance(error, openai.APIConnectionError) else None
    words = " ".join(str(told or error).split()) or type(told or error).__name__
    return words[:160]


def _text(content: Any) -> str:
    """A piece of a reply; halves of characters, which no file and no screen can take, become ?."""
    if not isinstance(content or "", str):
        raise TypeError(f"a piece of the reply is no text but {type(content).__name__}")
    return (content or "").encode("utf-8", "replace").decode()


def _probability(reply: Any) -> float | None:
    logprobs = reply.choices[0].logprobs
    if logprobs is None or not logprobs.content:
        return None
    yes = no = 0.0
    for candidate in logprobs.content[0].top_logprobs:
        word = candidate.token.strip().casefold()
        yes += _share(candidate.logprob) if word in YES else 0.0
        no += _share(candidate.logprob) if word in NO else 0.0
    return yes / (yes + no) if yes + no else None


def _share(logprob: float) -> float:
    if not logprob <= ROUNDING:  # NaN, too
        raise ValueError(f"{logprob} is no logarithm of a probability")
    return math.exp(logprob)
