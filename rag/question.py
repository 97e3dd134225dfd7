"""What kind of question it is, as far as its wording tells."""

import re
from typing import Literal

from core.errors import InputError
from core.visible import visible

LONGEST = 2000
"""Characters; a question longer than this is no question, and would crowd out the evidence."""

QuestionKind = Literal["greeting", "library", "broad", "list", "point"]

_GREETING = re.compile(
    r"^\W*(hi|hello|hey|good (morning|afternoon|evening|day)|greetings|thanks?( you)?|"
    r"你好|您好|嗨|早上好|下午好|晚上好|谢谢)[\s!.,，。！]*(there|all|everyone)?\W*$",
    re.IGNORECASE,
)
_LIBRARY = re.compile(
    r"what (can|could|may|should) (i|we|you) (ask|do|help|answer)|what (do|can) you (know|do)\b|"
    r"(what|which|how many) (reports|documents|sources) (do|are|is|have|does)\b|who are you|"
    r"what (is|are) (in )?(this|the|your) (library|collection|chatbot)|"
    r"(我)?(可以|能)问(些)?什么|你(知道|能做|会)什么|有(哪些|什么)报告|你是谁",
    re.IGNORECASE,
)
_BROAD = re.compile(
    r"\b(compare|comparison|differ(s|ence|ences)?\b.*\bbetween|summar(y|ise|ize)|overview|outline|"
    r"what (is|was|has been) (said|told|written|reported) (about|of|on)|"
    r"tell me (everything|all|more)? ?about|describe|in general|main points|key points)\b|"
    r"\b(plan(s|ned|ning)?|measures?|steps|strateg(y|ies)|challenges|priorities|goals|efforts|"
    r"intend(s|ed)?|commitments?|ambitions?|initiatives|policies|proposals?|approach(es)?)\b|"
    r"^how (will|does|do|did|is|are|can)\b(?! (many|much))|"
    r"比较|对比|概述|总结|介绍|规划|计划|措施|战略|挑战|如何|怎样|怎么",
    re.IGNORECASE,
)
_ACROSS = re.compile(
    r"\b(the|which|all|both) reports\b|\bcompare\b|各(份|个)?报告|比较", re.IGNORECASE
)
_OVER_TIME = re.compile(
    r"\b(over (the )?(years|time)|(in |for )?(each|every) (single )?year|year by year|"
    r"(from )?year to year|by every count|all (the )?(years|counts|dates))\b|历年|逐年|每年|这些年",
    re.IGNORECASE,
)
_DEVELOPED = re.compile(
    r"^how (has|have|did)\b|\b(developed?|changed?|grown|grow|evolved?|risen|fallen)\b",
    re.IGNORECASE,
)
_PREPOSITIONS = "by|in|at|on|since|for|to|from|under|until|with|of|after|before|within|into"
_POINT = re.compile(
    rf"^(?:(?:{_PREPOSITIONS}) )?(?:how (?:many|much|old|long|far|large|big|high|fast|tall|often)|"
    r"when|where|who)\b|^how (?:has|have|did|does|do) (?=.*\b(?:develop|change|grow|evolve|rise|"
    r"fall|increase|decrease|decline)(?:[dn]|ed)?\b)",
    re.IGNORECASE,
)
_ASKED_NOUN = re.compile(rf"^(?:(?:{_PREPOSITIONS}) )?(?:which|what) (.+)", re.IGNORECASE)
_ENDS_NOUN = frozenset(
    "is was are were does do did has have had will would can could should may might must".split()
) | {*_PREPOSITIONS.split("|")}
_DETERMINERS = frozenset("the a an its their his her this that these those".split())
_LIST = re.compile(
    r"^(list|name|enumerate)\b|^what (are|were)\b|"
    r"\b(which|what)( \w+){0,3} (?!is\b|was\b|does\b|has\b)\w{3,}s\b|"
    r"\bwho are\b|哪些|列出|哪几",
    re.IGNORECASE,
)


