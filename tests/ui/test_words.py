"""What the parts below the screens say is said in the screen's language."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from openpyxl import Workbook

from core.errors import AskReportsError
from ingest import uploads
from ingest.correcting import corrected
from ingest.readers import read_file
from rag.question import LONGEST, validated
from records.slowing import Slowing
from tests.conftest import ROOT
from ui.words import CHINESE, ENGLISH
from ui.words.said import message
from vectorstore.decided import Correction

LETTERS = re.compile(r"[A-Za-z]{3,}")


def _slowed() -> None:
    slowing = Slowing()
    for _ in range(50):
        with suppress(KeyError), slowing.turn("ann", "192.0.2.7") as failed:
            failed()


FAULTS: dict[str, Callable[[], object]] = {
    "no question": lambda: validated(" ?"),
    "a long question": lambda: validated("x" * (LONGEST + 1)),
    "a blank title": lambda: corrected(Correction(), {"title": " "}),
    "a long title": lambda: corrected(Correction(), {"title": "x" * 1000}),
    "an unprinted publisher": lambda: corrected(Correction(), {"publisher": "a\x07b"}),
    "no date": lambda: corrected(Correction(), {"published": "31"}),
    "no language": lambda: corrected(Correction(), {"language": "??"}),
    "an empty upload": lambda: uploads.check("1.pdf", b""),
    "a large upload": lambda: uploads.check("1.pdf", b"x" * (uploads.MAX_BYTES + 1)),
    "no suffix": lambda: uploads.check("1", b"x"),
    "too many sign-ins": _slowed,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_in_the_language_of_the_screen(fault: str):
    with pytest.raises(AskReportsError) as told:
        FAULTS[fault]()
    said = message(str(told.value), CHINESE)
    known = re.sub(r"\.[a-z]+|\ben\b|\bzh\b", "", said)
    assert not LETTERS.search(known) and re.search(r"[\u4e00-\u9fff]", said), said
    assert message(str(told.value), ENGLISH) == str(told.value)


def test_readers_warnings_are_told_in_the_language_of_the_screen(tmp_path):
    book = Workbook()
    book.active.append(["Cranes", 7])
    book.create_sheet("Draft").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    (told,) = read_file(tmp_path / "a.xlsx").warnings
    assert message(told, CHINESE) == "没有读取隐藏的工作表“Draft”"


def _logged() -> Iterator[str]:
    """Actions that stand in the code where it writes the log."""
    for room in ("records", "ui/staff"):
        for file in sorted((ROOT / room).glob("*.py")):
            text = file.read_text(encoding="utf-8")
            yield from re.findall(r'_?log\.add\(session, [\w.]+, "([^"]+)"', text)
            if acts := re.search(r"acts = \{(.+)\}", text):
                yield from re.findall(r'"(\w+)":', acts[1])


def test_every_action_of_the_log_has_a_name_in_chinese():
    actions = {*_logged()}
    assert {"judge", "undo", "sign in", "retire", "correct"} <= actions
    assert [action for action in actions if message(action, CHINESE) == action] == []


def test_what_no_pattern_knows_is_told_as_it_came():
    assert message("the crane is <b>gone</b>", CHINESE) == "the crane is <b>gone</b>"
    hasty = replace(CHINESE, messages={r"the crane (.+)": r"\1!"})
    assert message("the crane is gone", hasty) == "is gone!"
