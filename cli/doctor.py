"""`askreports doctor`: what is wrong with this installation, and how to mend it."""

import sys
from collections.abc import Callable

import typer

from cli.library import filled
from cli.output import DataOption, JsonOption, out, print_json
from cli.serve import check_port
from core.errors import AskReportsError, ModelError
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
        count = len(filled(library, settings))
        return f"{count} reports, index version {library.index_version}"
    finally:
        library.close()


def _model(settings: Settings) -> str:
    if not settings.llm.startswith("http"):
        return settings.llm
    import httpx

    key = {"Authorization": f"Bearer {settings.llm_api_key}"}
    try:
        reply = httpx.get(settings.llm.rstrip("/") + "/models", headers=key, timeout=5)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise ModelError(
            f"{settings.llm} does not answer ({error}); start it, or set ASKREPORTS_LLM"
        ) from error
    if reply.is_error:
        raise ModelError(
            f"{settings.llm}/models answers {reply.status_code}; "
            "check ASKREPORTS_LLM (it usually ends in /v1) and ASKREPORTS_LLM_API_KEY"
        )
    return f"{settings.llm} answers"


def _port(settings: Settings) -> str:
    check_port(settings.port)
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
            out.print(f"{mark} {finding['check']}: {finding['says']}")
    if not sound:
        raise typer.Exit(1)
