"""What a question asks, without the orders to the machine around it.

Whatever a model writes is checked against the reports. But an order that is searched for, or that
the model follows, costs the asker the answer to the real question; so does an "extract" that the
asker brings along. Orders take any form, questions few: where a message holds a question that
stands by itself, that alone is what is asked, and everything around it is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import sentencex

from core.orders import is_order
from core.visible import half_width

# Speakers that a message plays: chat templates, tags, labels at the start of a line or sentence.
_ROLE = re.compile(
    r"<\|im_start\|>\s*(?P<chat>\w*)|<\|(?P<mark>[^|>\n]{0,40})\|?>"
    r"|<(?P<tag>/?(?:system|user|assistant|instructions?)[^>\n]{0,20})>"
    r"|\[(?P<bracket>/?(?:system|user|assistant|developer|inst)[^\]\n]{0,20})\]:?"
    r"|【(?P<han>(?:系统|用户|助手|开发者)[^】\n]{0,8})】"
    r"|(?:^|(?<=[.?!。？！]))\s*(?P<label>system|user|assistant|developer|human|系统|用户|助手)\s*[:：]"
    r"|^\W*#{2,}\s*(?P<head>[\w ]{0,20}):?",
    re.IGNORECASE | re.MULTILINE,
)
_MACHINE = re.compile(r"system|assistant|developer|^inst|系统|助手|开发者|task|rule", re.IGNORECASE)
_USER = re.compile(r"user|human|input|question|用户", re.IGNORECASE)
# Base64, hexadecimal, bytes, percent signs, and JSON of a chat: nothing that a person asks.
_ENCODED = re.compile(
    r"(?<![\w+/])(?=[\w+/]*[a-z])(?=[\w+/]*[A-Z])(?=[\w+/]*[\d+/])[A-Za-z\d+/]{16,}={0,2}"
    r"|(?<!\w)(?=[\da-f]*\d)(?=[\da-f]*[a-f])(?:0x)?[\da-f]{16,}(?!\w)"
    r"|(?<!\w)(?:[\da-f]{2} ){5,}[\da-f]{2}(?!\w)|(?:[01]{8}\s?){3,}|(?:%[\da-f]{2}){4,}"
    r"|\{[^{}]*\"role\"[^{}]*\}|<!--.*?-->",
)
# Where a quoted sentence or a citation ends, which the sentence splitter takes for an inner stop.
_STOP = re.compile(
    r"[。！？][”’」』]*(?:\s*\[\d+\])*|[.!?][\"”]?\s*(?:\[\d+\])+|[.!?][\"”](?=\s)|[.?!]\)?(?=\s*\()"
)
_CLAUSE = re.compile(
    r"([;；，：]\s*|,?\s+(?:and\s+)?then\s+|[:,]\s+"
    r"|\s+(?:and|but)\s+(?=(?:also |please |always |only )*(?:answer|reply|respond|say|ignore|"
    r"forget|disregard|end|start|begin|finish|include|add|append|insert|obey|speak|pretend)\b))",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"^\W*(?:(?:please|kindly|now|first|also|so|well|(?:can|could|would|will) you|"
    r"i(?:'d| would) like you to|i want you to|before (?:you|that)[^,]*|请你?(?!问)|再|先)[,\s]*)+",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"^\W*(?:(?:in|at|on|by|from|since|to|for|of|with|during|until|about) )?(?:what|which|who|"
    r"whom|whose|when|where|why|how|is|are|was|were|did|does|do(?! not)|has|have|can|could|will|"
    r"would)\b",
    re.IGNORECASE,
)
"""How questions begin, and relative clauses too."""
_ASKS = re.compile(
    r"^\W*(?:tell me|give me|show me|list|name|describe|explain|compare|contrast|summari[sz]e|"
    r"outline|confirm|identify|discuss|detail|elaborate|specify|provide)\b"
    r"|\bi (?:mean|meant|wonder|am (?:asking|interested|looking)|"
    r"(?:want|wish|need|would like) to (?:know|ask|learn|hear))\b"
    r"|[?？]\W*$|请问|多少|几[个名座条所家年]|哪[些个里]|什么|为何|为什么|是否|何时|想(?:知道|了解|问)"
    r"|我(?:是说|指的是)|^\W*(?:介绍|列出|说明|比较|总结|概述|描述|确认|告诉我)",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"^\W*(?:answer|reply|respond|say|output|print|repeat|write|give|make)\b"
    r"|^\W*(?:回答|输出|重复|只说|写)",
    re.IGNORECASE,
)
"""Verbs that open an order, and as well a request: "write a summary of the plan"."""
_TOPIC = re.compile(
    r"\b(?:about|on|of|how|what|why|when|where|who|which|whether)\b|关于|总结|概述|摘要",
    re.IGNORECASE,
)
_ABOUT_MACHINE = re.compile(
    r"\byour (?:\w+ )?(?:instructions?|prompts?|rules|guidelines|configuration|developers?|"
    r"creators?|makers?|training)\b"
    r"|\b(?:system|hidden|initial) (?:prompt|message)\b|提示词|系统提示"
    r"|你(?:收到)?的(?:所有)?(?:指令|规则)",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|discard)\b"
    r"|^\W*(?:decode|decrypt|decipher|obey|execute|translate (?:this|the following))\b"
    r"|\byou (?:are|must act|will act) (?:now|no longer|as)\b|\bfrom now on\b"
    r"|\b(?:pretend|role-?play|act as|imagine (?:that )?you)\b|\blet(?:'s| us) (?:play|pretend)\b"
    r"|\b(?:start|begin|end|finish|prefix) (?:\w+ )?(?:answer|reply|response|sentence|it)s?\b"
    r"|\b(?:include|add|append|insert|use) (?:\w+ ){0,2}(?:phrase|words?|sentence|number)\b"
    r"|\byou (?:may|must|can|should|will|have to|are to) (?:only |now |always )*(?:answer|reply|"
    r"respond|say|speak|write|give|use)\b"
    r"|\bnew (?:rule|instruction|task|order)s?\b"
    r"|\b(?:text|words|lines?|everything|all)\b[^.?!]{0,24}\babove\b"
    r"|忽略|无视|忘记|忘掉|不要理会|假装|扮演|新规则|从现在起|你现在是|解码|所有(?:的)?指令"
    r"|用[^，。；：？]{1,12}(?:回答|作答|回复)|(?:只能|只许|必须)[^，。？]{0,4}(?:回答|说|答)",
    re.IGNORECASE,
)
# What a question takes up from the words before it. "So", "are there" and a "that" behind a noun
# take up nothing.
_LEANS = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|theirs|this|these|those|such|same|"
    r"former|latter)\b|(?<!are )(?<!is )(?<!was )(?<!were )\bthere\b(?! (?:is|are|was|were)\b)"
    r"|\b(?:of|in|at|by|for|with|from|to|is|was|does|did|why|after|before|since) that\b"
    r"|[他她它]|这|那(?!么)|其[^他它余中]|该",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\W*(?:(?:question|q|问题)\s*[:：]|\[\d+\])\s*", re.IGNORECASE)
_CALLED = re.compile(r"\W*(?P<who>\w+(?: \w+)?)\s*[,，]\s*")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a message: whether it asks the reports, or tells the machine what to do."""

    text: str
    asks: bool
    orders: bool


