"""The visitors' page."""

from ui.chat.page import build

__all__ = ["build"]
