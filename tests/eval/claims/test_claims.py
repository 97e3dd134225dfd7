"""Claims from a small corpus: the same for one seed, false where they say so, split by title."""

import json

import pytest

from core.errors import InputError
from core.settings import Settings
from eval.claims.bench import bench_claims
from eval.claims.claims import make_claims
from eval.claims.sources import read_corpus, side, true_sentences

ENGLISH = (
    "The port of Oslo was opened by ferrymen in 1898 near the old mill. However, the docks in "
    "Bergen will be closed for three years. The fleet in Utrecht has 48 large boats and 12 cranes. "
    "Traders in Utrecht bought more than 400 tons of salt. The mill in Bergen is not deep enough.",
    "The fair in Oslo is held each spring by the traders. The fair in Bergen was moved in 1923 "
    "because of the snow. About 62% of boats in Utrecht are repaired before the winter.",
)
CHINESE = (
    "这座港口位于挪威，是城市最大的港口。船队共有48艘大船和12台起重机。1898年，渔民在挪威建立了一座港口。"
    "瑞典的港口将被关闭三年，船只不能在那里停靠。"
)


@pytest.fixture
def folder(tmp_path):
    lines = [
        {"id": f"d{n}", "title": f"Ports {n}", "text": text}
        for n, text in enumerate((*ENGLISH, CHINESE))
    ]
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (tmp_path / "corpus.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def claims_of(folder, seed, split="all"):
    corpus = read_corpus(folder, Settings())
    return make_claims(true_sentences(corpus, seed, split), seed)


def test_one_seed_gives_the_same_claims_and_another_gives_others(folder):
    told = [[(c.id, c.kind, c.text) for c in claims_of(folder, seed)] for seed in (1, 1, 2)]
    assert told[0] == told[1]
    assert told[0] != told[2]


def test_all_kinds_are_made_in_both_languages(folder):
    made = {(claim.kind, claim.language) for claim in claims_of(folder, 1)}
    kinds = {"number", "year", "unit", "name", "negation", "tense", "untouched", "paraphrase"}
    assert {(kind, "en") for kind in kinds} <= made
    assert {(kind, "zh") for kind in ("number", "year", "negation", "untouched")} <= made


def test_the_true_sentence_is_among_its_evidence_with_others(folder):
    for claim in claims_of(folder, 1):
        assert any(claim.source in item.text for item in claim.evidence)
        for item in claim.evidence:
            start = item.start - item.passage.start
            assert item.passage.text[start : start + len(item.text)] == item.text
    assert max(len(claim.evidence) for claim in claims_of(folder, 1)) > 3


def test_only_untouched_sentences_and_paraphrases_are_true(folder):
    for claim in claims_of(folder, 1):
        assert claim.true == (claim.kind in {"untouched", "paraphrase"})
        assert (claim.text == claim.source) == (claim.kind == "untouched")


def test_the_sides_of_the_split_are_all_and_share_nothing(folder):
    sides = {
        name: {c.source for c in claims_of(folder, 1, name)} for name in ("dev", "held", "all")
    }
    assert sides["dev"] | sides["held"] == sides["all"]
    assert not sides["dev"] & sides["held"]


def test_a_title_stands_on_one_side_however_it_is_written():
    assert side("Yellow_River") == side("Yellow River") == side("yellow river")


def test_rates_are_right_verdicts_over_claims_made(folder):
    scores, rows = bench_claims([folder], Settings(), library=False, seed=1, split="all")
    for group in scores["kinds"]:
        chosen = [
            row
            for row in rows
            if row["kind"] == group["kind"] and group["language"] in (row["language"], "all")
        ]
        assert group["made"] == len(chosen)
        assert group["right"] == round(sum(row["right"] for row in chosen) / len(chosen), 4)
    assert scores["false_claims"] + scores["true_claims"] == len(rows)


def test_nothing_to_take_sentences_from_is_an_error(tmp_path):
    with pytest.raises(InputError, match="--data"):
        bench_claims([], Settings(), library=False, seed=1, split="all")
    with pytest.raises(InputError, match=r"corpus\.jsonl"):
        bench_claims([tmp_path], Settings(), library=False, seed=1, split="all")
    (tmp_path / "corpus.jsonl").write_text('{"id": "a", "title": "A", "text": "Boats"}\n')
    with pytest.raises(InputError, match="plain sentence"):
        bench_claims([tmp_path], Settings(), library=False, seed=1, split="all")
