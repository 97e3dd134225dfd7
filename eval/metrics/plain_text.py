"""One answer in plain text, of a system that does not say whether it refuses, against one fact.

The words are read in the system's favour: whatever a fair reader would take for "I cannot answer
that", or for "that is not so", counts, and an answer that hedges but tells enough is an answer.
"""

import re
from dataclasses import dataclass

import sentencex

from eval.metrics.facts import Fact, is_correct, parts_needed, parts_told
from eval.normalise import loose

_SOURCE = (
    r"(?:sources?|texts?|passages?|documents?|reports?|contexts?|information|extracts?|excerpts?"
    r"|data|articles?|speech|statement|none of them)"
)
_REFUSALS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_SOURCE}\b.{{0,80}}\b(?:do|does|did)(?: not|n't)\b",
        rf"\b(?:none|neither) of (?:the|these|those|my)\b.{{0,40}}\b{_SOURCE}\b",
        r"\b(?:is|are|was|were|has|have)(?: not|n't)(?: been)?(?: \w+ly)? (?:mentioned|stated"
        r"|provided|specified|given|available|included|disclosed|known|found|listed|clear"
        r"|discussed|described|reported|indicated|contained|covered|addressed|possible"
        r"|applicable|helpful|enough|sufficient|able to)\b",
        r"\bnot (?:mentioned|stated|provided|specified|given|available|included|disclosed|found"
        r"|applicable|helpful|enough information|directly|explicitly)\b",
        r"\bno (?:\w+ ){0,3}(?:information|mention|data|evidence|details?|records?|indication"
        r"|references?|statements?|sources?|answer)\b",
        r"\b(?:cannot|can not|can't|could not|couldn't|unable to|not able to|impossible to)"
        r"(?: be)?(?: \w+ly)? (?:answer|find|found|determine|provide|tell|say|confirm|assist|help"
        r"|give|verify|verified|fulfil|locate|comply|identify|identified|write|generate)",
        r"\b(?:insufficient|lacks?|lacking|without (?:more|further|additional)) (?:\w+ )?"
        r"(?:information|data|details?|evidence|context)\b",
        r"\bi (?:do not|don't) (?:know|have)\b|\bsorry\b|\bapologi[sz]e\b|\bas an ai\b",
        r"\b(?:unknown|unspecified|unclear|undisclosed)\b|\bn/a\b|\bsilent on\b",
        r"^empty response$",
        r"(?:没有|未|并未|不)(?:明确|直接|具体|被|有|曾)*(?:提及|提到|提供|说明|给出|指出|包含|涉及"
        r"|列出|公布|披露|显示|记载|描述|知道|清楚|详)",
        r"(?:没有|缺乏|缺少|无)[^。，]{0,20}(?:信息|资料|数据|内容|记录|来源|答案)",
        r"(?:无法|不能|难以)[^。，]{0,8}(?:回答|确定|提供|得知|判断|找到|确认|得出|给出|知)",
        r"抱歉|对不起",
    )
)
_DENIAL = re.compile(
    r"^no\b|\b(?:do|does|did|is|are|was|were|has|have)(?: not|n't)\b|\bnever\b|没有|并未|并非|不是"
)
_REASON = re.compile(
    r"\b(?:because|since|due to|owing to|therefore|in order to|as (?:it|they|the)|so that)\b"
    r"|因为|由于|为了"
)
_QUOTED = re.compile(r'"[^"]*"|“[^”]*”|「[^」]*」')


@dataclass(frozen=True, slots=True)
class TextScore:
    """What a plain answer did.

    Attributes:
        correct: by the rule of `eval.metrics.facts.is_correct`.
        refused: it says that it cannot answer, and tells less than is needed.
    """

    correct: bool
    refused: bool


def score_text(fact: Fact, text: str) -> TextScore:
    """Judge a plain answer in its favour, by the same rule as any other.

    What it says while refusing or denying, and what it puts in quotation marks, is not taken
    as said in its own words.
    """
    sentences = _sentences(text, fact.language)
    negative = [s for s in sentences if refuses(s)]
    if fact.answerable:
        refused = bool(negative) and parts_told(fact, text) < parts_needed(fact)
    else:
        denied = sentences[:1] if fact.kind != "unanswerable" else []
        negative += [s for s in denied if denies(s)]
        refused = bool(negative)
    own = " ".join(_QUOTED.sub(" ", s) for s in sentences if s not in negative)
    return TextScore(is_correct(fact, text, own, refused), refused)


def refuses(sentence: str) -> bool:
    """Whether a sentence says that the sources do not tell, or that it cannot answer."""
    said = loose(sentence)
    return any(pattern.search(said) for pattern in _REFUSALS)


def denies(sentence: str) -> bool:
    """Whether a sentence says that what the question takes for granted is not so.

    One that gives a reason for it accepts it.
    """
    said = loose(sentence)
    return _DENIAL.search(said) is not None and _REASON.search(said) is None


def _sentences(text: str, language: str) -> list[str]:
    return [
        sentence.strip()
        for line in text.splitlines()
        for sentence in sentencex.segment(language, line)
        if sentence.strip()
    ]
