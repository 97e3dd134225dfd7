"""Stored runs: found, compared, shown."""

from dataclasses import asdict
from pathlib import Path

import pytest

from core.errors import InputError
from eval.compare import compare
from eval.record import Record
from eval.report.page import html, write_report
from eval.run import Row, Run
from eval.store import finished, load_run, open_run
from tests.eval.test_known_facts import answer, fact

HEADER = {
    "what": "facts", "options": {"limit": None}, "questions": "q", "library": "l", "index": "i",
    "model": "m", "model_sha256": "", "settings": {}, "code": "c1", "commit": "abc",
    "python": "3", "packages": {"p": "1"},
}  # fmt: skip


def row(name: str, *, right: bool, seconds: float = 1.0, question: str = "?") -> Row:
    known = fact(id=name, turns=(question,))
    record = Record(answer("<script>alert(1)</script>"), (), "raw", (0.4,))
    return Row(
        name, "figure", "", {"correct": (float(right), 1.0), "unsupported_figures": (0.0, 0.0)},
        {"seconds": seconds}, {"fact": asdict(known), "record": asdict(record)},
    )  # fmt: skip


def keep(data: Path, *rows: Row, **header: object) -> None:
    with open_run(data, {**HEADER, **header}, lambda _: None) as kept:
        for one in rows:
            kept.add(one)
        kept.finish({})


def test_a_finished_run_is_not_continued_and_reads_back_as_it_was(tmp_path: Path) -> None:
    keep(tmp_path, row("a", right=True))
    keep(tmp_path, row("b", right=False))
    assert len(finished(tmp_path)) == 2
    first, latest = load_run(tmp_path, finished(tmp_path)[0].name), load_run(tmp_path)
    assert [r.id for r in first.rows] == ["a"]
    assert latest.rows[0].measures == {"correct": (0.0, 1.0), "unsupported_figures": (0.0, 0.0)}
    assert latest.header["commit"] == "abc"


def test_a_line_that_a_kill_cut_short_is_asked_again(tmp_path: Path) -> None:
    with open_run(tmp_path, HEADER, lambda _: None) as kept:
        kept.add(row("a", right=True))
    (file,) = tmp_path.glob("runs/*/rows.jsonl")
    file.write_text(file.read_text() + '{"id": "b", "ki', encoding="utf-8")
    said: list[str] = []
    with open_run(tmp_path, HEADER, said.append) as kept:
        assert list(kept.rows) == ["a"]
        kept.add(row("b", right=True))
    assert "1 questions" in said[0]
    with open_run(tmp_path, HEADER, said.append) as kept:
        assert list(kept.rows) == ["a", "b"]


def test_a_run_of_other_code_is_not_continued(tmp_path: Path) -> None:
    with open_run(tmp_path, HEADER, lambda _: None) as kept:
        kept.add(row("a", right=True))
    with open_run(tmp_path, {**HEADER, "code": "c2"}, lambda _: None) as kept:
        assert kept.rows == {}


def test_a_run_that_is_being_written_is_left_to_its_process(tmp_path: Path) -> None:
    with open_run(tmp_path, HEADER, lambda _: None) as first:
        first.add(row("a", right=True))
        with open_run(tmp_path, HEADER, lambda _: None) as second:
            assert second.rows == {}


def test_a_line_separator_in_an_answer_cuts_no_row(tmp_path: Path) -> None:
    keep(tmp_path, row("a", right=True, question="one\u2028two\x85three"))
    assert load_run(tmp_path).rows[0].detail["fact"]["turns"] == ["one\u2028two\x85three"]


def test_what_was_killed_while_it_began_stands_in_no_way(tmp_path: Path) -> None:
    (tmp_path / "runs" / "2026-half").mkdir(parents=True)
    (tmp_path / "runs" / "2026-half" / "run.json").write_text('{"wha')
    keep(tmp_path, row("a", right=True))
    assert len(finished(tmp_path)) == 1


def test_a_run_that_is_not_there_is_said_with_those_that_are(tmp_path: Path) -> None:
    keep(tmp_path, row("a", right=True))
    with pytest.raises(InputError, match="facts"):
        load_run(tmp_path, "2001")


def test_two_runs_tell_what_turned_and_whether_it_is_noise() -> None:
    before = Run(HEADER, tuple(row(f"q{n}", right=True) for n in range(12)))
    after = Run(
        {**HEADER, "code": "c2"},
        tuple(row(f"q{n}", right=n > 6, seconds=2.0) for n in range(12)),
    )
    found = compare(before, after)
    changes = {change.name: change for change in found.changes}
    assert found.turned_wrong == tuple(f"q{n}" for n in range(7))
    assert found.turned_right == ()
    assert found.differences == {"code": ("c1", "c2")}
    assert changes["correct"].after == pytest.approx(5 / 12)
    assert changes["correct"].p == pytest.approx(2 / 2**7, abs=1e-4)
    assert changes["correct"].is_real and changes["seconds"].is_real
    assert (changes["seconds"].before, changes["seconds"].after) == (1.0, 2.0)
    assert not changes["unsupported_figures"].is_real


def test_runs_without_a_question_in_common_are_not_compared() -> None:
    with pytest.raises(InputError):
        compare(Run(HEADER, (row("a", right=True),)), Run(HEADER, (row("b", right=True),)))


def test_runs_over_different_files_of_facts_are_not_compared() -> None:
    rows = (row("a", right=True),)
    with pytest.raises(InputError, match="different things"):
        compare(Run(HEADER, rows), Run({**HEADER, "what": "facts:desk"}, rows))


def test_a_question_whose_known_answer_changed_is_not_compared() -> None:
    before = Run(HEADER, (row("a", right=True), row("b", right=True)))
    after = Run(HEADER, (row("a", right=False), row("b", right=False, question="another?")))
    found = compare(before, after)
    assert (found.questions, found.turned_wrong) == (1, ("a",))


def test_the_page_stands_alone_and_escapes_what_others_wrote(tmp_path: Path) -> None:
    keep(tmp_path, row("a", right=False, question="<b>how</b> many?"), row("b", right=True))
    keep(tmp_path, row("a", right=True), row("b", right=True), code="c2")
    name = finished(tmp_path)[0].name
    out = tmp_path / "page.html"
    write_report(tmp_path, name, out)
    page = out.read_text(encoding="utf-8")
    assert "&lt;b&gt;how&lt;/b&gt; many?" in page
    assert "<script" not in page
    assert page.count("<svg") == 4  # kinds, reliability, time, history
    for outside in ("src=", "@import", "url(http"):
        assert outside not in page


def test_a_run_of_a_bench_has_no_page(tmp_path: Path) -> None:
    keep(tmp_path, row("a", right=True), what="retrieval:set")
    with pytest.raises(InputError, match="no run"):
        write_report(tmp_path, "", tmp_path / "page.html")


def test_the_page_of_a_run_that_failed_nowhere_says_so() -> None:
    begun = {"started": "20310504T230501000000Z", "name": "r"}
    run = Run({**HEADER, **begun}, (row("a", right=True), row("b", right=True)))
    page = html(run, [run])
    assert "Not correct: 0" in page
    assert "<h1>Evaluation of 04 May 2031, 23:05 UTC</h1>" in page
