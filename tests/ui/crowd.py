"""Many visitors who ask at once, over the wire, as their browsers would.

`python -m tests.ui.crowd ADDRESS [VISITORS]` prints when each saw evidence, and the places told.
"""

import json
import re
import statistics
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field

import httpx

SUBMIT = "submit"
_PLACE = re.compile(r"yours is next|\d+ questions are answered before yours")


@dataclass
class Visitor:
    """What one visitor saw; times in seconds since the question was sent."""

    question: str
    evidence: float | None = None
    done: float | None = None
    places: list[str] = field(default_factory=list)
    problem: str = ""


def crowd(address: str, questions: list[str], whole: bool = True) -> list[Visitor]:
    """Let each question be asked by a visitor of its own, all at the same moment.

    Args:
        address: of the server.
        questions: what they ask.
        whole: wait for the answers, too.
    """
    call = _call(httpx.get(f"{address}/config", timeout=30).json())
    visitors = [Visitor(question) for question in questions]
    together = threading.Barrier(len(visitors))
    threads = [
        threading.Thread(target=_visit, args=(address, call, visitor, together, whole))
        for visitor in visitors
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return visitors


def _call(config: dict) -> dict:
    """The event of the question's box, and how many inputs it takes."""
    ids = {c["id"] for c in config["components"] if c["props"].get("elem_id") == "question"}
    for event in config["dependencies"]:
        if any(target[0] in ids and target[1] == SUBMIT for target in event["targets"]):
            return {"fn_index": event["id"], "inputs": len(event["inputs"])}
    raise LookupError("the page has no box to ask in")


def _visit(address: str, call: dict, visitor: Visitor, together: threading.Barrier, whole: bool):
    session = uuid.uuid4().hex[:10]
    with httpx.Client(base_url=address, timeout=600) as client:
        try:
            # A page that is open has called the server before; asking nothing does that here.
            for _ in _messages(client, session, call, ""):
                pass
            together.wait()
            began = time.perf_counter()
            for message in _messages(client, session, call, visitor.question):
                if _seen(visitor, message, time.perf_counter() - began, whole):
                    return
        except httpx.HTTPError as error:
            visitor.problem = repr(error)


def _messages(client: httpx.Client, session: str, call: dict, question: str):
    asked = {
        "data": [question, None, ""][: call["inputs"]],
        "fn_index": call["fn_index"],
        "session_hash": session,
    }
    client.post("/gradio_api/queue/join", json=asked).raise_for_status()
    where = {"session_hash": session}
    with client.stream("GET", "/gradio_api/queue/data", params=where) as stream:
        for line in stream.iter_lines():
            if line.startswith("data:"):
                message = json.loads(line[5:])
                yield message
                if message["msg"] in ("process_completed", "close_stream"):
                    return


def _seen(visitor: Visitor, message: dict, at: float, whole: bool) -> bool:
    """Note what a message of the queue shows; True where nothing more is waited for."""
    shown = json.dumps(message.get("output", {}).get("data", ""), ensure_ascii=False)
    if "data-state" in shown or 'class=\\"proof' in shown:
        if visitor.evidence is None and "<blockquote" in shown:
            visitor.evidence = at
        visitor.places += [p for p in _PLACE.findall(shown)[:1] if p not in visitor.places]
    if message["msg"] == "process_completed":
        visitor.done = at
        if not message.get("success", True):
            visitor.problem = shown
        return True
    return not whole and visitor.evidence is not None


def main(address: str, count: int = 20) -> None:
    """Ask as many questions at once as there are visitors, and print what they saw."""
    questions = [f"How many cranes were there in {2000 + i}?" for i in range(count)]
    seen = crowd(address, questions, whole=False)
    times = sorted(v.evidence for v in seen if v.evidence is not None)
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
    problems = [v.problem for v in seen if v.problem]
    sys.stdout.write(
        f"{len(times)} of {count} saw evidence: median {statistics.median(times):.2f} s, "
        f"95th percentile {p95:.2f} s; problems: {problems}\n"
    )


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]))
