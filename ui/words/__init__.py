"""Every word the screen says of itself, a file for each language."""

from collections.abc import Mapping

from ui.words.base import Words
from ui.words.en import ENGLISH
from ui.words.zh import CHINESE

LANGUAGES: Mapping[str, Words] = {ENGLISH.code: ENGLISH, CHINESE.code: CHINESE}
"""By the code that stands in the page's `lang`; the first is the default."""

__all__ = ["CHINESE", "ENGLISH", "LANGUAGES", "Words"]
