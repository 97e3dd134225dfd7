"""`askreports eval` and `askreports bench`."""

import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Annotated, Literal, TextIO

import typer

from cli.output import DataOption, JsonOption, LlmOption, as_json, complain, out, print_json
from core.settings import load_settings

eval_app = typer.Typer(help="Measure the product on the known facts.")
bench_app = typer.Typer(help="Measure on a question set.", no_args_is_help=True)

SetArgument = Annotated[Path, typer.Argument(help="Folder with questions.jsonl and its corpus.")]
ClaimSplit = Literal["dev", "held", "all"]
LimitOption = Annotated[int | None, typer.Option(help="A fixed sample of this many questions.")]


@eval_app.callback(invoke_without_command=True)
def evaluate(
    context: typer.Context,
    data: DataOption = None,
    reports: Annotated[
        Path | None, typer.Option(help="Index this folder first, into a throw-away library.")
    ] = None,
    llm: LlmOption = None,
    split: Annotated[str | None, typer.Option(help="Only 'dev' or only 'test'.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only this kind.")] = None,
    limit: LimitOption = None,
    facts: Annotated[
        Path | None, typer.Option(help="Ask these known facts, as `desk export` writes them.")
    ] = None,
    gate: Annotated[bool, typer.Option(help="Fail below the committed floors.")] = False,
    json: JsonOption = False,
) -> None:
    """Ask the known facts and print the scores per kind; the run is kept under the data folder.

    A run that was broken off is continued by the same command.
    """
    if context.invoked_subcommand is not None:
        if given := [name for name, value in context.params.items() if value]:
            raise typer.BadParameter(f"--{given[0]} goes behind {context.invoked_subcommand!r}")
        return
    if gate and facts is not None:
        raise typer.BadParameter("--gate is for the facts that come with the product")
    settings = load_settings(data=data, llm=llm)
    from eval.fact_file import FACTS
    from eval.gate import failures
    from eval.known_facts import run_facts
    from eval.table import print_scores

    with _progress_aside():
        run = run_facts(
            settings,
            reports=reports,
            split=split,
            kind=kind,
            limit=limit,
            tell=complain,
            file=facts or FACTS,
        )
    if json:
        print_json(run.summary())
    else:
        print_scores(run, out)
    if gate:
        fallen = failures(run)
        for line in fallen:
            complain(line)
        if fallen:
            raise typer.Exit(1)


@eval_app.command()
def runs(data: DataOption = None, json: JsonOption = False) -> None:
    """List the finished runs, oldest first."""
    from eval.store import finished, load_run

    settings = load_settings(data=data)
    headers = [load_run(settings.data, str(folder)).header for folder in finished(settings.data)]
    if json:
        print_json(headers)
        return
    for header in headers:
        out.print(f"{header['name']}  {header['model']}  {header['commit']}")


