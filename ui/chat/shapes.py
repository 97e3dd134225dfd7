"""A sentence of a plain shape turned around: what it tells becomes what is asked.

"Bergen is to build 20 quays" asks "How many quays is Bergen to build?" No shape is about any one
library, or any one subject.
"""

import re
from collections.abc import Iterator, Sequence

LENGTH = range(30, 96)
"""Characters of a question that is quick to read and says what it is about."""
HAN_LENGTH = range(10, 40)

_BULLET = re.compile(r"^[•‣▪·*–-]\s+")
_END = re.compile(r"(?<=[.!?:])\s+(?=[A-Z“\"])")
_HAN_END = re.compile(r"(?<=[。！？；])")
_LEANING = re.compile(
    r"\b(?:it|its|they|their|them|he|she|his|her|this|these|those|such|there|other|also|both)\b|"
    r"[\"“”():;|©@]|www",
    re.IGNORECASE,
)
"""A question with one of these needs the text around its sentence to be understood."""

_HAN_LEANING = re.compile(r"[其该这此它他她“”（）：]|本[市省报]|我[国们市省]|上述|以上")

Shape = tuple[str, re.Pattern[str], str]
"""Kind of a question, the sentence it is made from, and its words."""

_NAME = r"(?P<who>(?:The )?[A-Za-z][\w'’-]*(?: (?!will\b|is\b|has\b)[\w'’-]+){0,5})"
_WHEN = r"(?:In [^,]{0,15}\d{4},? )?"
_COUNT = r"(?:more than |over |about |around |nearly |almost )?\d[\d,]* "
_THINGS = r"(?P<what>(?!(?:percent|million|billion|trillion)\b)(?:[a-z-]+ ){0,5}[a-z-]+[^s\W]s)"
_PLACE = r"(?P<rest>(?: (?:in|of|for|from|to|at|on|with|by) [^,;:.]{2,45})?)"
_FEW = r"(?P<few>two|three|four|five|six|seven|eight) "

SHAPES: tuple[Shape, ...] = (
    (
        "which",
        re.compile(rf"^{_NAME} (?P<aux>will|can) (?P<verb>[a-z]+) {_FEW}{_THINGS}{_PLACE}[:.]"),
        "Which {few} {what} {aux} {who} {verb}{rest}?",
    ),
    (
        "which",
        re.compile(
            rf"^{_NAME} (?P<present>names|sets|covers|lists|faces|has|proposes|offers|serves"
            rf"|includes|combines) {_FEW}{_THINGS}{_PLACE}:"
        ),
        "Which {few} {what} does {who} {present}{rest}?",
    ),
    (
        "count",
        re.compile(rf"^{_WHEN}{_NAME} is to (?P<verb>[a-z]+) {_COUNT}{_THINGS}{_PLACE}[,.]"),
        "How many {what} is {who} to {verb}{rest}?",
    ),
    (
        "count",
        re.compile(rf"^{_WHEN}{_NAME} will (?P<verb>[a-z]+) {_COUNT}{_THINGS}{_PLACE}[,.]"),
        "How many {what} will {who} {verb}{rest}?",
    ),
    (
        "count",
        re.compile(rf"^{_WHEN}{_NAME} (?P<present>has) {_COUNT}{_THINGS}{_PLACE}(?:[,.]| and)"),
        "How many {what} does {who} {present}{rest}?",
    ),
    (
        "count",
        re.compile(
            rf"^In (?P<year>\d{{4}}),? (?P<who>the [a-z]+ of (?:[A-Z][\w'’-]+ ?){{1,3}}"
            rf"|(?:[A-Z][\w'’-]+ ?){{1,3}}) ?(?:had|counted) {_COUNT}{_THINGS}{_PLACE}(?:[,.]| and)"
        ),
        "How many {what} did {who} have in {year}{rest}?",
    ),
    (
        "count",
        re.compile(
            rf"^(?i:{_COUNT}){_THINGS} (?P<aux>will|are|were|have|had)(?P<rest> [^,;:.]{{4,45}})\."
        ),
        "How many {what} {aux}{rest}?",
    ),
    (
        "who",
        re.compile(
            r"^(?:[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+){1,2}(?:, [^,]{3,50},)? "
            r"(?P<verb>leads|heads|chairs|directs|founded|signed|wrote)(?P<rest> [^,;:]{8,75})\."
        ),
        "Who {verb}{rest}?",
    ),
    (
        "when",
        re.compile(
            rf"^{_NAME}(?:, [^,]{{3,50}},)? (?P<aux>was|were) (?P<verb>(?:first |last )?[a-z]+)"
            r"(?P<rest>(?: (?:in|at) (?:the )?[A-Z][A-Za-z]+)?) in (?:[A-Z][a-z]+ )?[12]\d{3}\b"
        ),
        "When {aux} {who} {verb}{rest}?",
    ),
)  # fmt: skip


