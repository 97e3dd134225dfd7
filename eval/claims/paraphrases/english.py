"""English sentences reworded by rules that keep what is said true."""

import re
from random import Random

from eval.claims.verbs import BY_PARTICIPLE

_NO_AUX = (
    "(?<!was )(?<!were )(?<!been )(?<!has )(?<!have )(?<!had )(?<!is )(?<!are )(?<!with )(?<!, )"
)
_COUNTED = r"(?= [a-z]+s\b)(?<!how )(?<!as )(?<!so )(?<!too )"
_WORDS = (
    ("located in", "situated in"), ("situated in", "located in"), ("approximately", "about"),
    ("roughly", "about"), ("began to", "started to"), ("began in", "started in"),
    (rf"{_NO_AUX}increased(?= (?:by|from|to)\b)", "rose"),
    (r"rose(?= (?:by|from|to)\b)", "increased"),
    (rf"{_NO_AUX}decreased(?= (?:by|from|to)\b)", "fell"),
    (rf"{_NO_AUX}declined(?= (?:by|from)\b)", "fell"),
    (rf"{_NO_AUX}received(?= (?:a|an|the|its|his|their)\b)", "got"),
    (rf"many{_COUNTED}", "numerous"), ("numerous(?= [a-z]+s\b)", "many"),
    ("founded in", "established in"), ("established in", "founded in"), ("purchased", "bought"),
    ("bought", "purchased"), ("constructed", "built"), ("was built", "was constructed"),
    ("were built", "were constructed"), ("in order to", "to"), ("because of", "due to"),
    ("nearly", "almost"), ("almost", "nearly"), (r"over(?= \$?\d)", "more than"),
    (r"more than(?= \$?\d)", "over"), ("usually", "generally"), ("often", "frequently"),
    ("frequently", "often"), ("subsequently", "later"), ("prior to", "before"),
    ("consists of", "is made up of"), ("consist of", "are made up of"), ("the entire", "the whole"),
    ("as well as", "and also"), ("whereas", "while"), ("although", "though"), ("such as", "like"),
    ("assisted", "helped"), ("commenced", "began"), ("utilized", "used"),
    ("is known as", "is called"),
    ("are known as", "are called"), ("was known as", "was called"), ("primarily", "mainly"),
    ("mainly", "mostly"), (r"throughout(?= (?:the (?:world|country|region)|[A-Z]))", "all over"),
    (r"within(?= (?:its|their|the)\b)", "in"), ("based upon", "based on"),
    (r"require(?= (?:a|an|the|no|more)\b)", "need"),
    (r"requires(?= (?:a|an|the|no|more)\b)", "needs"),
    ("attempted to", "tried to"), ("despite", "in spite of"), (r"(?<=, )however(?=,)", "though"),
    ("annually", "each year"), ("per year", "a year"), ("among", "amongst"),
    ("resulted in", "led to"), ("led to", "resulted in"), (r"until(?= \d{4})", "up to"),
    ("permitted to", "allowed to"), ("allowed to", "permitted to"),
    ("demonstrated that", "showed that"),
    ("ultimately", "in the end"), ("typically", "usually"), ("currently", "at present"),
    ("is home to", "has"), (r"a number of(?! (?:the|its|their|his|her)\b)", "several"),
    ("in addition to", "besides"),
    ("a variety of", "various"), ("worldwide", "all over the world"),
    ("for instance", "for example"),
    ("is able to", "can"), ("are able to", "can"), ("was able to", "could"),
    ("it is possible to", "one can"),
)  # fmt: skip
_DROPPED = (
    "also very particularly especially significantly famously notably indeed certainly quite "
    "highly greatly extremely already thus therefore actually"
).split()
_OPENINGS = re.compile(
    r"^(?:However|Moreover|Furthermore|Additionally|In addition|Also|Therefore|Thus|For example|"
    r"For instance|Indeed|As a result|Meanwhile|Nevertheless|Similarly|Finally|Consequently|"
    r"In fact|On the other hand|At the same time), (?P<rest>.+)$"
)
_BRACKETS = re.compile(r" \([^()]{1,80}\)")
_TAIL = re.compile(
    r"^(?P<kept>[^;]{30,}?)(?:, (?:which|who|where|whose|making|including|leading|causing|giving|"
    r"thus|thereby|although|though|while|whereas) [^,;]{8,}|; [^;]{8,})\.$"
)
_FRONT = re.compile(
    r"^(?P<when>(?:In|On|By|During|Since|After|Before) (?:the )?(?:late |early )?[A-Z\d][\w "
    r"]{2,24}), "
    r"(?P<rest>[^,;:]{20,160})\.$"
)
_BACK = re.compile(
    r"^(?P<rest>[A-Z][^,;:()]{20,140}) (?P<when>(?:in|on|since) (?:[A-Z][a-z]+ )?(?:\d{1,2}, "
    r")?\d{4})\.$"
)
_LOWERED = frozenset(
    "The A An This That These Those It Its They Their He His She Her There We Our Some Many Most "
    "Several All Both Two Three Four Another Other One Each".split()
)
_RELATIONS = (
    "capital population president king queen mayor leader founder history economy government "
    "author "
    "parliament army size area territory constitution economy climate culture"
).split()
_OF = re.compile(
    rf"\b(?P<article>[Tt])he (?P<noun>{'|'.join(_RELATIONS)}) of (?P<name>[A-Z][\w-]+)"
    r"(?=[ ,.](?![A-Z]|of|and))"
)
_POSSESSIVE = re.compile(
    r"(?<![\w-] )(?<![A-Z]\w{2} )\b(?P<name>[A-Z][\w-]+)['’]s (?P<noun>[a-z]+)"
    r"(?= (?:in|of|and|was|is|were|are|has|had|have|to|by|with|for|at|on|from)\b|[,.])"
)
_PASSIVE = re.compile(
    r"^(?P<object>[A-Z][^,;:()]{3,60}?) (?P<be>was|were) (?P<verb>[a-z]+) by "
    r"(?P<agent>[^,;:()]{3,50}?)"
    r"(?P<when> in \d{4})?\.$"
)
_PRONOUNS = frozenset("It They He She We This That These Those".split())
# A name, or one noun with its article: what stands behind might belong to the verb.
_AGENT = re.compile(r"(?:the |a |an )?(?:[A-Z][\w.-]+(?: [A-Z][\w.-]+)*|(?:[a-z]+ )?[a-z]+s?)$")
_CLAUSE = re.compile(
    r"\b(?:which|that|who|when|where|and|but|was|were|is|are|has|had|to|or|while)\b"
)


