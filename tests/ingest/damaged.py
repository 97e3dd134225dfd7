"""Files that an office does not mean to keep: whole ones of each format, and what befalls them."""

import random
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pptx

from tests.ingest.pdfs import Sheet

TEXT = "The harbour of Veldhaven moved 4,120 boxes in 2019. It will move more in 2020."


def whole() -> dict[str, bytes]:
    """A small sound file of each format, by suffix."""
    document = docx.Document()
    document.add_heading("Harbour", 1)
    document.add_paragraph(TEXT)
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = TEXT
    book = openpyxl.Workbook()
    book.active.append(("Year", "Boxes"))
    book.active.append((2019, 4120))
    made = {
        ".pdf": Sheet().line(TEXT).bytes(),
        ".md": f"# Harbour\n\n{TEXT}\n".encode(),
        ".html": f"<html><body><h1>Harbour</h1><p>{TEXT}</p></body></html>".encode(),
        ".txt": TEXT.encode("utf-16"),
        ".csv": b"Year,Boxes\n2019,4120\n",
    }
    for suffix, saved in ((".docx", document), (".pptx", deck), (".xlsx", book)):
        file = BytesIO()
        saved.save(file)
        made[suffix] = file.getvalue()
    return made


def write_damaged(folder: Path, count: int, seed: int) -> list[Path]:
    """Write `count` damaged files into `folder` and return their paths."""
    chance = random.Random(seed)
    files = whole()
    written = list(_special(folder, files))
    suffixes = sorted(files)
    while len(written) < count:
        suffix = suffixes[len(written) % len(suffixes)]
        data = bytearray(files[suffix])
        how = chance.choice(("cut", "flipped", "mixed", "wrong"))
        if how == "cut":
            data = data[: chance.randrange(1, len(data))]
        elif how == "wrong":
            data = bytearray(files[chance.choice([s for s in suffixes if s != suffix])])
        else:
            for _ in range(chance.randint(1, 40) if how == "flipped" else len(data) // 3):
                data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        file = folder / f"{how}-{len(written)}{suffix}"
        file.write_bytes(data)
        written.append(file)
    return written


def _special(folder: Path, files: dict[str, bytes]) -> Iterator[Path]:
    def put(name: str, data: bytes) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    for suffix in sorted(files):
        yield put(f"nothing{suffix}", b"")
        yield put(f"noise{suffix}", random.Random(suffix).randbytes(5000))
    yield put("locked.pdf", Sheet(password="secret").line(TEXT).bytes())
    yield put("locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4000)
    for kind in ("docx", "pptx", "xlsx"):
        yield put(f"bomb.{kind}", _bomb(files[f".{kind}"]))
        yield put(f"laughs.{kind}", _laughs(files[f".{kind}"]))
    big = folder / "big.pdf"
    with big.open("wb") as file:
        file.write(files[".pdf"])
        file.truncate(300_000_000)
    yield big
    (folder / "loop-a.md").symlink_to(folder / "loop-b.md")
    (folder / "loop-b.md").symlink_to(folder / "loop-a.md")
    yield folder / "loop-a.md"
    yield folder / "loop-b.md"
    (folder / "dangling.md").symlink_to(folder / "nowhere.md")
    yield folder / "dangling.md"
    for name in ("-rf.md", "new\nline.md", "'; DROP TABLE reports;--.md", "🚢" * 50 + ".md"):
        yield put(name, b"")


def _bomb(data: bytes) -> bytes:
    """The document with a part that unpacks to 500 million bytes."""
    file = BytesIO(data)
    zeros = bytes(1_000_000)
    with (
        zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as package,
        package.open("word/media/bomb.bin", "w", force_zip64=True) as part,
    ):
        for _ in range(500):
            part.write(zeros)
    return file.getvalue()


def _laughs(data: bytes) -> bytes:
    """The document with entities that unfold to billions in its main part."""
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)
    )
    out = BytesIO()
    main = ("word/document.xml", "ppt/presentation.xml", "xl/workbook.xml")
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename in main:
                declared = (
                    content if content.startswith(b"<?xml") else b'<?xml version="1.0"?>' + content
                )
                head, _, rest = declared.partition(b"?>")
                at = rest.rindex(b"</")
                rest = rest[:at] + b"&a9;" + rest[at:]
                content = head + f"?><!DOCTYPE x [{entities}]>".encode() + rest
            new.writestr(entry, content)
    return out.getvalue()
