"""Whatever an endpoint does, the caller gets a whole reply or one line that says what to do."""

import threading
import time

import pytest

from core.errors import ModelError
from rag.llm.endpoint import EndpointModel
from tests.rag.llm import server

ASKED = [("system", "Be brief."), ("user", "How many boxes?")]
EVENTS = "text/event-stream"
PLAIN = "application/json"

BROKEN = {
    "closes half-way": server.closes_half_way,
    "dies half-way": server.dies_half_way,
    "dies at once": server.dies_at_once,
    "an error half-way": server.tells_an_error_half_way,
    "HTTP 500": server.answers(500, PLAIN, '{"error": {"message": "no"}}'),
    "HTTP 401": server.answers(401, PLAIN, '{"error": {"message": "key?"}}'),
    "HTTP 404 in HTML": server.answers(404, "text/html", "<h1>Not here</h1>"),
    "a web page": server.answers(200, "text/html", "<h1>Welcome</h1>"),
    "broken JSON": server.answers(200, EVENTS, 'data: {"choices": [\n\n'),
    "other JSON": server.answers(200, EVENTS, 'data: {"hello": 1}\n\n'),
    "a list": server.answers(200, EVENTS, "data: [1, 2]\n\n"),
    "not UTF-8": lambda r: (r.begin(200, EVENTS), r.wfile.write(b"data: \xff\xfe\n\n"))[1],
    "nothing": server.answers(200, EVENTS, ""),
}


def model(url, timeout=5.0):
    return EndpointModel(url, "m", "none", timeout)


def fails(url, timeout=5.0):
    """The two lines that both kinds of call end with."""
    asked = model(url, timeout)
    lines = []
    for call in (
        lambda: list(asked.stream(ASKED, 10)),
        lambda: asked.probability_of_yes(ASKED),
    ):
        with pytest.raises(ModelError) as caught:
            call()
        lines.append(str(caught.value))
    asked.close()
    assert all(url in line and "\n" not in line for line in lines)
    return lines


def test_good_reply_comes_piece_by_piece_greedy_and_seeded():
    with server.serving(server.good("The harbour ", "moved twelve.")) as endpoint:
        asked = model(endpoint.url)
        assert list(asked.stream(ASKED, 10)) == ["The harbour ", "moved twelve."]
        asked.close()
    (body,) = endpoint.bodies
    assert (body["temperature"], body["max_tokens"], body["model"]) == (0.0, 10, "m")
    assert "seed" in body
    assert [m["content"] for m in body["messages"]] == ["Be brief.", "How many boxes?"]


def test_probability_of_yes_counts_yes_against_no_alone():
    with server.serving(server.good(yes=-3.0)) as endpoint:
        asked = model(endpoint.url)
        assert asked.probability_of_yes(ASKED) == pytest.approx(0.5)
        asked.close()


@pytest.mark.parametrize("logprobs", [None, {"content": None}, {"content": []}])
def test_endpoint_without_probabilities_tells_none(logprobs):
    behave = server.answers(200, PLAIN, server.reply_of("yes", logprobs))
    with server.serving(behave) as endpoint:
        asked = model(endpoint.url)
        assert asked.probability_of_yes(ASKED) is None
        asked.close()


@pytest.mark.parametrize("name", BROKEN)
def test_broken_endpoint_ends_in_one_line(name):
    with server.serving(BROKEN[name]) as endpoint:
        fails(endpoint.url)


def test_hanging_endpoint_is_given_up_in_time():
    until = threading.Event()
    try:
        with server.serving(server.hangs(until)) as endpoint:
            began = time.monotonic()
            lines = fails(endpoint.url, timeout=0.2)
            assert time.monotonic() - began < 50
            assert all("in time" in line for line in lines)
            until.set()
    finally:
        until.set()


def test_endpoint_that_hangs_half_way_gives_its_piece_and_then_one_line():
    until = threading.Event()
    with server.serving(server.hangs_half_way(until)) as endpoint:
        asked = model(endpoint.url, 0.3)
        pieces = asked.stream(ASKED, 10)
        assert next(pieces) == "The harbour "
        with pytest.raises(ModelError, match="in time"):
            next(pieces)
        asked.close()
        until.set()


def test_refused_connection_ends_in_one_line():
    with server.serving(server.dies_at_once) as endpoint:
        url = endpoint.url
    fails(url)


def test_what_is_no_url_is_said_at_once():
    with pytest.raises(ModelError, match="is no URL"):
        model("http://[::1/v1")


def test_model_on_this_machine_is_not_asked_through_a_proxy(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with server.serving(server.good("Yes.")) as endpoint:
        asked = model(endpoint.url)
        assert list(asked.stream(ASKED, 10)) == ["Yes."]
        asked.close()


def test_half_read_reply_that_is_given_up_is_hung_up_at_the_server():
    noticed = threading.Event()

    def behave(request):
        request.begin(200, EVENTS)
        try:
            while True:
                request.piece("la ")
                time.sleep(0.01)
        except ConnectionError:
            noticed.set()

    with server.serving(behave) as endpoint:
        asked = model(endpoint.url)
        pieces = asked.stream(ASKED, 1000)
        assert next(pieces) == "la "
        pieces.close()
        assert noticed.wait(30)
        asked.close()


def test_reply_ends_with_its_reason_for_stopping_though_the_server_keeps_the_line():
    until = threading.Event()

    def behave(request):
        request.begin(200, EVENTS)
        request.piece("Twelve.")
        request.piece("", "stop")
        until.wait(60)

    with server.serving(behave) as endpoint:
        asked = model(endpoint.url)
        assert list(asked.stream(ASKED, 10)) == ["Twelve."]
        asked.close()
        until.set()


@pytest.mark.parametrize("logprob", [float("nan"), float("inf"), 1e308, 0.5, "very", None, [0.0]])
def test_probability_that_is_none_is_nonsense_and_prints_nothing(capsys, logprob):
    told = server.reply_of("yes", server.top(("yes", logprob), ("no", -1.0)))
    with server.serving(server.answers(200, PLAIN, told)) as endpoint:
        asked = model(endpoint.url)
        with pytest.raises(ModelError, match="nonsense"):
            asked.probability_of_yes(ASKED)
        asked.close()
    assert capsys.readouterr() == ("", "")


def test_halves_of_characters_are_replaced():
    with server.serving(server.good("a\ud83d", "\ude00b")) as endpoint:
        asked = model(endpoint.url)
        assert "".join(asked.stream(ASKED, 10)) == "a??b"
        asked.close()


def test_model_that_kept_silent_twice_is_left_alone_and_it_is_said():
    until = threading.Event()
    with server.serving(server.hangs(until)) as endpoint:
        asked = model(endpoint.url, timeout=1.0)
        for _ in range(2):
            with pytest.raises(ModelError, match="in time"):
                list(asked.stream(ASKED, 10))
        for _ in range(20):
            with pytest.raises(ModelError, match="asked again in 1 s"):
                list(asked.stream(ASKED, 10))
        assert len(endpoint.bodies) == 2
        until.set()
        endpoint.behave = server.good("Twelve.")
        time.sleep(1.1)
        assert list(asked.stream(ASKED, 10)) == ["Twelve."]
        asked.close()


def test_what_breaks_at_once_is_asked_again_at_once():
    with server.serving(server.dies_at_once) as endpoint:
        asked = model(endpoint.url)
        for _ in range(5):
            with pytest.raises(ModelError, match="failed"):
                list(asked.stream(ASKED, 10))
        endpoint.behave = server.good("Twelve.")
        assert list(asked.stream(ASKED, 10)) == ["Twelve."]
        asked.close()
