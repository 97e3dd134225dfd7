"""`askreports doctor`: what is wrong with this installation, and how to mend it."""

import socket
import sys
from collections.abc import Callable

import httpx
import typer

from cli.output import DataOption, JsonOption, out, print_json
from core.errors import AskReportsError
from core.settings import Settings, load_settings

Check = Callable[[Settings], str]


def _python(settings: Settings) -> str:
    return ".".join(map(str, sys.version_info[:3]))


def _weights(settings: Settings) -> str:
    from models.weights import ALL, verified

    for weights in ALL:
        verified(settings.models, weights)
    return f"{len(ALL)} models verified in {settings.models}"


def _library(settings: Settings) -> str:
    from vectorstore.library import Library

    library = Library(settings)
    try:
        count = len(library.reports())
        if not count:
            raise AskReportsError(
                f"the library in {settings.data} is empty; run `askreports ingest`"
            )
        return f"{count} reports, index version {library.index_version}"
    finally:
        library.close()


def _model(settings: Settings) -> str:
    if not settings.llm.startswith("http"):
        return settings.llm
    try:
        reply = httpx.get(settings.llm.rstrip("/") + "/models", timeout=5)
    except httpx.HTTPError as error:
        raise AskReportsError(
            f"{settings.llm} does not answer ({error}); start it, or set ASKREPORTS_LLM"
        ) from error
    return f"{settings.llm} answers {reply.status_code}"


def _port(settings: Settings) -> str:
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", settings.port)) == 0:
            raise AskReportsError(
                f"port {settings.port} is taken (by a running `serve`?); choose another with --port"
            )
    return f"{settings.port} is free"


CHECKS: dict[str, Check] = {
    "python": _python,
    "weights": _weights,
    "library": _library,
    "language model": _model,
    "port": _port,
}


def doctor(data: DataOption = None, json: JsonOption = False) -> None:
    """Say what is wrong with this installation and how to mend it."""
    settings = load_settings(data=data)
    findings = []
    for name, check in CHECKS.items():
        try:
            findings.append({"check": name, "ok": True, "says": check(settings)})
        except AskReportsError as error:
            findings.append({"check": name, "ok": False, "says": str(error)})
    sound = all(finding["ok"] for finding in findings)
    if json:
        print_json({"ok": sound, "checks": findings})
    else:
        for finding in findings:
            mark = "ok   " if finding["ok"] else "wrong"
            out.print(f"{mark} {finding['check']}: {finding['says']}", markup=False)
    if not sound:
        raise typer.Exit(1)
