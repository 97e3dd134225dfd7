"""The pages for signed-in staff."""

from ui.staff.page import build

__all__ = ["build"]