_QUARTER = re.compile(r"(?<![A-Za-z0-9-])Q([1-4])\s+(?:of\s+)?((?:19|20)\d\d)(?![A-Za-z0-9-])")
_HAN_QUARTER = re.compile(r"((?:19|20)\d\d)年\s*Q([1-4])(?![A-Za-z0-9])")
PERIOD = re.compile(
    r"\b(?P<place>first|second|third|fourth) (?:quarter|half) of (?P<year>(?:19|20)\d\d)\b"
    r"|(?:19|20)\d\d年第?[一二三四](?:季度|半年)",
    re.IGNORECASE,
)
"""A part of a year, as `in_words` writes it."""
_AFTER_A_NAME = re.compile(r"(?!(?:In|For|During|At|From|By|Since|The|Of)\b)\b[A-Z][\w-]*\s$")
_ORDINALS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
_HAN_ORDINALS = {"1": "第一", "2": "第二", "3": "第三", "4": "第四"}


def in_words(question: str) -> str:
    """Write out the quarters of years as reports do: "Q3 2023".

    What follows a name is a part of it: the "Panda Q3 2023" is a car.
    """
    question = _HAN_QUARTER.sub(lambda m: f"{m[1]}年{_HAN_ORDINALS[m[2]]}季度", question)
    return _QUARTER.sub(_quarter, question)


def _quarter(match: re.Match[str]) -> str:
    if _AFTER_A_NAME.search(match.string[: match.start()]):
        return match[0]
    return f"{_ORDINALS[match[1]]} quarter of {match[2]}"


def validated(text: str) -> str:
    """Return the question without outer white space, control and invisible characters.

    Raises:
        InputError: it is empty or longer than `LONGEST` characters.
    """
    question = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", " ", visible(text)).strip()
    if not re.search(r"\w", question):
        raise InputError("the question is empty; ask something about the reports")
    if len(question) > LONGEST:
        raise InputError(
            f"the question has {len(question)} characters; ask in at most {LONGEST}"
        )  # fmt: skip
    return question


def asks_across(question: str) -> bool:
    """Whether a question is put to several reports: "compare", "which reports", "the reports"."""
    return bool(_ACROSS.search(question))


def over_time(question: str) -> str:
    """What a question put to all dates is about; "" for a question that is not.

    "How has the number of boats developed over the years?" is about "the number of boats".
    """
    bare, found = _OVER_TIME.subn(" ", question)
    return " ".join(_DEVELOPED.sub(" ", bare).strip(" ?？").split()) if found else ""


def kind_of(question: str) -> QuestionKind:
    """Tell greetings, questions about the library, broad ones and lists from point questions."""
    if _GREETING.match(question):
        return "greeting"
    if _LIBRARY.search(question) and len(question) < 80:
        return "library"
    if asks_across(question):
        return "broad"
    asked = _noun_asked_for(question)
    if _POINT.search(question) or (asked and not _is_plural(asked) and not _BROAD.search(asked)):
        return "point"
    if _BROAD.search(question):
        return "broad"
    return "list" if _is_plural(asked) or _LIST.search(question) else "point"


def _noun_asked_for(question: str) -> str:
    """What "which" or "what" asks for: "port" in "Which large port serves the town?".

    Returns:
        "" where another word asks, or where no noun follows.
    """
    match = _ASKED_NOUN.match(question)
    if match is None:
        return ""
    words: list[str] = []
    for word in match[1].rstrip("?").split():
        is_object = bool(words) and (word[:1].isupper() or word[:1].isdigit())
        if is_object or word.lower() in _DETERMINERS:
            # "Which office issues the permits": what stands before an object is the verb.
            words = words[:-1] if len(words) > 1 else words
            break
        if word.lower() in _ENDS_NOUN:
            break
        words.append(word)
    return next((word for word in words if _is_plural(word)), "".join(words[-1:]))


def _is_plural(noun: str) -> bool:
    return noun.lower().endswith("s") and not noun.lower().endswith(("ss", "us", "is"))
