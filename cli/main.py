"""`askreports`: the commands, and how errors end."""

import sys

from core.environment import prepare

prepare()

import click  # noqa: E402 - after the environment is prepared
import typer  # noqa: E402

from cli.ask import ask  # noqa: E402
from cli.doctor import doctor  # noqa: E402
from cli.evaluate import bench_app, evaluate  # noqa: E402
from cli.ingest import ingest  # noqa: E402
from cli.library import list_reports, remove, show  # noqa: E402
from cli.models import models_app  # noqa: E402
from cli.serve import serve  # noqa: E402
from core.errors import AskReportsError  # noqa: E402

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
app.command()(remove)
app.command()(ask)
app.command()(serve)
app.command("eval")(evaluate)
app.add_typer(bench_app, name="bench")
app.add_typer(models_app, name="models")
app.command()(doctor)


def run() -> None:
    """Run the command line; what a person can mend ends in one line and exit status 1."""
    try:
        app(standalone_mode=False)
    except AskReportsError as error:
        _end(str(error), 1)
    except click.exceptions.Exit as exit_:
        sys.exit(exit_.exit_code)
    except click.ClickException as error:
        _end(error.format_message(), 2)
    except (KeyboardInterrupt, click.Abort):
        _end("interrupted", 130)


def _end(message: str, status: int) -> None:
    print(f"askreports: {' '.join(message.split())}", file=sys.stderr)  # noqa: T201
    sys.exit(status)


if __name__ == "__main__":
    run()
