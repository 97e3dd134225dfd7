"""A file is what its content says, and what cannot be read says why."""

from pathlib import Path

import pytest

from core.errors import InputError, UnreadableFile
from ingest.readers import base as readers_base
from ingest.readers import read_bytes, read_file
from tests.ingest.pdfs import Sheet

TEXT = "Die Straße kostet 12 Mio. Euro und führt über den Fluß nach Süden."


def test_pdf_named_txt_is_read_as_pdf(tmp_path):
    file = tmp_path / "plan.txt"
    file.write_bytes(Sheet().line("The plan of the port.").bytes())
    assert read_file(file).pages


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_western_text_is_read_in_its_encoding(encoding):
    assert read_bytes(Path("a.txt"), TEXT.encode(encoding))[0].text == TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_text_is_read_in_its_encoding(encoding):
    text = "港口今年的货物吞吐量达到三百五十万吨，比上一年增长了百分之四。"
    parsed = read_bytes(Path("a.txt"), text.encode(encoding))[0]
    assert parsed.text == text
    assert parsed.metadata.language == "zh"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.md", b" \n\t\n", "empty"),
        ("a.pdf", b"plain words, no PDF", "not what .pdf says"),
        ("a.docx", b"PK\x03\x04rest", "office document"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "picture"),
        ("a.jsonl", b'{"a": 1}', ".jsonl is not read"),
        ("a", b"words", "no suffix is not read"),
        ("a.md", b"---\ntitle: [\n---\nText\n", "front matter"),
    ],
)
def test_unreadable_content_says_why(tmp_path, name, data, reason):
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(UnreadableFile, match=reason) as caught:
        read_file(file)
    assert "\n" not in str(caught.value)


def test_missing_file_and_folder_are_unreadable(tmp_path):
    with pytest.raises(UnreadableFile, match="No such file"):
        read_file(tmp_path / "none.txt")
    with pytest.raises(UnreadableFile, match="not a file"):
        read_file(tmp_path)


def test_too_large_a_file_is_not_loaded(tmp_path, monkeypatch):
    monkeypatch.setattr(readers_base, "MAX_BYTES", 1_000_000)
    file = tmp_path / "big.txt"
    file.write_bytes(b"x" * 2_000_001)
    with pytest.raises(UnreadableFile, match="2 MB; at most 1 MB"):
        read_file(file)


def test_catalogue_beside_the_file_wins(tmp_path):
    (tmp_path / "plan.md").write_text("---\ntitle: Mine\n---\n# Mine\n\nText.\n", "utf-8")
    (tmp_path / "catalogue.toml").write_text(
        '["plan.md"]\ntitle = "Theirs"\noriginal_title = "Old"\npublisher = "Office"\n'
        'published = "2014-10"\nlanguage = "en"\norigin = "archive"\ndigest = true\n',
        "utf-8",
    )
    found = read_file(tmp_path / "plan.md").metadata
    assert (found.title, found.original_title, found.publisher) == ("Theirs", "Old", "Office")
    assert (found.published, found.published_basis) == ("2014-10", "stated")
    assert (found.origin, found.is_digest) == ("archive", True)


def test_broken_catalogue_says_which_file(tmp_path):
    (tmp_path / "plan.md").write_text("# Plan\n", "utf-8")
    (tmp_path / "catalogue.toml").write_text("no = toml = at all", "utf-8")
    with pytest.raises(InputError, match=r"catalogue\.toml cannot be read"):
        read_file(tmp_path / "plan.md")