@eval_app.command()
def compare(
    before: Annotated[str, typer.Argument(help="A run: its folder, or how its name begins.")],
    after: Annotated[str, typer.Argument(help="Another; the latest by default.")] = "",
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Tell what changed between two runs, and whether it is more than noise."""
    from eval.compare import compare as compared
    from eval.compare import print_comparison
    from eval.store import load_run

    settings = load_settings(data=data)
    found = compared(load_run(settings.data, before), load_run(settings.data, after))
    if json:
        print_json(found)
    else:
        print_comparison(found, out)


@eval_app.command()
def report(
    run: Annotated[str, typer.Argument(help="A run; the latest by default.")] = "",
    to: Annotated[Path, typer.Option("--out", help="The page to write.")] = Path("report.html"),
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Write a run over the known facts as one HTML page that needs nothing else."""
    from eval.report.page import write_report

    written = write_report(load_settings(data=data).data, run, to)
    _done("page", to, written.header["name"], json=json)


@eval_app.command()
def judge(
    url: Annotated[str, typer.Argument(help="An OpenAI-compatible endpoint.")],
    model: Annotated[str, typer.Option(help="The model asked of it.")] = "default",
    key: Annotated[str, typer.Option(help="For an endpoint that wants one.")] = "none",
    run: Annotated[str, typer.Option(help="A run; the latest by default.")] = "",
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Run LlamaIndex's evaluators over a run's answers; their scores gate nothing."""
    from eval.judge import judge_run
    from eval.store import load_run

    with _progress_aside():
        scores = judge_run(load_run(load_settings(data=data).data, run), url, model, key)
    _tell(scores, [], None, json)


@eval_app.command()
def accept(
    run: Annotated[str, typer.Argument(help="A run; the latest by default.")] = "",
    data: DataOption = None,
    json: JsonOption = False,
) -> None:
    """Let the gate compare later runs with this one, question by question."""
    from eval.gate import BASELINE, load_and_accept

    name = load_and_accept(load_settings(data=data).data, run)
    _done("baseline", BASELINE, name, json=json)


@bench_app.command()
def retrieval(
    folder: SetArgument,
    limit: LimitOption = None,
    out_file: Annotated[Path | None, typer.Option("--out", help="Keep every ranking.")] = None,
    json: JsonOption = False,
) -> None:
    """Index a question set into a throw-away library and measure what is found."""
    from eval.bench.retrieval import bench_retrieval

    with _progress_aside():
        scores, rows = bench_retrieval(folder, load_settings(), limit, complain)
    _tell(scores, rows, out_file, json)


@bench_app.command()
def answers(
    folder: SetArgument,
    limit: LimitOption = None,
    out_file: Annotated[Path | None, typer.Option("--out", help="Keep every answer.")] = None,
    llm: LlmOption = None,
    json: JsonOption = False,
) -> None:
    """Index a question set into a throw-away library and measure the answers."""
    from eval.bench.answers import bench_answers

    with _progress_aside():
        scores, rows = bench_answers(folder, load_settings(llm=llm), limit, complain)
    _tell(scores, rows, out_file, json)


@bench_app.command()
def claims(
    folders: Annotated[
        list[Path] | None, typer.Argument(help="Folders with a corpus.jsonl.")
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(help="A library to take sentences from.", exists=True, file_okay=False),
    ] = None,
    seed: Annotated[int, typer.Option(help="One seed gives the same claims.")] = 1,
    split: Annotated[ClaimSplit, typer.Option(help="Half of the documents, or all.")] = "all",
    out_file: Annotated[Path | None, typer.Option("--out", help="Keep every claim.")] = None,
    json: JsonOption = False,
) -> None:
    """Change true sentences in one point and measure how many the checks catch."""
    from eval.claims.bench import bench_claims, print_claims

    with _progress_aside():
        scores, rows = bench_claims(
            folders or [],
            load_settings(data=data),
            library=data is not None,
            seed=seed,
            split=split,
        )
    _keep(rows, out_file)
    if json:
        print_json(scores)
    else:
        print_claims(scores, out)


@bench_app.command()
def attacks(
    out_file: Annotated[Path | None, typer.Option("--out", help="Keep every answer.")] = None,
    llm: LlmOption = None,
    json: JsonOption = False,
) -> None:
    """Put orders to the machine into questions and reports and count the answers they change."""
    settings = load_settings(llm=llm)
    from eval.attacks.run import bench_attacks
    from eval.attacks.table import print_attacks

    with _progress_aside():
        scores, rows = bench_attacks(settings)
    _keep(rows, out_file)
    if json:
        print_json(scores)
    else:
        print_attacks(scores, out)


@bench_app.command()
def encoder(folder: SetArgument, json: JsonOption = False) -> None:
    """Measure the embedding against the plain one: texts a second, and what it finds."""
    from eval.bench.speed import bench_encoder

    with _progress_aside():
        scores = bench_encoder(folder, load_settings())
    _tell(scores, [], None, json)


@bench_app.command("ingest")
def ingest_(
    paths: Annotated[list[Path], typer.Argument(help="Reports.", exists=True)],
    json: JsonOption = False,
) -> None:
    """Measure a whole ingest against the embedding of the same texts alone."""
    from eval.bench.speed import bench_ingest

    with _progress_aside():
        scores = bench_ingest(paths, load_settings())
    _tell(scores, [], None, json)


@bench_app.command()
def growth(
    sizes: Annotated[list[int] | None, typer.Argument(help="Passages of each library.")] = None,
    json: JsonOption = False,
) -> None:
    """Fill libraries with made text and measure what a passage and a question cost."""
    from eval.bench.growth import bench_growth

    with _progress_aside():
        rows = bench_growth(sizes or [1_000, 10_000, 100_000], load_settings())
    if json:
        print_json(rows)
        return
    for row in rows:
        out.print(", ".join(f"{name}: {value}" for name, value in row.items()))


def _done(what: str, file: Path, run: str, *, json: bool) -> None:
    """Say which file was written of which run."""
    if json:
        print_json({what: str(file), "run": run})
    else:
        out.print(f"{file}: {run}")


def _progress_aside() -> redirect_stdout[TextIO]:
    """Send progress bars to standard error; standard output is for the result alone."""
    return redirect_stdout(sys.stderr)


def _tell(
    scores: dict[str, object], rows: list[dict[str, object]], out_file: Path | None, json: bool
) -> None:
    _keep(rows, out_file)
    if json:
        print_json(scores)
        return
    for name, value in scores.items():
        out.print(f"{name}: {value:.3f}" if isinstance(value, float) else f"{name}: {value}")


def _keep(rows: list[dict[str, object]], out_file: Path | None) -> None:
    if out_file is not None:
        out_file.write_text("".join(as_json(row) + "\n" for row in rows), encoding="utf-8")
