"""An endpoint that reads its prompt and does each of a model's tasks by script.

Run as `python -m tests.rag.llm.reader PORT` it is a process of its own, which can be killed.
"""

import re
import sys
import time

from core.domain import Turn
from rag.prompts import prompt
from tests.rag.llm.server import Behaviour, Request, reply_of, serving, top

INVENTED = "The harbour has 987654 lions."
"""What the reader adds to each answer, and no report says."""

MOVED = "How many boxes did the harbour move in 2019?"
SAID = (Turn("user", MOVED), Turn("assistant", "The harbour moved twelve thousand boxes in 2019."))
CONVERSATIONS = {
    "plainly told": (Turn("user", MOVED),),
    "asked of yes and no": (Turn("user", "What did the mayor open?"),),
    "follow-up": (*SAID, Turn("user", "And what did the mayor open there?")),
    "follow-up without answer": (*SAID, Turn("user", "And how many in 1987?")),
    "translated": (Turn("user", "港口在2019年搬运了多少箱子？"),),
}
"""Questions to the reports of `tests.cli.conftest`; together they use a model in all its ways."""

_WRITTEN = {
    "And what did the mayor open there?": "What did the mayor open at the harbour?",
    "And how many in 1987?": "How many boxes did the harbour move in 1987?",
    "港口在2019年搬运了多少箱子？": MOVED,
    "The harbour moved twelve thousand boxes in 2019.": "2019年，港口搬运了 12000 个箱子。",
    "The mayor opened a new quay.": "市长 启用了 一个 新码头。",
}


def reads(pause: float = 0.0) -> Behaviour:
    """Answer by the words of the prompt, with `pause` seconds before each word."""

    def behave(request: Request) -> None:
        if not request.body.get("stream"):
            request.begin(200, "application/json")
            request.send(reply_of("yes", top(("yes", -0.05), ("no", -3.0))))
            return
        request.begin(200, "text/event-stream")
        for word in re.findall(r"\S+\s*", _written(request)):
            time.sleep(pause)
            request.piece(word)
        request.piece("", "stop")
        request.send("data: [DONE]\n\n")

    return behave


def _written(request: Request) -> str:
    system, *_, asked = [message["content"] for message in request.body["messages"]]
    if system == prompt("answer"):
        return f"{_best_extract(asked)} {INVENTED}"
    question = re.search(r"^Last question: (.+)$", asked, re.MULTILINE)
    return _WRITTEN[question[1] if question else asked]


def _best_extract(asked: str) -> str:
    question = asked.rpartition("Question: ")[2]
    shared = set(re.findall(r"\w+", question))
    extracts = re.findall(r"^- (.+)$", asked, re.MULTILINE)
    return max(extracts, key=lambda line: len(shared & set(re.findall(r"\w+", line))))


if __name__ == "__main__":
    with serving(reads(float(sys.argv[2])), int(sys.argv[1])) as endpoint:
        print(endpoint.url, flush=True)  # noqa: T201
        sys.stdin.read()
