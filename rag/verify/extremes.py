"""Whether a claim calls something the most or the only one where its quotes rank nothing."""

import re

from rag.verify.quantities import quantities

_LARGEST = (
    r"(?:larg|bigg|great|high|tall|long|small|low|old|young|rich|poor|fast|quick|slow|strong|weak"
    r"|wid|deep|heavi|earli|short|busi|cheap|saf)est|best|worst"
)
_CALLED = re.compile(
    rf"(?<!\bat )(?<!\bfor )\bthe (?:(?:[\w'’-]+ ){{0,2}}?(?:most|{_LARGEST})"
    r"|(?:[\w-]+['’]s )?(?:only|sole))\b",
    re.IGNORECASE,
)
_RANKED = re.compile(
    rf"\b(?:most|mostly|majority|only|just|sole|solely|alone|unique\w*|single|exclusive\w*|{_LARGEST}"
    r"|first|1st|last|top|topped|tops|leads|leading|leader|led|main|mainly|principal\w*|primary"
    r"|primarily|chief|chiefly|largely|foremost|premier|supreme|records?|peak\w*|rank\w*|number one"
    r"|no\. ?1|maxim\w+|minim\w+|ever|never|others?|else|especially|particular\w*|above all"
    r"|unrivalled|unparalleled|unprecedented|beyond|than|until|up to)\b",
    re.IGNORECASE,
)


def unranked(claim: str, source: str) -> list[str]:
    """Say so if a claim calls something the most, best or only one and its quotes rank nothing.

    Read in English alone; that the quotes rank anything at all, in whatever words, or tell several
    figures of one unit, is enough.
    """
    called = _CALLED.search(claim)
    units = [q.unit for q in quantities(source, as_source=True) if q.unit]
    if called is None or _RANKED.search(source) or len(units) > len(set(units)):
        return []
    return [f"the quoted words do not say {called[0].casefold()}"]