_PAST = dict(
    pair.split(":")
    for pair in (
        "adopted:adopt allocated:allocate approved:approve began:begin bought:buy built:build "
        "closed:close completed:complete created:create declined:decline decreased:decrease "
        "dropped:drop employed:employ established:establish exported:export fell:fall "
        "founded:found grew:grow held:hold hosted:host imported:import increased:increase "
        "introduced:introduce invested:invest joined:join launched:launch lost:lose "
        "opened:open produced:produce published:publish raised:raise received:receive "
        "renovated:renovate rose:rise said:say shrank:shrink signed:sign sold:sell spent:spend "
        "started:start stressed:stress trained:train won:win"
    ).split()
)
"""Past to infinitive, of verbs that reports count and date with."""
_MOVED = "grew|rose|increased|fell|declined|dropped|decreased|shrank"
_DONE = "|".join(sorted(set(_PAST) - set(_MOVED.split("|")) - {"said", "stressed"}))
_ABOUT = "(?:about |around |nearly |almost |over |more than )?"
_SUM = (
    r"(?:(?:[A-Z]{2,3}|US\$|[$€£¥￥])\s?\d[\d.,]*\w*(?: [a-z]+illion)?"
    r"|\d[\d.,]*\s?(?:%|percent\b|per cent\b|[a-z]+illion\b|tons\b|tonnes\b)|\d{1,3}(?:,\d{3})+)"
)
_IN_YEAR = r"(?P<year>(?: (?:in|by|at the end of) (?:[A-Z][a-z]+ )?[12]\d{3})?)"
_MEASURE = (
    r"(?P<what>(?:The|[A-Z][\w-]+['’]s)(?: "
    r"(?!(?:says?|said|shows?|expects?|states?|and|but|while|when|was|were)\b)[^\s,;:.]+){1,9}?)"
)
_OBJECT = r"(?P<rest> (?:the|a|an|[A-Z])[^,;:.\d]{4,50}?)"

NEARBY: tuple[Shape, ...] = (
    (
        "how much",
        re.compile(
            rf"^{_MEASURE} (?P<past>{_MOVED}) by {_ABOUT}\d[^\s,;:]*[^,;:.\d]{{0,25}}?{_IN_YEAR}\b"
        ),
        "By how much did {what} {past}{year}?",
    ),
    (
        "how much",
        re.compile(
            rf"^{_MEASURE} (?P<aux>was|were) {_ABOUT}{_SUM}[^,;:.\d]{{0,40}}?{_IN_YEAR}[.,;]"
        ),
        "What {aux} {what}{year}?",
    ),
    (
        "how much",
        re.compile(
            rf"^{_MEASURE} (?:reached|amounted to|totalled|stood at|came to) {_ABOUT}{_SUM}"
            rf"[^,;:.\d]{{0,40}}?{_IN_YEAR}[.,;]"
        ),
        "What was {what}{year}?",
    ),
    (
        "how much",
        re.compile(
            rf"^{_WHEN}{_NAME} (?P<past>allocated|invested|spent) {_ABOUT}{_SUM} "
            r"(?:[A-Z][a-z]+ )?(?P<rest>(?:for|in|on|to) [^,;:.]{3,50})[,.]"
        ),
        "How much did {who} {past} {rest}?",
    ),
    (
        "count",
        re.compile(rf"^{_WHEN}{_NAME} (?P<past>{_DONE}) {_COUNT}{_THINGS}{_PLACE}[,.]"),
        "How many {what} did {who} {past}{rest}?",
    ),
    (
        "count",
        re.compile(
            r"^(?:In|By|As of|Since) (?P<when>(?:[A-Z][a-z]+ )?[12]\d{3}),? "
            rf"(?i:{_COUNT}){_THINGS} (?P<aux>are|were|have|had)(?P<rest> [^,;:.]{{4,45}})\."
        ),
        "How many {what} {aux}{rest} in {when}?",
    ),
    (
        "when",
        re.compile(
            rf"^(?:In|On) [^,]{{0,15}}[12]\d{{3}},? {_NAME} (?P<past>{_DONE}){_OBJECT}[,.]"
        ),
        "When did {who} {past}{rest}?",
    ),
    (
        "when",
        re.compile(
            rf"^{_NAME} (?P<past>{_DONE}){_OBJECT} (?:in|on) [^,;:.]{{0,12}}[12]\d{{3}}[,.]"
        ),
        "When did {who} {past}{rest}?",
    ),
    (
        "what",
        re.compile(
            r"^(?P<who>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,2})(?:, [^,]{3,60},)? "
            r"(?P<past>said|stressed) that (?P<rest>(?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)*)\b"
        ),
        "What did {who} {past} about {rest}?",
    ),
    (
        "which",
        re.compile(
            rf"^{_NAME} (?P<present>[a-z]+s) (?P<rest>[a-z][^,;:.]{{2,40}}?)"
            r" in (?P<few>two|three|four|five) ways:"
        ),
        "In which {few} ways does {who} {present} {rest}?",
    ),
    (
        "which",
        re.compile(rf"^{_NAME} (?P<past>{_DONE}) {_FEW}{_THINGS}{_PLACE}:"),
        "Which {few} {what} did {who} {past}{rest}?",
    ),
)  # fmt: skip
"""More shapes, for what stands near to an answer: there the reader knows what is spoken of."""

