"""What Gradio serves by itself."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator

import gradio as gr
from gradio.routes import App

from tests.conftest import ROOT
from tests.ui.attacks.target import Target
from tests.ui.attacks.wire import got


def gradio_routes() -> list[tuple[str, str]]:
    """All that Gradio serves: path, method."""
    # In a process of its own, since Gradio never closes the event loop that it makes for an app.
    told = subprocess.run(
        [sys.executable, "-m", __name__], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return [(path, method) for path, method in json.loads(told.stdout)]


def _served() -> Iterator[tuple[str, str]]:
    with gr.Blocks() as page:
        pass
    waiting = list(App.create_app(page).routes)
    while waiting:
        route = waiting.pop()
        if inner := getattr(route, "original_router", None):
            waiting += inner.routes
            continue
        for method in set(getattr(route, "methods", None) or ()) & {"GET", "POST", "DELETE"}:
            yield re.sub(r"\{[^}]*\}", "1", route.path), method


def staff_event(target: Target, name: str, elem_id: str) -> int:
    config = got(target.address, "/staff/config", Cookie=target.cookie()).json
    of = {c["id"]: c["props"].get("elem_id") for c in config["components"]}
    return next(
        dependency["id"]
        for dependency in config["dependencies"]
        for component, kind in dependency["targets"]
        if kind == name and of.get(component) == elem_id
    )


if __name__ == "__main__":
    json.dump([*_served()], sys.stdout)
