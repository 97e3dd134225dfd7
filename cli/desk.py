"""`askreports desk`: what staff found of answers, put to use."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.output import DataOption, JsonOption, as_json, out, print_json
from core.errors import InputError
from core.settings import load_settings

if TYPE_CHECKING:
    from eval.from_judgements import Case
    from records.store import Records

desk_app = typer.Typer(help="What staff found of answers.", no_args_is_help=True)


@desk_app.command()
def export(
    to: Annotated[Path, typer.Option("--out", help="The file of known facts to write.")],
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Write the judgements as known facts, for `askreports eval --facts`."""
    settings = load_settings(data=data)
    from eval.from_judgements import facts_of
    from records.database import is_there
    from records.store import Records

    if not is_there(settings):
        raise InputError(f"nothing was asked under {settings.data} yet; choose another with --data")
    with Records(settings) as records:
        made = facts_of(_cases(records))
    to.write_text("".join(as_json(fact) + "\n" for fact in made.facts), encoding="utf-8")
    if json:
        print_json({"facts": len(made.facts), "left_out": made.left_out, "out": str(to)})
        return
    out.print(f"{to}: {len(made.facts)} known facts")
    for why, count in made.left_out.items():
        out.print(f"left out, {why}: {count}")


def _cases(records: "Records") -> "list[Case]":
    """The judgements that stand, each with the questions before it in its conversation."""
    from eval.from_judgements import Case

    cases = []
    for standing in records.judgements.of_whole_answers():
        judged = standing.stored
        said = records.conversations.answers(judged.conversation_id)
        earlier = (told.answer.question for told in said if told.number < judged.number)
        cases.append(Case(standing, tuple(earlier)))
    return cases
