"""`askreports serve`."""

from typing import Annotated

import typer

from cli.output import DataOption, LlmOption
from core.settings import load_settings


def serve(
    port: Annotated[int | None, typer.Option(help="Port on 127.0.0.1.")] = None,
    data: DataOption = None,
    llm: LlmOption = None,
) -> None:
    """Serve the web application on 127.0.0.1 until interrupted."""
    settings = load_settings(port=port, data=data, llm=llm)
    from ui.app import serve as serve_app

    serve_app(settings)
