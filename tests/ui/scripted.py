"""The real application with a model that writes by script; run as `python -m tests.ui.scripted`."""

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from core.environment import prepare

prepare()

import uvicorn  # noqa: E402 - after the environment

from core.settings import load_settings  # noqa: E402
from rag.llm.base import Message  # noqa: E402
from rag.service import AskService  # noqa: E402
from records.store import Records  # noqa: E402
from ui.server import mounted  # noqa: E402
from vectorstore.library import Library  # noqa: E402

INVENTED = "Guangzhou has 987654 lions."
PAUSE = 0.08
LONG_PAUSE = 0.4
AT_LEISURE = "At your leisure: "
"""A question that begins so is answered with long pauses."""


class ScriptedModel:
    """Writes the first extract of its prompt, then something that no report says."""

    name = "scripted"

    def stream(self, messages: Sequence[Message], max_tokens: int) -> Iterator[str]:
        extract = next(line[2:] for line in messages[-1][1].split("\n") if line.startswith("- "))
        pause = LONG_PAUSE if AT_LEISURE.strip() in messages[-1][1] else PAUSE
        for word in f"{extract.removeprefix('• ')} {INVENTED}".split():
            time.sleep(pause)
            yield word + " "

    def probability_of_yes(self, messages: Sequence[Message]) -> float | None:
        return 0.99

    def warm(self) -> None:
        pass

    def close(self) -> None:
        pass


if __name__ == "__main__":
    settings = load_settings(data=Path(sys.argv[1]), llm="none")
    library = Library(settings)
    service = AskService(library, ScriptedModel(), settings)
    app = mounted(service, Records(settings), settings)
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[2]), log_level="warning")
