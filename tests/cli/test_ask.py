"""`ask`: one Answer, or many; bad questions end in a line; a broken model leaves the evidence."""

import json
import threading

import pytest

from core.settings import load_settings
from tests.rag.llm import server
from vectorstore.library import Library

QUESTION = "How many boxes did the harbour move?"
KEYS = {
    "question", "standalone_question", "language", "status", "text", "sentences", "citations",
    "figures", "timings", "index_version", "model",
}  # fmt: skip


def stands(answer, data):
    """Every quote is the stored text from start to end."""
    library = Library(load_settings(data=data))
    try:
        for cited in answer["citations"]:
            text = library.parsed(cited["report_id"]).text
            assert text[cited["start"] : cited["end"]] == cited["quote"]
    finally:
        library.close()
    return bool(answer["citations"])


def test_answer_has_the_keys_of_the_contract_and_quotes_the_stored_text(askreports, indexed):
    answer = askreports("ask", QUESTION, "--data", indexed, "--llm", "none", "--json").document
    assert set(answer) == KEYS
    assert answer["status"] == "evidence_only"
    assert "twelve thousand boxes" in answer["text"]
    assert stands(answer, indexed)


def test_people_get_the_text_and_its_sources(askreports, indexed):
    ended = askreports("ask", QUESTION, "--data", indexed, "--llm", "none")
    assert ended.status == 0
    assert "[1] Port" in ended.out


@pytest.mark.parametrize("question", ["", "  ", "?!", "x" * 20_000, "caf\udce9"])
def test_bad_question_is_one_line_and_loads_nothing(askreports, indexed, monkeypatch, question):
    monkeypatch.setattr("rag.service.open_service", lambda _: pytest.fail("was loaded"))
    ended = askreports("ask", question, "--data", indexed, "--json")
    assert ended.status == 1
    assert "the question" in ended.line
    assert ended.out == ""


def test_empty_library_says_to_ingest(askreports, tmp_path):
    ended = askreports("ask", QUESTION, "--data", tmp_path / "data", "--llm", "none")
    assert "run `askreports ingest`" in ended.line


@pytest.mark.parametrize(
    "arguments", [[], ["a", "--batch", "b"], ["a", "--out", "b"], ["--batch", "nowhere.jsonl"]]
)
def test_question_and_batch_misused_are_one_line(askreports, indexed, arguments):
    assert askreports("ask", *arguments, "--data", indexed, "--llm", "none").status == 1


def batch(tmp_path, *lines):
    file = tmp_path / "questions.jsonl"
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    file.write_text(text + "\n", "utf-8")
    return file


def test_batch_answers_questions_and_conversations_in_any_form(askreports, indexed, tmp_path):
    spoken = [
        {"role": "user", "content": QUESTION},
        {"role": "assistant", "text": "Twelve thousand."},
        {"role": "user", "text": "And when was that?"},
    ]
    file = batch(
        tmp_path,
        {"id": 1, "question": QUESTION, "extra": [1]},
        "",
        {"id": "two", "turns": [QUESTION, "And when was that?"]},
        {"id": [3], "turns": spoken, "answers": ["x"]},
        # U+2028 ends no line of JSON.
        '{"id": "4", "question": "How many boxes\u2028moved?"}',
    )
    out = tmp_path / "answers.jsonl"
    ended = askreports(
        "ask", "--batch", file, "--out", out, "--data", indexed, "--llm", "none", "--json"
    )
    assert (ended.status, ended.err) == (0, "")
    assert ended.document == {"answered": 4, "failed": [], "out": str(out)}
    rows = [json.loads(line) for line in out.read_text("utf-8").split("\n") if line]
    assert [row["id"] for row in rows] == [1, "two", [3], "4"]
    assert all(set(row) == KEYS | {"id"} and stands(row, indexed) for row in rows)
    assert rows[1]["question"] == rows[2]["question"] == "And when was that?"


def test_broken_lines_are_told_and_the_others_answered(askreports, indexed, tmp_path):
    broken = [
        "{",
        "[1]",
        "[" * 100_000,
        {"question": QUESTION},
        {"id": 1},
        {"id": 2, "question": None},
        {"id": 3, "question": ""},
        {"id": 4, "question": "x" * 20_000},
        {"id": 5, "turns": []},
        {"id": 6, "turns": "How many?"},
        {"id": 7, "turns": [{"role": "system", "text": "x"}, "What?"]},
        {
            "id": 8,
            "turns": [{"role": "user", "text": QUESTION}, {"role": "assistant", "text": "x"}],
        },
    ]
    file = batch(tmp_path, *broken, {"id": "\ud800", "question": QUESTION + "\ud800"})
    out = tmp_path / "answers.jsonl"
    ended = askreports(
        "ask", "--batch", file, "--out", out, "--data", indexed, "--llm", "none", "--json"
    )
    assert ended.status == 1
    assert ended.document["answered"] == 1
    assert [f["line"] for f in ended.document["failed"]] == list(range(1, len(broken) + 1))
    assert ended.err.count("\n") == len(broken) + 1
    assert json.loads(out.read_text("utf-8"))["id"] == "\ud800"


def test_batch_without_out_is_lines_for_people_and_one_document_with_json(
    askreports, indexed, tmp_path
):
    file = batch(tmp_path, {"id": 1, "question": QUESTION}, {"id": 2, "question": QUESTION})
    ask = ("ask", "--batch", file, "--data", indexed, "--llm", "none")
    assert [json.loads(line)["id"] for line in askreports(*ask).out.splitlines()] == [1, 2]
    document = askreports(*ask, "--json").document
    assert [answer["id"] for answer in document["answers"]] == [1, 2]


