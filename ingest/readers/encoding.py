"""Bytes to text."""

from pathlib import Path

from charset_normalizer import from_bytes

from core.errors import UnreadableFile

# What these six East Asian and Western encodings cover is what reports come in; asking for
# all of them lets short texts be taken for exotic ones.
_CANDIDATES = ["gb18030", "big5", "cp1252", "shift_jis", "utf_16", "utf_16_be"]
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def decode(path: Path, data: bytes) -> str:
    """Return the text of `data`, with single newlines as line ends.

    Raises:
        UnreadableFile: no encoding makes text of it.
    """
    text = _decoded(data)
    if text is None or not text.strip():
        raise UnreadableFile(str(path), "no text in it that can be read; is it a binary file?")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str | None:
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    if b"\x00" not in data[:4096]:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            pass
    best = from_bytes(data, cp_isolation=_CANDIDATES).best()
    return str(best) if best else None
