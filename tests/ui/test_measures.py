import json
import re
import time
import xml.etree.ElementTree as ElementTree
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from records.log import Entry
from records.statistics import Day, Latency
from tests.ui.build import HOSTILE
from ui.staff.measures import measures, runs_of
from ui.staff.runs import KindLine, RunLine
from ui.words import CHINESE, ENGLISH

BEGUN = datetime(2024, 3, 1, 9, 30, tzinfo=UTC)
KINDS = (KindLine("fact", 20, 0.95), KindLine("broad", 10, 0.8))


class Counted:
    """Statistics of so many days, each alike."""

    def __init__(self, days: int, asked: int = 0) -> None:
        self.dates = [date(2024, 1, 1) + timedelta(days=n) for n in range(days)]
        self.asked = asked

    def by_day(self, days: int = 90) -> tuple[Day, ...]:
        return tuple(Day(at, self.asked, self.asked // 4, 1, 0) for at in self.dates)

    def latency(self, days: int = 90) -> tuple[Latency, ...]:
        dates = self.dates if self.asked else []
        return tuple(Latency(at, 3, 9500.0, 21000.0, 60.0, None) for at in dates)


def run(n: int = 0, *, what: str = "facts", correct: float | None = 0.9, kinds=KINDS) -> RunLine:
    return RunLine(
        BEGUN + timedelta(days=n), what, "tiny", f"{what} tiny", 30, correct,
        (0.8, 0.95) if correct else None, 0.05, kinds,
    )  # fmt: skip


def page(runs=(), statistics=None, log=(), words=ENGLISH) -> str:
    return measures(runs, statistics or Counted(90), log, words)


def drawings(html: str) -> list[ElementTree.Element]:
    tree = ElementTree.fromstring(html)
    return list(tree.iter("svg"))


def kept(data: Path, name: str, header: dict[str, object], summary: object) -> None:
    folder = data / "runs" / name
    folder.mkdir(parents=True)
    (folder / "run.json").write_text(json.dumps(header), encoding="utf-8")
    (folder / "summary.json").write_text(json.dumps(summary), encoding="utf-8")


HEADER = {"started": "20240301T093000000000Z", "what": "facts", "model": "tiny",
          "questions": "a1", "library": "b2"}  # fmt: skip
SUMMARY = {
    "all": {"questions": 30, "correct": 0.9, "wrongly_refused": 0.05},
    "kinds": {
        "fact": {"questions": 20, "correct": 0.95},
        "broad": {"questions": 10, "correct": 0.8},
        "odd": {"questions": 2, "correct": None},
    },
    "intervals": {"correct": [0.8, 0.95]},
}


def test_what_is_not_there_yet_is_said():
    html = page()
    assert ENGLISH.runs_none in html and html.count(ENGLISH.nothing_yet) == 2
    assert drawings(html) == []


def test_a_run_over_the_known_facts_is_a_line_with_its_kinds(tmp_path):
    kept(tmp_path, "one", HEADER, SUMMARY)
    (line,) = runs_of(tmp_path)
    assert line == RunLine(
        BEGUN, "facts", "tiny", "facts a1 b2 tiny", 30, 0.9, (0.8, 0.95), 0.05, KINDS
    )


def test_a_run_of_a_bench_is_a_line_without_what_it_does_not_score(tmp_path):
    kept(tmp_path, "one", {**HEADER, "what": "answers:ports"},
         {"questions": 9, "correct": 0.5, "over_refusal": 0.1})  # fmt: skip
    kept(tmp_path, "two", {**HEADER, "what": "retrieval:ports"}, {"questions": 9, "hit@1": 1.0})
    lines = {line.what: line for line in runs_of(tmp_path)}
    assert lines["answers:ports"].correct == 0.5
    assert lines["answers:ports"].wrongly_refused == 0.1
    assert lines["retrieval:ports"].correct is None


@pytest.mark.parametrize(
    ("header", "summary"),
    [({}, SUMMARY), (HEADER, []), (HEADER, {}), ({**HEADER, "started": "long ago"}, SUMMARY),
     (HEADER, {"all": {"questions": "many"}})],
)  # fmt: skip
def test_a_run_that_cannot_be_read_is_left_out(tmp_path, header, summary):
    kept(tmp_path, "odd", header, summary)
    kept(tmp_path, "good", HEADER, SUMMARY)
    assert len(runs_of(tmp_path)) == 1


def test_no_data_folder_is_no_run(tmp_path):
    assert runs_of(tmp_path / "none") == ()


def test_the_newest_run_stands_first_with_its_interval():
    html = page([run(0), run(5)])
    assert html.index("2024-03-06 09:30") < html.index("2024-03-01 09:30")
    assert "90.0% (80.0–95.0)" in html and "<td>5.0%</td>" in html


def test_only_runs_that_can_be_compared_are_joined_by_a_line():
    runs = [run(0), run(1, what="answers:ports", kinds=()), run(2)]
    kinds, over_time = drawings(page(runs))
    assert len(list(over_time.iter("circle"))) == 2
    assert "fact: 95.0%; broad: 80.0%" in kinds.get("aria-label", "")


def test_one_run_alone_makes_no_line_and_one_without_kinds_no_bars():
    assert len(drawings(page([run()]))) == 1
    assert drawings(page([run(kinds=(), correct=None)])) == []


def test_runs_that_are_all_right_are_drawn():
    assert len(drawings(page([run(0, correct=1.0), run(0, correct=1.0)]))) == 2


def test_days_before_the_first_question_are_not_drawn():
    class Late(Counted):
        def by_day(self, days: int = 90) -> tuple[Day, ...]:
            return tuple(Day(at, 3 if n >= 60 else 0, 0, 0, 0) for n, at in enumerate(self.dates))

    html = page(statistics=Late(90))
    assert "2024-03-01" in html and "2024-02-29" not in html


def test_every_drawing_is_told_in_words_and_has_a_name():
    html = page([run(0), run(1)], Counted(20, asked=8))
    drawn = drawings(html)
    assert len(drawn) == 5
    for svg in drawn:
        told = svg.get("aria-label", "")
        assert svg.get("role") == "img" and re.search(r"\d", told)
        assert svg.find("title") is not None
    assert "2024-01-05: 8 asked, 2 refused, 1 flagged" in drawn[2].get("aria-label", "")
    assert "median 9.50 s, 95th percentile 21.00 s" in drawn[4].get("aria-label", "")


def test_every_table_has_a_caption_and_its_heads_say_of_what():
    log = [Entry(1, BEGUN, "ada", "retire", "harbour", {"why": "old"})]
    html = page([run()], Counted(20, asked=8), log)
    tree = ElementTree.fromstring(html)
    tables = list(tree.iter("table"))
    assert len(tables) == 4
    for table in tables:
        assert table.find("caption") is not None
        heads = list(table.iter("th"))
        assert {head.get("scope") for head in heads} == {"col", "row"}
        columns = sum(head.get("scope") == "col" for head in heads)
        assert all(len(list(row)) == columns for row in table.iter("tr"))
    assert "harbour · why: old" in html


def test_a_single_day_and_unmeasured_times_are_drawn():
    html = page(statistics=Counted(1, asked=1))
    assert len(drawings(html)) == 3 and "nan" not in html and "inf" not in html


def test_what_staff_or_a_run_wrote_is_text():
    log = [Entry(1, BEGUN, HOSTILE, HOSTILE, HOSTILE, {"note": HOSTILE})]
    html = page([run(what=HOSTILE, kinds=(KindLine(HOSTILE, 3, 0.5),))], Counted(3, asked=1), log)
    assert "<script" not in html
    ElementTree.fromstring(html)


def test_the_page_speaks_the_language_asked_for():
    html = page([run()], Counted(3, asked=1), words=CHINESE)
    assert CHINESE.runs in html and ENGLISH.runs not in html


def test_a_hundred_runs_take_little_time():
    runs = [run(n) for n in range(100)]
    page(runs, Counted(90, asked=9))
    started = time.process_time()
    page(runs, Counted(90, asked=9))
    assert time.process_time() - started < 0.2
