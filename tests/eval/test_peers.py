"""Systems are asked in turn, timed alike, and compared on the same questions."""

import io
from contextlib import closing
from pathlib import Path

import pytest
from rich.console import Console

from core.errors import ModelError
from core.settings import Settings
from eval.metrics.facts import Fact
from eval.peers.base import Reply
from eval.peers.compare import Row, ask_in_turn, questions, summary
from eval.peers.plot import draw
from eval.peers.table import print_comparison
from eval.peers.worker import OURS, Worker
from ingest.sync import sync
from tests.eval.test_known_facts import answer, fact
from vectorstore.library import Library


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Scripted:
    """Says its replies in order, each after `seconds` of the clock."""

    def __init__(self, name: str, clock: Clock, seconds: float, *replies: Reply) -> None:
        self.name = name
        self._clock = clock
        self._seconds = seconds
        self._replies = iter(replies)

    def ask(self, question: str) -> Reply:
        self._clock.now += self._seconds
        return next(self._replies)


FACTS = (
    fact(id="a"),
    fact(id="b", language="zh", split="test"),
    fact(id="c", kind="unanswerable", answerable=False, expected=()),
)


def rows(*theirs: Reply, facts: tuple[Fact, ...] = FACTS) -> list[Row]:
    clock = Clock()
    told = [Reply("", answer("There are 44.")), Reply("", answer("There are 45."))]
    ours = Scripted("ours", clock, 2.0, *told, Reply("", answer("", status="refused")))
    peer = Scripted("peer", clock, 16.0, *theirs)
    return list(ask_in_turn(facts, (ours, peer), clock))


def test_another_system_comes_first_at_each_question() -> None:
    asked = rows(Reply("44"), Reply("44"), Reply("44"))
    first = [row.results[0].system for row in asked]
    assert first == ["ours", "peer", "ours"]
    assert all(len(row.results) == 2 for row in asked)


def test_counts_and_ratios_are_those_of_the_replies() -> None:
    told = summary(rows(Reply("Not mentioned."), Reply("44"), Reply("It is 12.")), "ours")
    group = told["groups"]["all"]
    assert (group["questions"], group["answerable"]) == (3, 2)
    assert group["systems"]["ours"] == {
        "correct": 2,
        "answerable_correct": 1,
        "wrongly_refused": 0,
        "rightly_refused": 1,
        "failed": 0,
        "median_seconds": 2.0,
    }
    assert group["systems"]["peer"]["correct"] == 1
    assert group["systems"]["peer"]["wrongly_refused"] == 1
    assert group["systems"]["peer"]["rightly_refused"] == 0
    assert group["slower_than_ours"]["peer"] == {"ratio_of_medians": 8.0, "median_of_ratios": 8.0}
    assert told["groups"]["not refused by ours"]["questions"] == 2
    assert told["groups"]["english"]["questions"] == 2
    assert told["groups"]["test"]["questions"] == 1


def test_a_failed_reply_is_not_correct_and_its_time_is_not_compared() -> None:
    broken = Reply("44", failed="timed out")
    group = summary(rows(broken, broken, broken), "ours")["groups"]["all"]
    assert group["systems"]["peer"]["correct"] == 0
    assert group["systems"]["peer"]["failed"] == 3
    assert group["systems"]["peer"]["median_seconds"] is None
    assert group["slower_than_ours"]["peer"]["ratio_of_medians"] is None


def test_the_table_tells_each_system_in_each_group() -> None:
    screen = io.StringIO()
    told = summary(rows(Reply("44"), Reply("44"), Reply("Unknown.")), "ours")
    told["costs"] = {"ours": {"index_seconds": 7.5, "index_mb": 2.0, "peak_mb": 900}}
    print_comparison(told, Console(file=screen, width=200))
    lines = screen.getvalue().splitlines()
    assert any("ours" in line and "7.5" in line and "900" in line for line in lines)
    peer = [line for line in lines if "peer" in line]
    assert len(peer) == len(told["groups"])
    assert "3/3" in peer[0] and "16.00" in peer[0] and "8.00" in peer[0]


def test_the_drawing_names_each_system_and_the_questions(tmp_path: Path) -> None:
    told = summary(rows(Reply("44"), Reply("44", failed="broken"), Reply("Unknown.")), "ours")
    draw(told, tmp_path / "peers.svg")
    drawn = (tmp_path / "peers.svg").read_text("utf-8")
    assert ">ours<" in drawn and ">peer<" in drawn
    assert "right, of 3 known facts" in drawn
    draw(told, tmp_path / "again.svg")
    assert (tmp_path / "again.svg").read_text("utf-8") == drawn


def test_the_sample_is_fixed_and_every_question_stands_alone() -> None:
    assert questions(30) == questions(30)
    assert len(questions(30)) == 30
    assert all(len(known.turns) == 1 for known in questions(None))


@pytest.fixture
def data(settings: Settings, tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "oslo.md").write_text("# Cranes of Oslo\n\nThe harbour of Oslo has 44 cranes.\n")
    library = Library(settings)
    sync(library, [folder], settings)
    library.close()
    return settings.data


@pytest.mark.model
@pytest.mark.parametrize("key", [OURS, "top-k", "txtai", "haystack"])
def test_a_system_answers_from_a_process_of_its_own(language_model: None, data: Path, key: str):
    with closing(Worker(key, data)) as worker:
        reply = worker.ask("How many cranes has the harbour of Oslo?")
        assert reply.text if key != OURS else "44" in reply.text
        assert (reply.failed, reply.answer is not None) == ("", key == OURS)
        assert worker.index_bytes > 0 and worker.peak_mb > 100
        worker._process.kill()
        assert worker.ask("How many?").failed


def test_a_system_that_cannot_be_made_ready_says_why(settings: Settings) -> None:
    with pytest.raises(ModelError, match="library is empty"):
        Worker("top-k", settings.data)
