"""What is no report is told by name and reason, quickly, whatever it is."""

import os
from pathlib import Path

import pytest

from core.errors import InputError, UnreadableFile
from ingest.metadata.given import catalogued
from ingest.readers import read_bytes, read_file
from ingest.readers.base import load

MARKDOWN = b"# Port\n\nThe harbour moved twelve boxes in 2019.\n"


def test_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(UnreadableFile, match="not a file"):
        load(tmp_path / "pipe.pdf")


def test_name_that_is_no_text_is_told(tmp_path):
    file = tmp_path / "caf\udce9.md"
    file.write_bytes(MARKDOWN)
    with pytest.raises(UnreadableFile, match="rename it"):
        load(file)


@pytest.mark.parametrize(
    "content", [b"---\na: b: c\n---\nText.\n", b"---\na: " + b"[" * 5000 + b"\n---\n"]
)
def test_front_matter_that_is_no_yaml_is_told_in_one_line(content):
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(Path("port.md"), content)
    assert "front matter" in caught.value.reason
    assert "\n" not in str(caught.value)


def test_binary_markdown_is_not_blamed_on_its_front_matter():
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(Path("port.md"), b"\x00\x01\x02" * 200)
    assert "front matter" not in caught.value.reason


def test_front_matter_of_lists_counts_only_where_it_is_a_word():
    laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    source = f"---\n{laughs}title: *i\npublisher: Harbour Office\n---\n".encode()
    parsed, _ = read_bytes(Path("port.md"), source + MARKDOWN)
    assert (parsed.metadata.title, parsed.metadata.publisher) == ("Port", "Harbour Office")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_pdf_cut_short_is_read_or_told(tmp_path, share):
    whole = (Path(__file__).parents[2] / "reports/global-city-development-2020.pdf").read_bytes()
    file = tmp_path / "cut.pdf"
    file.write_bytes(whole[: int(len(whole) * share)])
    try:
        assert read_file(file).text.strip()
    except UnreadableFile as error:
        assert "damaged" in error.reason


def test_catalogue_that_cannot_be_opened_is_told(tmp_path, monkeypatch):
    (tmp_path / "catalogue.toml").write_text("")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(InputError, match="cannot be read"):
        catalogued(tmp_path / "port.md")
