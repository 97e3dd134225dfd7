"""`askreports`: the commands, and how errors end."""

import io
import sys
from typing import NoReturn

from core.environment import prepare

prepare()

import typer  # noqa: E402 - after the environment is prepared

from cli.account import account_app  # noqa: E402
from cli.ask import ask  # noqa: E402
from cli.desk import desk_app  # noqa: E402
from cli.doctor import doctor  # noqa: E402
from cli.evaluate import bench_app, eval_app  # noqa: E402
from cli.ingest import ingest  # noqa: E402
from cli.library import add, correct, list_reports, remove, restore, retire, show  # noqa: E402
from cli.models import models_app  # noqa: E402
from cli.output import complain  # noqa: E402
from cli.serve import serve  # noqa: E402
from core.errors import AskReportsError  # noqa: E402

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells count it: 128 and the number of the signal."""

app = typer.Typer(
    name="askreports",
    help="Questions answered over a library of reports, every sentence checked.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(ingest)
app.command("list")(list_reports)
app.command()(show)
app.command()(add)
app.command()(correct)
app.command()(retire)
app.command()(restore)
app.command()(remove)
app.command()(ask)
app.command()(serve)
app.add_typer(eval_app, name="eval")
app.add_typer(bench_app, name="bench")
app.add_typer(models_app, name="models")
app.add_typer(account_app, name="account")
app.add_typer(desk_app, name="desk")
app.command()(doctor)


def run() -> None:
    """Run the command line; what a person can mend ends in one line and exit status 1."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # JSON is UTF-8 wherever it is printed.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        # Outside its own mode Typer gives back the status of an Exit instead of leaving.
        status = app(standalone_mode=False)
    except AskReportsError as error:
        _end(str(error), 1)
    except typer.TyperException as error:
        _end(_misuse(error), 2)
    except OSError as error:
        _end(f"{error.filename or 'the system says'}: {error.strerror or error}", 1)
    if status == INTERRUPTED:
        _end("interrupted; what was there before stays", INTERRUPTED)
    sys.exit(status)


def _misuse(error: typer.TyperException) -> str:
    """What was wrong with the arguments, and where help is."""
    message = error.format_message().strip()
    context = getattr(error, "ctx", None)
    if not message or context is None:
        return message
    return f"{message.rstrip('.')}; see `{context.command_path} --help`"


def _end(message: str, status: int) -> NoReturn:
    # Called with no command at all, Typer has printed the help and there is nothing to add.
    if message:
        complain(f"askreports: {message}")
    sys.exit(status)


if __name__ == "__main__":
    run()
