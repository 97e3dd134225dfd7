"""`askreports ask --batch`: many questions in one process, one JSON object a line."""

import json as jsonlib
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.output import as_json, complain, out, print_json
from core.domain import Turn
from core.errors import AskReportsError, InputError
from rag.llm.base import why_failed

if TYPE_CHECKING:
    from rag.service import AskService


def read_lines(batch: Path, out_file: Path | None) -> list[str]:
    """Return the lines of the questions' file, having made sure that answers can be written.

    Raises:
        InputError: it cannot be read, or the answers have no place to go.
    """
    try:
        text = batch.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{batch} cannot be read: {error.strerror}; name another") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{batch} is not UTF-8 text; save it as UTF-8") from error
    if out_file is not None:
        if not out_file.absolute().parent.is_dir():
            raise InputError(f"no folder {out_file.absolute().parent} for --out; make it first")
        if out_file.exists() and out_file.samefile(batch):
            raise InputError("--out would overwrite the questions; name another file")
    # Not splitlines: JSON may hold U+2028 and its like as they are.
    return text.split("\n")


def answer_all(
    service: "AskService", lines: list[str], out_file: Path | None, json: bool
) -> None:  # fmt: skip
    """Answer line by line; a line that cannot be answered is told and the others go on.

    Answers go to `out_file` as they come, else to standard output, where with `json` they are
    one document together with what failed.

    Raises:
        InputError: at the end, if a line could not be answered.
    """
    answers: list[dict[str, Any]] = []
    failed: list[dict[str, Any]] = []
    answered = 0
    silence = _Silence()
    with ExitStack() as stack:
        stream = None
        if out_file is not None:
            # A lone surrogate has no UTF-8; its backslash form is its JSON escape.
            stream = stack.enter_context(
                out_file.open("w", encoding="utf-8", errors="backslashreplace")
            )
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                answer = _answer_line(service, line)
            except AskReportsError as error:
                complain(f"line {number}: {error}")
                failed.append({"line": number, "error": str(error)})
                continue
            answered += 1
            silence.note(number, answer)
            if stream is not None:
                stream.write(as_json(answer) + "\n")
                stream.flush()
            elif json:
                answers.append(answer)
            else:
                print_json(answer)
    if json:
        where = {"answers": answers} if out_file is None else {"out": str(out_file)}
        print_json({"answered": answered, "failed": failed, **where})
    elif out_file is not None:
        out.print(f"{answered} answered, {len(failed)} failed")
    silence.sum_up(answered)
    if failed:
        raise InputError(f"{len(failed)} of {answered + len(failed)} lines could not be answered")


class _Silence:
    """Tells that the model failed: at the first line, and at the end at how many."""

    def __init__(self) -> None:
        self._lines = 0

    def note(self, number: int, answer: dict[str, Any]) -> None:
        why = why_failed(answer["model"])
        self._lines += bool(why)
        if why and self._lines == 1:
            complain(f"line {number}: answered without the model: {why}")

    def sum_up(self, answered: int) -> None:
        if self._lines > 1:
            complain(f"{self._lines} of {answered} lines were answered without the model")


def _answer_line(service: "AskService", line: str) -> dict[str, Any]:
    try:
        item = jsonlib.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {error}") from error
    if not isinstance(item, dict) or "id" not in item:
        raise InputError('a line must be an object with "id" and "question" or "turns"')
    turns = item["turns"] if "turns" in item else [item.get("question")]
    if not isinstance(turns, list):
        raise InputError(f'"turns" must be a list, not {as_json(turns)[:80]}')
    answer = service.converse([_turn(turn) for turn in turns])
    return {"id": item["id"], **asdict(answer)}


def _turn(item: object) -> Turn:
    """A turn is a string (the user's) or an object with role and text."""
    if isinstance(item, str):
        return Turn("user", _whole(item))
    if isinstance(item, dict):
        text = item.get("text", item.get("content", item.get("question")))
        role = item.get("role", "user")
        if isinstance(text, str) and role in ("user", "assistant"):
            return Turn(role, _whole(text))
    raise InputError(f"not a turn: {as_json(item)[:80]}; a turn is a text, or its role and text")


def _whole(text: str) -> str:
    """Replace halves of characters (lone surrogates), which no model and no file can take."""
    return text.encode("utf-8", "replace").decode()
