"""What the libraries read from the environment, set before any of them is imported."""

import os

QUIET = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "TOKENIZERS_PARALLELISM": "false",
    "ANONYMIZED_TELEMETRY": "False",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
}


def prepare() -> None:
    """Keep every library off the network and quiet, whatever the caller's environment says."""
    os.environ.update(QUIET)
