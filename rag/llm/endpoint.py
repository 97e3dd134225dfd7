"""A chat model behind any OpenAI-compatible endpoint, through LlamaIndex's OpenAILike."""

import math
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

import httpx
import openai
from llama_index.core.base.llms.types import ChatMessage, MessageRole
from llama_index.llms.openai_like import OpenAILike

from core.errors import ModelError
from rag.llm.base import Message

YES = frozenset({"yes", "是", "有", "对"})
NO = frozenset({"no", "否", "不", "没有", "没"})
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SEED = 7
LONGEST_SECONDS = 180.0
"""A reply that still runs after this long is given up, however lively it drips."""


class EndpointModel:
    """Asks an endpoint for greedy replies and for the probability of yes.

    Args:
        url: base URL, usually ending in /v1.
        model: the model's name there.
        api_key: key, or any word where none is wanted.
        timeout: seconds without a word before a call is given up.
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
        with self._told():
            host = httpx.URL(url).host
        # A model on this machine is not asked through the proxy that the environment names.
        self._http = httpx.Client(timeout=timeout, trust_env=host not in LOOPBACK)
        self._extra = extra_body or {}
        self._llm = OpenAILike(
            model=model,
            api_base=url,
            api_key=api_key,
            is_chat_model=True,
            temperature=0.0,
            timeout=timeout,
            max_retries=0,
            http_client=self._http,  # type: ignore[call-arg]  # taken by its parent class
        )

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Iterator[str]:
        """Yield the reply piece by piece; see `rag.llm.base.ChatModel`.

        Raises:
            ModelError: the endpoint refuses, hangs, breaks off or replies nonsense.
        """
        started = time.monotonic()
        finished = False
        with self._told():
            replies = self._llm.stream_chat(
                _chat(messages), max_tokens=max_tokens, seed=SEED, extra_body=self._extra
            )
            with closing(replies):
                for reply in replies:
                    if time.monotonic() - started > LONGEST_SECONDS:
                        raise ModelError(f"the model at {self.url} does not come to an end")
                    finished = finished or _finished(reply.raw)
                    if reply.delta:
                        yield reply.delta
            if not finished:
                # A server that dies may close the connection in good order; only the reason
                # for stopping tells a whole reply from half of one.
                raise ModelError(f"the model at {self.url} broke off in the middle of its reply")

    def probability_of_yes(self, messages: Sequence[Message]) -> float | None:
        """Return P(yes) / (P(yes) + P(no)); None where the endpoint tells no probabilities.

        Raises:
            ModelError: as `stream`.
        """
        with self._told():
            reply = self._llm.chat(
                _chat(messages),
                max_tokens=1,
                seed=SEED,
                logprobs=True,
                top_logprobs=10,
                extra_body=self._extra,
            )
            return _probability(reply.raw)

    def warm(self) -> None:
        """Nothing to load: the endpoint runs elsewhere."""

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn whatever the client raises into one line that says what to do."""
        try:
            yield
        except ModelError:
            raise
        except (openai.APITimeoutError, httpx.TimeoutException) as error:
            raise ModelError(f"the model at {self.url} said nothing in time") from error
        except httpx.InvalidURL as error:
            raise ModelError(f"{self.url} is no URL ({error}); mend ASKREPORTS_LLM") from error
        except (openai.OpenAIError, httpx.HTTPError, httpx.StreamError) as error:
            raise ModelError(f"the model at {self.url} failed: {_line(error)}") from error
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
            raise ModelError(f"the model at {self.url} replied nonsense: {_line(error)}") from error


def _line(error: Exception) -> str:
    words = " ".join(str(error).split()) or type(error).__name__
    return words[:160]


def _chat(messages: Sequence[Message]) -> list[ChatMessage]:
    return [ChatMessage(role=MessageRole(role), content=text) for role, text in messages]


def _finished(raw: Any) -> bool:
    return any(choice.finish_reason for choice in raw.choices)


def _probability(raw: Any) -> float | None:
    logprobs = raw.choices[0].logprobs
    if logprobs is None or not logprobs.content:
        return None
    yes = no = 0.0
    for candidate in logprobs.content[0].top_logprobs:
        word = candidate.token.strip().casefold()
        yes += math.exp(candidate.logprob) if word in YES else 0.0
        no += math.exp(candidate.logprob) if word in NO else 0.0
    return yes / (yes + no) if yes + no else None
