"""`askreports ask`: one question."""

from pathlib import Path
from typing import Annotated

import typer

from cli.batch import answer_all, read_lines
from cli.library import filled
from cli.output import DataOption, JsonOption, LlmOption, complain, out, print_json
from core.domain import Answer, Turn
from core.errors import AskReportsError, InputError
from core.settings import Settings, load_settings
from rag.llm.base import why_failed


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
    if batch is None and out_file is not None:
        raise InputError("--out goes with --batch; of one question print --json into a file")
    # What can be wrong is found out before the libraries are loaded, which takes seconds.
    lines = read_lines(batch, out_file) if batch is not None else []
    turn = _asked(question) if question is not None else None
    from rag.service import open_service

    with open_service(settings) as service:
        filled(service.library, settings)
        service.warm()
        if turn is not None:
            answer = service.ask([turn])
            if why := why_failed(answer.model):
                complain(f"answered without the model: {why}")
            _print(answer, json, "" if json else _judged(answer, settings))
        else:
            answer_all(service, lines, out_file, json)


def _asked(question: str) -> Turn:
    from rag.question import validated

    try:
        question.encode()
    except UnicodeEncodeError as error:
        raise InputError("the question is not UTF-8 text; check the terminal's encoding") from error
    return Turn("user", validated(question))


def _judged(answer: Answer, settings: Settings) -> str:
    """What staff found of this answer, or of an earlier one to the same question; "" if nothing."""
    from records.database import is_there

    if not is_there(settings):
        return ""
    from records.store import Records

    try:
        with Records(settings) as records:
            standing = records.judgements.standing(answer.standalone_question)
    except AskReportsError as error:
        complain(f"whether staff checked this answer is not known: {error}")
        return ""
    if standing is None:
        return ""
    judgement, day = standing.judgement, standing.judgement.judged_at.date().isoformat()
    same = answer.text == standing.stored.answer.text
    if judgement.verdict == "right":
        return f"checked by staff on {day}" if same else ""
    which = "this answer" if same else "an earlier answer to this question"
    why = " ".join(f"{judgement.correct} {judgement.note}".split())
    return f"staff found {which} wrong on {day}" + (f": {why}" if why else "")


def _print(answer: Answer, json: bool, judged: str = "") -> None:
    if json:
        print_json(answer)
        return
    out.print(answer.text)
    if judged:
        out.print(judged)
    for cited in answer.citations:
        page = f", page {cited.page}" if cited.page else ""
        section = f", {cited.section}" if cited.section else ""
        about = ", ".join(part for part in (cited.title, cited.publisher, cited.published) if part)
        out.print(f"[{cited.n}] {about}{page}{section}", style="dim")
        out.print(f"    “{' '.join(cited.quote.split())}”", style="dim")