def without_orders(question: str, language: str) -> str:
    """Return what is asked: the questions, with what they lean on; all of it if none is found.

    Args:
        question: what came in.
        language: of it, as an ISO 639-1 code.
    """
    sentences = _sentences(question, language)
    leaning = [i for i, s in enumerate(sentences) if s.asks and _LEANS.search(s.text)]
    if not any(s.asks for s in sentences):
        leaning = [len(sentences)]
    last = max(leaning, default=0)
    kept = [s for i, s in enumerate(sentences) if s.asks or (i < last and not s.orders)]
    around = " ".join(s.text for s in sentences if s not in kept).casefold()
    left = " ".join(filter(_says, (_bare(s, around) for s in kept)))
    return left if left and "".join(left.split()) != "".join(question.split()) else question


def asks_nothing(question: str, language: str) -> bool:
    """Whether a question is nothing but orders to the machine."""
    sentences = _sentences(question, language)
    return bool(sentences) and all(s.orders and not s.asks for s in sentences)


def _says(text: str) -> bool:
    return bool(re.search(r"\w{2}", text))


def _bare(sentence: _Sentence, around: str) -> str:
    """A sentence without a label ("Question:") and without the name of a part that was given."""
    text = _LABEL.sub("", sentence.text) if sentence.asks else sentence.text
    called = _CALLED.match(text)
    return text[called.end() :] if called and called["who"].casefold() in around else text


