"""Orders to the machine inside a question, left out of what is asked.

Nothing rests on this: whatever a model writes is checked against the reports. But an order that
is searched for, or that the model follows, costs the asker the answer to the real question.
"""

import re

import sentencex

_CLAUSE = re.compile(r"[;；]\s*|,?\s+(?:and\s+)?then\s+|[，,]\s*(?=然后|再)")
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass|discard)\b"
    r"|^\W*(?:system|assistant|user|developer|admin)\s*[:：]"
    r"|\[/?(?:system|assistant|user|inst)\]|<\|?/?\w*(?:system|user|assistant|im_\w+)\|?>"
    r"|\byou (?:are|must act|will act) (?:now|no longer|as)\b|\bfrom now on\b"
    r"|\b(?:pretend|role-?play|act as|imagine (?:that )?you)\b"
    r"|\b(?:start|begin|end|finish|prefix) (?:\w+ )?(?:answer|reply|response|sentence|it)s?\b"
    r"|^\W*(?:please )?(?:answer|reply|respond|say|output|print|repeat|write)\b(?!.*\?)"
    r"|\bnew (?:rule|instruction|task|order)s?\b|\b(?:system|hidden|initial) (?:prompt|message)\b"
    r"|忽略|无视|忘记|忘掉|不要理会|假装|扮演|系统提示|新规则|从现在起|你现在是"
    r"|^\W*(?:请)?(?:回答|输出|重复|只说)(?!.*[?？])",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^\W*(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|has|have|can)\b",
    re.IGNORECASE,
)


def without_orders(question: str, language: str) -> str:
    """Return the question without the clauses that give orders; as it is if nothing would stay."""
    clauses = [
        clause.strip()
        for sentence in sentencex.segment(language, question)
        for clause in _CLAUSE.split(sentence)
    ]
    kept = [c for c in clauses if c and (_ASKS.match(c) or not _ORDER.search(c))]
    left = " ".join(kept)
    return left if len(kept) < len(clauses) and re.search(r"\w{2}", left) else question
