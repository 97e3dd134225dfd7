"""Orders to the machine inside a question, left out of what is asked.

Whatever a model writes is checked against the reports. But an order that is searched for, or that
the model follows, costs the asker the answer to the real question; so does an "extract" that the
asker brings along. Left out are: turns of other speakers that a question plays, encoded runs,
sentences that give orders, clauses of a question that do, and statements said to be a report's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import sentencex

from core.orders import is_order
from core.visible import half_width

_ROLE = re.compile(
    r"<\|im_start\|>\s*(?P<chat>\w*)|<\|(?P<mark>[^|>\n]{0,40})\|?>"
    r"|\[(?P<bracket>/?(?:system|user|assistant|developer|inst)[^\]\n]{0,20})\]:?"
    r"|【(?P<han>(?:系统|用户|助手|开发者)[^】\n]{0,8})】"
    r"|(?:^|(?<=[.?!。？！]))\s*(?P<label>system|user|assistant|developer|human|系统|用户|助手)\s*[:：]"
    r"|^\W*#{2,}\s*(?P<head>[\w ]{0,20}):?",
    re.IGNORECASE | re.MULTILINE,
)
_MACHINE = re.compile(r"system|assistant|developer|^inst|系统|助手|开发者|task|rule", re.IGNORECASE)
_USER = re.compile(r"user|human|input|question|用户", re.IGNORECASE)
# Base64 and hexadecimal: long, and in a mixture of cases or digits that no word has.
_ENCODED = re.compile(
    r"(?<![\w+/])(?=[\w+/]*[a-z])(?=[\w+/]*[A-Z])(?=[\w+/]*[\d+/])[A-Za-z\d+/]{16,}={0,2}"
    r"|(?<!\w)(?=[\da-f]*\d)(?=[\da-f]*[a-f])(?:0x)?[\da-f]{16,}(?!\w)"
)
# Where a quoted sentence or a citation ends, which the sentence splitter takes for an inner stop.
_CITED = re.compile(r"[。！？][”’」』]*(?:\s*\[\d+\])*|[.!?][\"”]?\s*(?:\[\d+\])+")
_CLAUSE = re.compile(
    r"([;；，：]\s*|,?\s+(?:and\s+)?then\s+|[:,]\s+"
    r"|\s+(?:and|but)\s+(?=(?:also |please |always |only )*(?:answer|reply|respond|say|ignore|forget|"
    r"disregard|end|start|begin|finish|include|add|append|insert|obey|speak|pretend)\b))",
    re.IGNORECASE,
)
_POLITE = re.compile(
    r"^\W*(?:(?:please|now|first|(?:can|could|would|will) you|i(?:'d| would) like you to|i want you to|"
    r"also|before (?:you|that)[^,]*|请你?(?!问))[,\s]*)+",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:(?:in|at|on|by|from|since|to|for|of|with|during|until|about) )?(?:what|which|who|whom|"
    r"whose|when|where|why|how|is|are|was|were|did|does|do(?! not)|has|have|can|could|will|would)\b"
    r"|^\W*(?:tell me|give me|show me|list|name|describe|explain|compare|contrast|summari[sz]e|"
    r"outline|confirm|identify|discuss)\b"
    r"|[?？]\W*$|请问|多少|几[个名座条所家年]|哪[些个里]|什么|为何|为什么|是否|何时"
    r"|^\W*(?:介绍|列出|说明|比较|总结|概述|描述|确认|告诉我)",
    re.IGNORECASE,
)
_WEAK = re.compile(
    r"^\W*(?:answer|reply|respond|say|output|print|repeat|write)\b|^\W*(?:回答|输出|重复|只说|写)",
    re.IGNORECASE,
)
"""Verbs that open an order, and as well a request: "write a summary of the plan"."""
_TOPIC = re.compile(
    r"\b(?:about|on|of|how|what|why|when|where|who|which|whether)\b|关于|总结|概述|摘要",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|discard)\b"
    r"|^\W*(?:decode|decrypt|decipher|obey|execute|translate (?:this|the following))\b"
    r"|\byou (?:are|must act|will act) (?:now|no longer|as|an? \w+ (?:who|without))\b|\bfrom now on\b"
    r"|\b(?:pretend|role-?play|act as|imagine (?:that )?you)\b|\blet(?:'s| us) (?:play|pretend)\b"
    r"|\b(?:start|begin|end|finish|prefix) (?:\w+ )?(?:answer|reply|response|sentence|it)s?\b"
    r"|\b(?:include|add|append|insert|use) (?:\w+ ){0,2}(?:phrase|words?|sentence|number)\b"
    r"|\b(?:double|halve|triple|multiply|divide|round) (?:\w+ ){0,2}(?:figures?|numbers?|answers?)\b"
    r"|\byou (?:may|must|can|should|will|have to|are to) (?:only |now |always )*(?:answer|reply|"
    r"respond|say|speak|write|give|use)\b|\byou must (?:\w+ )?give\b"
    r"|\b(?:do not|don't|never|no need to) (?:look|check|use|mention|cite|search|read)\b"
    r"|\bremember (?:for later|this|that)\b"
    r"|\bnew (?:rule|instruction|task|order)s?\b|\b(?:system|hidden|initial) (?:prompt|message)\b"
    r"|\byour (?:\w+ )?(?:instructions?|prompts?|rules|guidelines)\b"
    r"|\b(?:text|words|lines?|everything|all)\b[^.?!]{0,24}\babove\b"
    r"|忽略|无视|忘记|忘掉|不要理会|假装|扮演|系统提示|提示词|新规则|从现在起|你现在是|解码|记住"
    r"|(?:不必|无需|不用|不要|别)(?:核对|查|看|理会|引用)|不管(?:报告|资料|来源)|所有(?:的)?指令"
    r"|[把将][^，。？]{0,8}(?:答案|数字|数值|结果|回答|指令)[^。？]{0,8}(?:倍|乘|除以|减半|改|输出|翻译)"
    r"|用[^，。；：？]{1,12}(?:回答|作答|回复)|(?:只能|只许|必须)[^，。？]{0,4}(?:回答|说|答)",
    re.IGNORECASE,
)
_CLAIMED = re.compile(
    r"^\W*(?:extracts?|sources?|passages?|context|documents?|evidence|quotes?|citations?|facts?)\s*:"
    r"|\b(?:reports?|reviews?|extracts?|sources?|documents?|passages?|plans?|notes?|page \d+)\b[^?]{0,60}"
    r"\b(?:says?|said|states?|stated|reads?|writes?|wrote|shows?|confirms?|tells?|we read)\b"
    r"|\[\d+\]\W*$"
    r"|^\W*(?:摘录|资料|来源|原文|引文|证据|背景|片段)\s*[：:]"
    r"|(?:报告|资料|文件|摘录|原文|年报|简报|》|第\d+页)[^？?]{0,12}(?:写道|写着|指出|说|显示|记载|表明)",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|this|that|these|those|there)\b"
    r"|[他她它]|这|那(?!么)|其[^他它余中]",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^\W*(?:(?:question|q|问题)\s*[:：]|\[\d+\])\s*", re.IGNORECASE)

_CALLED = re.compile(r"\W*(?P<who>\w+(?: \w+)?)\s*[,，]\s*")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of the question with what it is."""

    text: str
    asks: bool
    orders: bool
    claims: bool


