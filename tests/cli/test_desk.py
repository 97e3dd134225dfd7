"""Judgements go out as known facts that `eval` asks; `ask` says what staff found."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.settings import load_settings
from records.store import Records
from tests.records.conftest import answer_to

QUESTION = "How many boxes did the harbour move?"


def judge(data, answer, verdict, **told):
    with Records(load_settings(data=data), lambda: datetime(2026, 1, 2, 3, tzinfo=UTC)) as records:
        conversation = records.conversations.begin()
        kept = records.conversations.add(conversation, answer, answer.citations)
        records.judgements.judge(kept.answer_id, "answer", verdict, "ann", **told)


@pytest.fixture
def data(askreports, folder, tmp_path):
    askreports("ingest", folder, "--data", tmp_path / "data")
    return tmp_path / "data"


def test_judgements_go_out_with_their_count_and_are_asked_by_eval(askreports, data, tmp_path):
    judge(data, answer_to(QUESTION), "wrong_answer", correct="12,000")
    judge(data, answer_to("What colour is it?"), "wrong_place")
    file = tmp_path / "desk.jsonl"
    done = askreports("desk", "export", "--out", file, "--data", data, "--json")
    assert (done.status, done.err) == (0, "")
    assert done.document == {"facts": 1, "left_out": {"wrong place": 1}, "out": str(file)}
    (line,) = file.read_text("utf-8").splitlines()
    assert json.loads(line)["question"] == QUESTION
    said = askreports("desk", "export", "--out", file, "--data", data).out
    assert "1 known facts" in said
    assert "wrong place: 1" in said

    ask = ("eval", "--facts", file, "--data", data, "--llm", "none", "--json")
    ended = askreports(*ask)
    assert ended.document["all"]["questions"] == 1
    (run,) = askreports("eval", "runs", "--data", data, "--json").document
    assert run["what"] == "facts:desk"


def test_a_run_over_other_facts_is_kept_apart_from_those_of_the_product(askreports, data, tmp_path):
    judge(data, answer_to(QUESTION), "wrong_answer", correct="12,000")
    file = tmp_path / "desk.jsonl"
    askreports("desk", "export", "--out", file, "--data", data)
    ask = ("eval", "--data", data, "--llm", "none", "--json")
    askreports(*ask, "--facts", file)
    (run,) = askreports("eval", "runs", "--data", data, "--json").document
    assert askreports(*ask, "--facts", file, "--gate").status == 2
    assert "no run ''" in askreports("eval", "accept", "--data", data).line
    assert "no run" in askreports("eval", "accept", run["name"], "--data", data).line
    assert "no run ''" in askreports("eval", "report", "--data", data).line
    page = tmp_path / "page.html"
    assert askreports("eval", "report", run["name"], "--data", data, "--out", page).status == 0
    askreports(*ask, "--limit", 1)
    compared = askreports("eval", "compare", run["name"], "--data", data)
    assert "asked different things" in compared.line


def test_a_file_of_no_facts_is_one_line(askreports, tmp_path):
    for text in ("{", "[1]", '{"id": "x"}', "7"):
        (tmp_path / "odd.jsonl").write_text(text)
        assert "odd.jsonl" in askreports("eval", "--facts", tmp_path / "odd.jsonl").line
    assert "nowhere" in askreports("eval", "--facts", tmp_path / "nowhere").line


def test_export_makes_no_records_where_there_are_none(askreports, tmp_path):
    ended = askreports("desk", "export", "--out", tmp_path / "x", "--data", tmp_path / "data")
    assert "nothing was asked" in ended.line
    assert not (tmp_path / "data").exists()
    assert not (tmp_path / "x").exists()


def ask(askreports, data, *more):
    return askreports("ask", QUESTION, "--data", data, "--llm", "none", *more)


def test_ask_says_that_staff_checked_just_this_answer(askreports, data):
    before = ask(askreports, data)
    assert not (data / "records.sqlite3").exists()
    printed = ask(askreports, data, "--json").document
    judge(data, answer_to(QUESTION, text=printed["text"]), "right")
    assert "\nchecked by staff on 2026-01-02\n" in ask(askreports, data).out
    assert set(ask(askreports, data, "--json").document) == set(printed)
    judge(data, answer_to(QUESTION, text="Another answer."), "right")
    assert ask(askreports, data).out == before.out


def test_ask_marks_an_answer_that_staff_found_wrong(askreports, data):
    printed = ask(askreports, data, "--json").document
    judge(data, answer_to(QUESTION), "wrong_answer", note="an old\ncount", correct="12,000")
    earlier = "staff found an earlier answer to this question wrong on 2026-01-02: "
    assert f"\n{earlier}12,000 an old count\n" in ask(askreports, data).out
    judge(data, replace(answer_to(QUESTION), text=printed["text"]), "wrong_place")
    assert "\nstaff found this answer wrong on 2026-01-02\n" in ask(askreports, data).out


def test_ask_says_where_staffs_checks_cannot_be_read_and_answers_still(askreports, data):
    (data / "records.sqlite3").write_bytes(b"no database at all, but long enough to be read")
    ended = ask(askreports, data)
    assert ended.status == 0
    assert "twelve thousand boxes" in ended.out
    assert "whether staff checked this answer is not known" in ended.err
