"""The language of a text, as an ISO 639-1 code."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from ingest.characters import cjk_share

_SAMPLE = 6000
_ENOUGH = 20
_KANA = re.compile(r"[\u3040-\u30ff]")
# Reports come in these; offered all 97, the identifier takes a short English line for Kikuyu.
_LANGUAGES = (
    "en zh fr de es pt it nl ru ja ko ar vi th id ms tr pl uk sv da fi no cs el he hi".split()
)


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_LANGUAGES)
    return identifier


def language_of(text: str) -> str:
    """Return the language of most of a text; English where there is too little to tell."""
    sample = text[:_SAMPLE]
    if cjk_share(sample) > 0.3:
        return "ja" if len(_KANA.findall(sample)) > 0.1 * len(sample) else "zh"
    if sum(char.isalpha() for char in sample) < _ENOUGH:
        return "en"
    return str(_identifier().classify(sample)[0])
