"""`askreports ask`, one question or many."""

import json as jsonlib
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.output import DataOption, JsonOption, LlmOption, as_json, err, out, print_json
from core.domain import Answer, Turn
from core.errors import AskReportsError, InputError
from core.settings import load_settings

if TYPE_CHECKING:
    from rag.service import AskService


def ask(
    question: Annotated[str | None, typer.Argument()] = None,
    data: DataOption = None,
    json: JsonOption = False,
    llm: LlmOption = None,
    batch: Annotated[
        Path | None, typer.Option(help='JSON lines: {"id", "question"} or {"id", "turns"}.')
    ] = None,
    out_file: Annotated[
        Path | None, typer.Option("--out", help="Where the answers of --batch go.")
    ] = None,
) -> None:
    """Answer one question, or all of a file, each sentence checked and cited."""
    settings = load_settings(data=data, llm=llm)
    if (question is None) == (batch is None):
        raise InputError('ask one "question", or name a file with --batch')
    if batch is not None and not batch.is_file():
        raise InputError(f"no such file: {batch}")
    from rag.question import validated
    from rag.service import open_service

    if question is not None:
        validated(question)
    with open_service(settings) as service:
        if batch is not None:
            _answer_all(service, batch, out_file, json)
        elif question is not None:
            _print(service.ask([Turn("user", question)]), json)


def _print(answer: Answer, json: bool) -> None:
    if json:
        print_json(answer)
        return
    out.print(answer.text, markup=False)
    for cited in answer.citations:
        page = f", page {cited.page}" if cited.page else ""
        section = f", {cited.section}" if cited.section else ""
        about = ", ".join(part for part in (cited.title, cited.publisher, cited.published) if part)
        out.print(f"[{cited.n}] {about}{page}{section}", markup=False, style="dim")
        out.print(f"    “{' '.join(cited.quote.split())}”", markup=False, style="dim")


def _answer_all(service: "AskService", batch: Path, out_file: Path | None, json: bool) -> None:
    """Answer line by line; a line that cannot be answered is told and the others go on."""
    answered = failed = 0
    stream = out_file.open("w", encoding="utf-8") if out_file else None
    try:
        for number, line in enumerate(batch.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                written = as_json(_answer_line(service, line))
            except (AskReportsError, ValueError, KeyError, TypeError) as error:
                failed += 1
                err.print(f"line {number}: {error}", markup=False)
                continue
            answered += 1
            if stream:
                stream.write(written + "\n")
                stream.flush()
            else:
                typer.echo(written)
    finally:
        if stream:
            stream.close()
    if out_file:
        summary = {"answered": answered, "failed": failed, "out": str(out_file)}
        print_json(summary) if json else out.print(f"{answered} answered, {failed} failed")
    if failed:
        raise typer.Exit(1)


def _answer_line(service: "AskService", line: str) -> dict[str, Any]:
    item = jsonlib.loads(line)
    if not isinstance(item, dict) or "id" not in item:
        raise InputError('a line must be an object with "id" and "question" or "turns"')
    turns = item["turns"] if "turns" in item else [item["question"]]
    answer = service.converse([_turn(turn) for turn in turns])
    return {"id": item["id"], **asdict(answer)}


def _turn(item: object) -> Turn:
    """A turn is a string (the user's) or an object with role and text."""
    if isinstance(item, str):
        return Turn("user", item)
    if isinstance(item, dict):
        text = item.get("text", item.get("content", item.get("question")))
        role = item.get("role", "user")
        if isinstance(text, str) and role in ("user", "assistant"):
            return Turn(role, text)
    raise InputError(f"not a turn: {as_json(item)[:80]}")
