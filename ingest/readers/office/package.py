"""The zip around an office document: which kind it is, and whether it is safe to unpack."""

import shutil
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

from core.errors import UnreadableFile
from ingest.characters import clean

MAX_UNPACKED = 400_000_000
"""Bytes of all parts together."""

MAX_MARKUP = 100_000_000
"""Bytes of XML, which takes many times its size once it is read."""

MAX_PARTS = 20_000

_MAGIC = b"PK\x03\x04"
_TYPES = "[Content_Types].xml"
_TYPES_SIZE = 1_000_000
_PROPERTIES = "docProps/core.xml"
_PIECE = 1 << 16
_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_TOOLS = frozenset(
    {"openpyxl", "python-docx", "word document", "powerpoint presentation", "powerpoint 演示文稿"}
)
"""What programs write for a title or an author where nobody has given one."""


def is_kind(data: bytes, *main: bytes) -> bool:
    """Tell whether `data` is an office document whose main part has one of these content types."""
    if not data.startswith(_MAGIC):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as package, package.open(_TYPES) as part:
            types = part.read(_TYPES_SIZE)
    except Exception:  # whatever a broken zip makes of it
        return False
    return any(kind in types for kind in main)


def unpacked(path: Path, data: bytes) -> BytesIO:
    """Return the document, its parts unpacked piece by piece, for a library to open.

    Raises:
        UnreadableFile: it is locked, or unpacks to more than is read.
    """
    plain = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(plain, "w") as copy:
        entries = package.infolist()
        if any(entry.flag_bits & 1 for entry in entries):
            raise UnreadableFile(str(path), "it is locked by a password")
        size = sum(entry.file_size for entry in entries)
        markup = sum(e.file_size for e in entries if e.filename.endswith((".xml", ".rels")))
        odd = any(entry.compress_type not in _PACKED for entry in entries)
        if odd or size > MAX_UNPACKED or markup > MAX_MARKUP or len(entries) > MAX_PARTS:
            reason = f"it unpacks to {size // 1_000_000} MB in {len(entries)} parts"
            raise UnreadableFile(str(path), f"{reason}, more than is read")
        for entry in entries:
            with package.open(entry) as part, copy.open(entry.filename, "w") as out:
                shutil.copyfileobj(part, out, _PIECE)
    plain.seek(0)
    return plain


def stated(text: str | None) -> str:
    """Return a property that somebody has given; "" for what programs write by themselves."""
    said = clean(text or "")
    return "" if said.casefold() in _TOOLS else said


def made_on(data: bytes, created: datetime | None) -> str:
    """Return the ISO date on which a document was made; "" where the document does not say."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        says = _PROPERTIES in package.namelist() and b"dcterms:created" in package.read(_PROPERTIES)
    return created.date().isoformat() if created and says else ""