_HAN_WHO = r"(?:\d{4}年[，,]?)?(?P<who>[\u4e00-\u9fff]{2,12}?)"
_HAN_THINGS = (
    r"(?:约|近|超过)?\d[\d,.]*万?(?P<of>[个条座家所项名艘])(?P<what>[\u4e00-\u9fff]{2,16})[，。；]"
)
HAN: tuple[Shape, ...] = (
    (
        "count",
        re.compile(
            rf"^{_HAN_WHO}(?P<aux>将|计划|要)(?P<verb>建设|新建|建成|设立|改造|治理|培育|引进|开通){_HAN_THINGS}"
        ),
        "{who}{aux}{verb}多少{of}{what}？",
    ),
    (
        "count",
        re.compile(rf"^{_HAN_WHO}(?P<verb>拥有|共有|建成了|新增){_HAN_THINGS}"),
        "{who}{verb}多少{of}{what}？",
    ),
    (
        "how much",
        re.compile(
            r"^(?P<year>(?:\d{4}年)?)[，,]?(?P<what>[\u4e00-\u9fff]{4,20}?)(?:同比)?(?P<verb>增长|下降|上升)了?"
            r"(?:约)?\d[\d.]*%"
        ),
        "{year}{what}{verb}了多少？",
    ),
    (
        "how much",
        re.compile(
            r"^(?P<year>(?:\d{4}年)?)[，,]?(?P<what>[\u4e00-\u9fff]{4,20}?)(?:达到|达|约为)(?:约)?\d[\d.,]*"
        ),
        "{year}{what}是多少？",
    ),
)
"""Of Chinese sentences."""


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of each line, without its bullet, and where in the text they begin."""
    at = 0
    han = bool(_HAN_END.search(text))
    for line in text.split("\n"):
        bare = _BULLET.sub("", line.strip())
        place = at + len(line.rstrip()) - len(bare)
        for part in _END.split(bare):
            for sentence in filter(None, _HAN_END.split(part)) if han else (part,):
                place = text.index(sentence, place)
                yield place, sentence
                place += len(sentence)
        at += len(line) + 1


def turned(sentence: str, shapes: Sequence[Shape]) -> Iterator[tuple[str, str]]:
    """Yield the kind and the words of the question that a sentence answers, if it has a shape."""
    for kind, shape, question in shapes:
        match = shape.match(sentence)
        if match is None:
            continue
        parts = {name: value or "" for name, value in match.groupdict().items()}
        if "present" in parts:
            parts["present"] = _infinitive(parts["present"])
        if "past" in parts:
            parts["past"] = _PAST[parts["past"]]
        for name in ("who", "what"):
            if parts.get(name, "").startswith("The "):
                parts[name] = "the " + parts[name][4:]
        asked = " ".join(question.format(**parts).split())
        if _stands_alone(asked) and _names_something(parts):
            yield kind, asked
            return


def _stands_alone(asked: str) -> bool:
    """Whether a question is of a fit length and is understood without the text around it."""
    if asked.endswith("？"):
        return len(asked) in HAN_LENGTH and not _HAN_LEANING.search(asked)
    return len(asked) in LENGTH and not _LEANING.search(asked)


def _names_something(parts: dict[str, str]) -> bool:
    """Whether whoever is asked about is called by a name ("the essay" is not)."""
    who = parts.get("who")
    return who is None or bool(re.search(r"[A-Z\u4e00-\u9fff]", who))


def _infinitive(verb: str) -> str:
    return "have" if verb == "has" else verb.removesuffix("s")