def synonyms(text: str, rng: Random) -> str | None:
    """Put one neutral word in the place of another."""
    found = [
        (old, new) for old, new in _WORDS if re.search(rf"(?<![\w-]){old}(?![\w-])", text)
    ]  # fmt: skip
    if not found:
        return None
    old, new = rng.choice(found)
    return re.sub(rf"(?<![\w-]){old}(?![\w-])", new, text, count=1)


def adverb_dropped(text: str, rng: Random) -> str | None:
    """Leave out one adverb that only strengthens."""
    found = [w for w in _DROPPED if re.search(rf"(?<=[a-z]) {w} (?!much)(?=[a-z])", text)]
    if not found:
        return None
    return re.sub(rf"(?<=[a-z]) {rng.choice(found)} (?!much)(?=[a-z])", " ", text, count=1)


def opening_dropped(text: str, rng: Random) -> str | None:
    """Leave out "However," and the like."""
    match = _OPENINGS.match(text)
    return match["rest"][0].upper() + match["rest"][1:] if match else None


def brackets_dropped(text: str, rng: Random) -> str | None:
    """Leave out what stands in brackets."""
    new = _BRACKETS.sub("", text)
    return new if new != text and "(" not in new else None


def tail_dropped(text: str, rng: Random) -> str | None:
    """Leave out a last clause that only adds ("..., which ...")."""
    match = _TAIL.match(text)
    if not match or len(match["kept"].split()) < 6:
        return None
    opening = re.match(r"(?:If|Although|While|When|Though|Because|Since|As|Despite)\b", text)
    return None if opening and "," not in match["kept"] else match["kept"] + "."


def moved_back(text: str, rng: Random) -> str | None:
    """Move a date from the front to the end: "In 2012, Oslo grew." to "Oslo grew in 2012."."""
    match = _FRONT.match(text)
    if not match or re.search(r"\b(?:and|but|when|while|after|before|in) ", match["rest"]):
        return None
    rest = match["rest"]
    return f"{rest[0].upper()}{rest[1:]} {match['when'][0].lower()}{match['when'][1:]}."


def moved_front(text: str, rng: Random) -> str | None:
    """Move a year from the end to the front."""
    match = _BACK.match(text)
    if not match:
        return None
    links = _CLAUSE.findall(match["rest"])
    # Of two clauses the year may belong to the second alone.
    if len(links) > 1 or not set(links) <= {"was", "were", "is", "are", "has", "had"}:
        return None
    rest = match["rest"]
    if rest.split()[0] not in _LOWERED:
        return None
    return f"{match['when'][0].upper()}{match['when'][1:]}, {rest[0].lower()}{rest[1:]}."


def possessive(text: str, rng: Random) -> str | None:
    """Turn "the capital of Norway" into "Norway's capital", or the other way round."""
    if match := _OF.search(text):
        return f"{text[: match.start()]}{match['name']}'s {match['noun']}{text[match.end() :]}"
    if match := _POSSESSIVE.search(text):
        the = "The" if match.start() == 0 else "the"
        phrase = f"{the} {match['noun']} of {match['name']}"
        return text[: match.start()] + phrase + text[match.end() :]
    return None


def active(text: str, rng: Random) -> str | None:
    """Turn a short passive sentence into an active one."""
    match = _PASSIVE.match(text)
    if not match or match["verb"] not in BY_PARTICIPLE:
        return None
    if _CLAUSE.search(match["object"]) or _CLAUSE.search(match["agent"]):
        return None
    thing, agent = match["object"], match["agent"]
    if thing.split()[0] in _PRONOUNS or not _AGENT.match(agent):
        return None
    thing = thing[0].lower() + thing[1:] if thing.split()[0] in _LOWERED else thing
    verb = BY_PARTICIPLE[match["verb"]].past
    return f"{agent[0].upper()}{agent[1:]} {verb} {thing}{match['when'] or ''}."


RULES = (
    synonyms, adverb_dropped, opening_dropped, brackets_dropped, tail_dropped, moved_back,
    moved_front, possessive, active,
)  # fmt: skip