@lru_cache(maxsize=1024)
def _sentences(question: str, language: str) -> tuple[_Sentence, ...]:
    text = _STOP.sub(r"\g<0>\n", _ENCODED.sub("\n", half_width(question)))
    return tuple(
        _read(sentence)
        for part in _own_words(text)
        for line in part.splitlines()
        for sentence in sentencex.segment(language, line)
        if sentence.strip()
    )


def _own_words(text: str) -> Iterator[str]:
    """The parts of a text that the asker says, not the speakers that he plays."""
    marks = list(_ROLE.finditer(text))
    names = ["", *(next(filter(None, mark.groups()), "") for mark in marks)]
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(text)]
    parts = [(name, text[start:end]) for name, start, end in zip(names, starts, ends, strict=True)]
    by_user = any(_USER.search(name) for name in names)
    for name, part in parts:
        if name.startswith("/") or not _MACHINE.search(name):
            yield part
        elif not by_user:
            # A speaker whose turn is not closed may have the question behind it.
            yield "\n".join(s for s in re.split(r"(?<=[.?!。？！])\s*", part) if _is_question(s))


def _read(sentence: str) -> _Sentence:
    """Tell what a sentence is; of one that asks, the clauses that give orders are left out."""
    text = sentence.strip()
    pieces = _CLAUSE.split(text)
    clauses, marks = pieces[::2], ["", *pieces[1::2]]
    ordering = [_orders(clause) for clause in clauses]
    stated = text.endswith((".", "!", "。", "！"))
    asking = [
        not order and (_asks(clause) or (_opens(clause) and not (stated and place)))
        for place, (clause, order) in enumerate(zip(clauses, ordering, strict=True))
    ]
    if not any(asking):
        return _Sentence(text, False, any(ordering) or is_order(text))
    kept = [(m, c) for m, c, o in zip(marks, clauses, ordering, strict=True) if not o]
    left = kept[0][1] + "".join(mark + clause for mark, clause in kept[1:])
    return _Sentence(left, True, False)


def _opens(clause: str) -> bool:
    return bool(_OPENS.match(_POLITE.sub("", clause)))


def _is_question(sentence: str) -> bool:
    return bool(_ASKS.search(sentence) or _OPENS.match(sentence))


def _asks(clause: str) -> bool:
    bare = _POLITE.sub("", clause)
    return bool(_ASKS.search(bare)) or bool(_WEAK.search(bare) and _TOPIC.search(bare))


def _orders(clause: str) -> bool:
    bare = _POLITE.sub("", clause)
    if is_order(bare) or _ABOUT_MACHINE.search(bare):
        return True
    found = _ORDER.search(bare)
    if _ASKS.search(bare) or _OPENS.match(bare):
        # "Which actor pretended to be ill?" is no order; "forget it, who is ill" begins as one.
        return found is not None and found.start() == 0 and not _OPENS.match(bare)
    return found is not None or bool(_WEAK.search(bare) and not _TOPIC.search(bare))
