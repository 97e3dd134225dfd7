"""The benches of speed measure what they say; no test looks at how fast anything is."""

import json
from pathlib import Path

import numpy as np
import pytest

from core.settings import Settings
from eval.bench import speed
from eval.bench.growth import UnitVectors, bench_growth
from eval.bench.speed import bench_encoder, bench_ingest


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", llm="none")


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "ROUNDS", 1)


def test_growth_tells_each_size(settings: Settings) -> None:
    small, large = bench_growth([50, 200], settings)
    assert 50 <= small["passages"] < 200 <= large["passages"]
    for row in (small, large):
        assert row["write_ms"] > 0 and row["query_ms_p95"] >= row["query_ms_p50"] > 0


def test_made_vectors_are_of_length_one_and_the_same_for_the_same_text() -> None:
    made = UnitVectors("m", 8)
    rows = made.documents(["a", "b", "a"])
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert np.array_equal(rows[0], rows[2]) and not np.allclose(rows[0], rows[1])


def test_an_ingest_is_measured_against_its_embedding(
    settings: Settings, tmp_path: Path, once: None
) -> None:
    (tmp_path / "port.md").write_text("# Port\n\nThe harbour has 44 cranes.\n", "utf-8")
    told = bench_ingest([tmp_path / "port.md"], settings)
    assert told["passages"] == 1
    assert told["ratio"] == pytest.approx(
        told["whole_per_second"] / told["bare_per_second"], abs=0.02
    )


def test_the_encoder_is_measured_against_the_plain_one(
    settings: Settings, tmp_path: Path, once: None
) -> None:
    texts = {"port": "The harbour has 44 cranes.", "mill": "The mill grinds wheat and rye."}
    lines = [json.dumps({"id": n, "title": n, "text": t}) for n, t in texts.items()]
    (tmp_path / "corpus.jsonl").write_text("\n".join(lines), "utf-8")
    asked = {"id": "1", "question": "What does the mill grind?", "answers": ["wheat"]}
    asked |= {"gold_ids": ["mill"], "answerable": True}
    (tmp_path / "questions.jsonl").write_text(json.dumps(asked), "utf-8")
    told = bench_encoder(tmp_path, settings)
    assert told["plain_ndcg@10"] == told["ours_ndcg@10"] == 1.0
    assert told["texts"] == 4
