"""A follow-up made to stand alone: by rule where that is sure, by the model where not."""

import re
from collections.abc import Callable, Sequence

from core.domain import Turn
from core.language import detect
from rag.instructions import asks_nothing, without_orders
from rag.llm.base import ChatModel
from rag.prompts import prompt
from rag.verify import han
from rag.verify.names import names
from rag.verify.nouns import is_plural
from rag.words import content_words, is_han

_LEANS = re.compile(
    r"^\W*(and|but|so|or|what about|how about|what else|also|then|no,|ok|okay)\b|"
    r"\b(he|she|it|they|him|her|them|his|hers|its|their|theirs|those|these|"
    r"the (other|same|former|latter|(first|second)(?! (quarter|half)))( one)?|"
    r"that (one|year|city|report|plan|event|figure|number|project|company|person)|"
    r"this (one|year|figure)|there|then|ones?)\b|"
    r"^(why|when|where|who|which|how much|how many|how)\W*$|"
    r"^(那|那么|还有|另外|另一个|不[，,]|不[是对])|[他她它]|这个|那个|呢[？?。]|呢$|其中",
    re.IGNORECASE,
)
_STANDS_FOR = re.compile(
    r"\b(he|she|it|they|him|her|them|his|hers|its|their|theirs)\b|[他她它]", re.IGNORECASE
)
_ASKS = re.compile(
    r"[?？]|\b(what|which|who|whom|whose|when|where|why|how)\b|[几哪谁吗呢]|什么|多少|何|怎",
    re.IGNORECASE,
)
_AND_THEN = re.compile(
    r"^(?P<first>.*?\b(?:which|what|who|where|when|how)\b.+?)(?:[,;]|\band\b)(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
SHORT = 3
"""A question of fewer content words than this leans on what was said, if it names nothing."""

REMEMBERED = 400
"""Characters of the last answer that a rewriting may lean on; the prompt's length is its cost."""

NAMES = 2
"""Names of the last answer that may be whom a question means that the model left unchanged."""

REACH = 8
"""Turns before a question that leans, itself leaned on, which are looked at."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ONLY_A_YEAR = re.compile(
    r"^\W*(?:(?:no|and|but|or|so|then|sorry|what|how|about|i|mean|meant|in|for|of|the|year|not)\b\W*|"
    r"[不那么我是说问的在而和]\W*)*(?P<year>(?:19|20)\d\d)(?!\d)\s*年?[呢吗的]?\W*$",
    re.IGNORECASE,
)

_PLACES = "(?:city|town|village|county|district|province|region|state|country|nation)"
_ONLY_A_PLACE = re.compile(
    r"^\W*(?:(?:no|and|but|or|so|then|sorry|what|how|about|i|mean|meant|in|for|of|not)\b\W*)*"
    rf"(?P<place>the (?:(?:whole|entire) )?{_PLACES})\W*$",
    re.IGNORECASE,
)
_RETURNS = re.compile(
    r"^\W*(?:(?:please|now|ok|okay|so|and|but|let us|let[’']s|can we|could we|i want to)\b\W*)*"
    r"(?:(?:go|going|come|coming|get)\W+)?(?:back|return|returning) to "
    r"(?!(?:the|that|this|my|our) (?:point|topic|subject|question|matter|start|beginning)\b)"
    r"(?P<topic>[^:,;?.!]+?)(?:,? please)?[:,;](?![^?]*:)"
    r"|^\W*(?:我们|让我们|现在|再)*(?:回到|说回)(?P<again>[^：:,，？]+)[：:,，]",
    re.IGNORECASE,
)
_COUNTS_NOTHING = re.compile(
    r"\b(how many)\b(?=\s+(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could)\b)",
    re.IGNORECASE,
)
_IS_WHAT = re.compile(
    r"\W*(?:what|who) (?:is|are|was|were)\b(?! (?:the|its|their)\b)|什么是|谁是", re.IGNORECASE
)
"""Opens a question for what or who something is, which may be new."""

_IT = re.compile(
    r"\b(is|are|was|were|do|does|did|has|have|had|will) (?:it|they)\b"
    r"(?! (?:true|possible|likely|certain|known|said|clear|take|cost|mean|matter)\b|[^?]*\bto\b)",
    re.IGNORECASE,
)


def leans(turns: Sequence[Turn]) -> bool:
    """Whether the last question cannot be understood without the turns before it."""
    question = turns[-1].text
    if _previous(turns) is None or asks_nothing(question, detect(question)):
        return False
    if _of_topic(question):
        return True
    if returns := _RETURNS.match(question):
        question = question[returns.end() :].strip()
        if not _names(f"{returns['topic'] or ''} {returns['again'] or ''} {question}"):
            return True
    # A given name such as "He" is no pronoun.
    persons = [name for name in names(question) if " " in name]
    unnamed = re.sub("|".join(map(re.escape, persons)), "", question) if persons else question
    unnamed = _without_own(unnamed)
    if _LEANS.search(unnamed) or _ONLY_A_YEAR.match(question):
        return True
    names_it = len(_about(question)) > 1 and _names(question)
    return _is_short(question) and not (persons or names_it)


def _names(text: str) -> tuple[str, ...]:
    return han.names(text) if is_han(text) else names(text)


def _about(question: str) -> frozenset[str]:
    return han.content(question) if is_han(question) else content_words(question)


def _is_short(question: str) -> bool:
    return len(_about(question)) < SHORT


def _without_own(question: str) -> str:
    """A question without the pronouns that stand for what its own first part names.

    "Which ports were built, and when did they open?" leans on nothing before it, nor does "What
    does Veldhaven plan for its ports?".
    """
    if named := names(question):
        behind = min(map(question.find, named))
        question = question[:behind] + re.sub(r"\bits\b", "", question[behind:])
    match = _AND_THEN.match(question)
    if match is None or _LEANS.search(match["first"]) or len(content_words(match["first"])) < 2:
        return question
    return match["first"] + _STANDS_FOR.sub("", match["rest"])


def _previous(turns: Sequence[Turn]) -> tuple[str, str] | None:
    """The question that the last one leans on, as far as it is understood by rule, and its answer.

    It is the one before, or where the asker returns to something, the last that spoke of it.
    Without orders; the answer is "" where there is none. Turns that only give orders to the
    machine are passed over; None if no question is left.
    """
    asked = [
        place
        for place, turn in enumerate(turns[:-1])
        if turn.role == "user" and not asks_nothing(turn.text, detect(turn.text))
    ]
    if not asked:
        return None
    returns = _RETURNS.match(turns[-1].text)
    topic = content_words(returns["topic"] or returns["again"]) if returns else frozenset()
    place = max(asked, key=lambda at: (len(topic & content_words(turns[at].text)), at))
    turn, after = turns[place], turns[place + 1]
    answer = after.text if after.role == "assistant" else ""
    told = re.sub(r"\s*\[\d+\]", "", answer)[:REMEMBERED]
    plain = Turn("user", without_orders(turn.text, detect(turn.text)))
    return understood((*turns[max(0, place - REACH) : place], plain)), told


def understood(turns: Sequence[Turn]) -> str:
    """The last question, made to stand alone by rule, or, if short, led by what it leans on."""
    question = turns[-1].text
    if not leans(turns) or (previous := _previous(turns)) is None:
        return question
    if another := _by_rule(previous[0], question):
        return another
    return f"{previous[0]} {question}" if _is_short(question) else question


def _by_rule(before: str, question: str) -> str:
    """The question before, asked of the year or place that is all this one tells.

    Or the last one, asked of what it returns to; "" if it is none of these.
    """
    return (
        _in_another_year(before, question)
        or _in_another_place(before, question)
        or _of_topic(question)
    )


def _of_topic(question: str) -> str:
    """What a question asks of that which it returns to and names; "" where that does not show.

    "Back to the Westmark boats: how many were built?" asks how many Westmark boats were.
    """
    returns = _RETURNS.match(question)
    topic = (returns["topic"] or "").strip() if returns else ""
    if returns is None or not names(f"it {topic}"):
        return ""
    rest = question[returns.end() :].strip()
    bare = re.sub(r"^(?:the|that|those|these)\s+", "", topic, flags=re.IGNORECASE)
    pattern, said = _IT, topic
    if _COUNTS_NOTHING.search(rest):
        counted = re.split(r"\s+(?:of|in|at|from)\s", bare)[0].split()[-1]
        if not (counted.islower() and is_plural(counted)) or " and " in bare:
            return ""
        pattern, said = _COUNTS_NOTHING, bare
    asked = pattern.sub(lambda match: f"{match[1]} {said}", rest, count=1)
    return asked[:1].upper() + asked[1:] if asked != rest else ""


def _in_another_year(before: str, question: str) -> str:
    """The question before, asked of the year that is all this one tells; "" if it tells more."""
    year = _ONLY_A_YEAR.match(question)
    asked = set(_YEAR.findall(before))
    if not year or len(asked) > 1:
        return ""
    if asked:
        return _YEAR.sub(year["year"], before)
    bare = before.rstrip(" ?？.。")
    return f"{year['year']}年，{bare}？" if is_han(before) else f"{bare} in {year['year']}?"


def _in_another_place(before: str, question: str) -> str:
    """The question before, asked of "the province" where it names a single other place.

    That it is one shows by what stands beside it: "in Veldhaven", "Veldhaven's", "does Veldhaven".
    """
    place, named = _ONLY_A_PLACE.match(question), names(before)
    if not place or len(named) != 1:
        return ""
    name = re.escape(named[0])
    asked = re.sub(
        rf"(?P<in>\b(?:in|of|for|within|from|does) )(?:the {_PLACES} of )?{name}(?![\w’'-]| [A-Z])"
        rf"|(?:the {_PLACES} of |(?<![Tt]he )){name}(?P<s>[’']s\b)",
        lambda match: f"{match['in'] or ''}{place['place'].casefold()}{match['s'] or ''}",
        before,
    )
    return asked if asked != before else ""


def with_previous(turns: Sequence[Turn]) -> str:
    """The last question, followed, if it leans, by the one before, or put into its own year."""
    question = turns[-1].text
    previous = _previous(turns)
    if previous is None or not leans(turns):
        return question
    return _by_rule(previous[0], question) or f"{question} {previous[0]}"


def search_text(turns: Sequence[Turn]) -> str:
    """What to search for before (or without) a rewriting.

    The last question, followed, if it leans, by the one before and the names of its answer; these
    help to find, but are not asked for.
    """
    asked = with_previous(turns)
    previous = _previous(turns)
    if previous is None or not leans(turns):
        return asked
    return " ".join([asked, *dict.fromkeys(names(previous[1]))][:40])


def rewrite(turns: Sequence[Turn], model: ChatModel, in_english: Callable[[str], str] = str) -> str:
    """Make the last question stand alone, by rule or else by the model.

    Args:
        turns: the conversation.
        model: rewrites.
        in_english: puts what is Chinese into English first, in which a small model rewrites far
            better; by default nothing is put into another language.

    What the model adds and nobody said is not taken, nor a statement for a question; then, or if
    it leaves a pronoun as it was, the question before follows in brackets. Behind a short question
    that it leaves as it was, the names of the one before do (acronyms, which may be measures, only
    where there are no others), unless it asks what something is.

    Raises:
        ModelError: from the model.
    """
    question = turns[-1].text
    previous = _previous(turns)
    if previous is None:
        return question
    before, answer = previous
    if same := _by_rule(before, question):
        return same
    before, question = (in_english(text) if is_han(text) else text for text in (before, question))
    said = f"Question: {before}\nAnswer: {answer}\nLast question: {question}"
    written = "".join(
        model.stream([("system", prompt("rewrite")), ("user", said)], max_tokens=60)
    )  # fmt: skip
    lines = written.strip().strip('"').splitlines()
    rewritten = re.sub(
        r"^(rewritten |last )?question:\s*", "", lines[0] if lines else "", flags=re.I
    )
    allowed = content_words(said)
    new = content_words(rewritten) - allowed
    unchanged = content_words(rewritten) <= content_words(question)
    invented = len(new) > 2 or any(word.isdigit() for word in new)
    tells = bool(_ASKS.search(question)) and not _ASKS.search(rewritten)
    if invented or tells or (unchanged and _STANDS_FOR.search(question)):
        about = " ".join([before, *dict.fromkeys(names(answer))][: 1 + NAMES])
        return f"{question} ({about})"
    named = _names(before)
    named = tuple(name for name in named if not name.isupper()) or named
    if unchanged and named and _is_short(question) and not _IS_WHAT.match(question):
        return f"{question} ({' '.join(named)})"
    return rewritten.strip() or question