def without_orders(question: str, language: str) -> str:
    """Return what is asked, orders and pretended sources left out; all of it if nothing stays."""
    sentences = _sentences(question, language)
    ordered = " ".join(s.text for s in sentences if s.orders).casefold()
    free = [s for s in sentences if not s.orders]
    asked = [_bare(s, ordered) for s in _without_claims(free)]
    asked = [text for text in asked if re.search(r"\w{2}", text)]
    whole = " ".join(question.split())
    left = " ".join(asked)
    return left if left and left != whole else question


def _bare(sentence: _Sentence, ordered: str) -> str:
    """A sentence without a label ("Question:") and without the name of a part that was ordered."""
    text = _LABEL.sub("", sentence.text) if sentence.asks else sentence.text
    called = _CALLED.match(text)
    return text[called.end() :] if called and called["who"].casefold() in ordered else text


def asks_nothing(question: str, language: str) -> bool:
    """Whether a question is nothing but orders to the machine."""
    sentences = _sentences(question, language)
    return bool(sentences) and all(s.orders and not s.asks for s in sentences)


@lru_cache(maxsize=1024)
def _sentences(question: str, language: str) -> tuple[_Sentence, ...]:
    text = _CITED.sub(r"\g<0>\n", _ENCODED.sub("\n", half_width(question)))
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
    for name, part in parts:
        if name.startswith("/") or not _MACHINE.search(name):
            yield part
        elif not any(_USER.search(other) for other, _ in parts):
            # A speaker whose turn is not closed may have the question behind it.
            yield "\n".join(s for s in re.split(r"(?<=[.?!。？！])\s*", part) if _ASKS.search(s))


def _read(sentence: str) -> _Sentence:
    """Tell what a sentence is; of one that asks, the clauses that give orders are left out."""
    pieces = _CLAUSE.split(sentence.strip())
    clauses, marks = pieces[::2], ["", *pieces[1::2]]
    ordering = [_orders(clause) for clause in clauses]
    asking = [_asks(c) and not o for c, o in zip(clauses, ordering, strict=True)]
    if any(asking):
        kept = [(m, c) for m, c, o in zip(marks, clauses, ordering, strict=True) if not o]
        text = kept[0][1] + "".join(mark + clause for mark, clause in kept[1:])
        return _Sentence(text if len(kept) < len(clauses) else sentence.strip(), True, False, False)
    claims = bool(_CLAIMED.search(sentence))
    return _Sentence(sentence.strip(), False, any(ordering) or is_order(sentence), claims)


def _asks(clause: str) -> bool:
    bare = _POLITE.sub("", clause)
    return bool(_ASKS.search(bare)) or bool(_WEAK.search(bare) and _TOPIC.search(bare))


def _orders(clause: str) -> bool:
    bare = _POLITE.sub("", clause)
    if is_order(bare):
        return True
    found = _ORDER.search(bare)
    if _ASKS.search(bare):
        # "Which actor pretended to be ill?" is no order; "forget it, who is ill" begins as one.
        return found is not None and found.start() == 0 and not _ASKS.match(bare)
    return found is not None or bool(_WEAK.search(bare) and not _TOPIC.search(bare))


def _without_claims(sentences: list[_Sentence]) -> list[_Sentence]:
    """Leave out what is said to stand in a report, up to the question that does not lean on it."""
    kept: list[_Sentence] = []
    claimed: list[_Sentence] = []
    for sentence in sentences:
        if sentence.asks:
            kept += claimed if _LEANS.search(sentence.text) else []
            kept.append(sentence)
            claimed = []
        elif sentence.claims or claimed:
            claimed.append(sentence)
        else:
            kept.append(sentence)
    return kept if any(s.asks for s in kept) else sentences
