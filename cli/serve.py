"""`askreports serve`."""

import socket
import sys
from contextlib import nullcontext, redirect_stdout, suppress
from typing import Annotated

import typer

from cli.output import DataOption, JsonOption, LlmOption, print_json
from core.errors import InputError
from core.settings import load_settings

HOST = "127.0.0.1"


def serve(
    port: Annotated[int | None, typer.Option(help="Port on 127.0.0.1.")] = None,
    data: DataOption = None,
    json: JsonOption = False,
    llm: LlmOption = None,
) -> None:
    """Serve the web application on 127.0.0.1 until interrupted."""
    settings = load_settings(port=port, data=data, llm=llm)
    check_port(settings.port)
    from ui.server import serve as serve_app

    if json:
        print_json({"url": f"http://{HOST}:{settings.port}", "data": str(settings.data)})
    # Ctrl-C is how serving ends, not an error.
    with suppress(KeyboardInterrupt), redirect_stdout(sys.stderr) if json else nullcontext():
        serve_app(settings)


def check_port(port: int) -> None:
    """Make sure that the port can be listened on, before seconds are spent on loading.

    Raises:
        InputError: it is taken or not allowed.
    """
    with socket.socket() as probe:
        # As the server will: a port whose last connections still linger is free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise InputError(
                f"port {port} cannot be used ({error.strerror}; by a running `serve`?); "
                "choose another with --port"
            ) from error