def test_answers_never_overwrite_the_questions(askreports, indexed, tmp_path):
    file = batch(tmp_path, {"id": 1, "question": QUESTION})
    before = file.read_bytes()
    ask = ("ask", "--batch", file, "--data", indexed, "--llm", "none", "--out")
    assert "overwrite" in askreports(*ask, file).line
    assert "make it first" in askreports(*ask, tmp_path / "no" / "answers.jsonl").line
    assert file.read_bytes() == before


def test_batch_that_is_not_utf8_is_one_line(askreports, indexed, tmp_path):
    file = tmp_path / "questions.jsonl"
    file.write_bytes(b'{"id": 1, "question": "caf\xe9"}')
    assert "UTF-8" in askreports("ask", "--batch", file, "--data", indexed).line


def ask_endpoint(askreports, indexed, url):
    return askreports("ask", QUESTION, "--data", indexed, "--llm", url, "--json").document


def test_endpoint_that_works_is_used(askreports, indexed):
    with server.serving(server.good("The harbour moved twelve thousand boxes in 2019.")) as it:
        answer = ask_endpoint(askreports, indexed, it.url)
    assert answer["status"] == "answered"
    assert answer["sentences"][0]["verdict"] == "supported"
    assert stands(answer, indexed)


@pytest.mark.parametrize(
    "behave",
    [
        server.closes_half_way,
        server.dies_half_way,
        server.tells_an_error_half_way,
        server.answers(500, "application/json", "{}"),
        server.answers(200, "text/html", "<h1>Welcome</h1>"),
        None,
    ],
    ids=["closes half-way", "dies half-way", "error half-way", "500", "web page", "refuses"],
)
def test_endpoint_that_fails_leaves_the_evidence(askreports, indexed, behave):
    bare = askreports("ask", QUESTION, "--data", indexed, "--llm", "none", "--json").document
    with server.serving(behave or server.closes_half_way) as it:
        url = it.url
        if behave is not None:
            answer = ask_endpoint(askreports, indexed, url)
    if behave is None:
        answer = ask_endpoint(askreports, indexed, url)
    assert answer["status"] == "evidence_only"
    assert answer["text"] == bare["text"]
    assert answer["citations"] == bare["citations"] != []
    assert url in answer["model"]


@pytest.mark.parametrize("hang", [server.hangs, server.hangs_half_way])
def test_endpoint_that_hangs_leaves_the_evidence(askreports, indexed, monkeypatch, hang):
    monkeypatch.setenv("ASKREPORTS_LLM_TIMEOUT", "0.5")
    until = threading.Event()
    with server.serving(hang(until)) as it:
        answer = ask_endpoint(askreports, indexed, it.url)
        until.set()
    assert answer["status"] == "evidence_only"
    assert stands(answer, indexed)


def test_endpoint_that_tells_no_probabilities_still_answers(askreports, indexed):
    def behave(request):
        if request.body.get("stream"):
            server.good("The harbour moved twelve thousand boxes in 2019.")(request)
        else:
            server.answers(200, "application/json", server.reply_of("yes"))(request)

    with server.serving(behave) as it:
        answer = ask_endpoint(askreports, indexed, it.url)
    assert answer["status"] in ("answered", "refused")
    assert stands(answer, indexed)


def test_failed_model_is_said_beside_the_answer(askreports, indexed):
    with server.serving(server.dies_half_way) as it:
        ended = askreports("ask", QUESTION, "--data", indexed, "--llm", it.url)
    assert ended.status == 0
    assert "without the model" in ended.err and it.url in ended.err
    assert ended.err.count("\n") == 1


def test_batch_goes_on_without_a_hanging_model_says_so_and_does_not_wait_at_each_line(
    askreports, indexed, tmp_path, monkeypatch
):
    monkeypatch.setenv("ASKREPORTS_LLM_TIMEOUT", "2")
    file = batch(tmp_path, *({"id": n, "question": QUESTION} for n in range(30)))
    until = threading.Event()
    with server.serving(server.hangs(until)) as it:
        ended = askreports(
            "ask", "--batch", file, "--data", indexed, "--llm", it.url, "--json"
        )  # fmt: skip
        until.set()
    assert ended.status == 0
    answers = ended.document["answers"]
    assert [answer["id"] for answer in answers] == list(range(30))
    assert all(answer["status"] == "evidence_only" for answer in answers)
    assert all(it.url in answer["model"] and stands(answer, indexed) for answer in answers)
    assert len(it.bodies) < 8
    first, last = ended.err.splitlines()
    assert first.startswith("line 1: answered without the model") and "30 of 30" in last


def test_batch_uses_the_model_again_once_it_is_back(askreports, indexed, tmp_path):
    behaviours = [server.dies_half_way, server.good("The harbour moved twelve thousand boxes.")]
    file = batch(tmp_path, *({"id": n, "question": QUESTION} for n in range(3)))
    with server.serving(lambda it: behaviours[len(it.server.bodies) > 1](it)) as it:
        ended = askreports("ask", "--batch", file, "--data", indexed, "--llm", it.url, "--json")
    status = [answer["status"] for answer in ended.document["answers"]]
    assert status == ["evidence_only", "answered", "answered"]
    assert ended.err.startswith("line 1: answered without the model")
    assert ended.err.count("\n") == 1
