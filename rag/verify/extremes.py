"""Whether a claim calls something the most or the only one where its quotes rank nothing."""

import re

_LARGEST = (
    r"(?:larg|bigg|great|high|tall|long|small|low|old|young|rich|poor|fast|quick|slow|strong|weak"
    r"|wid|deep|heavi|earli|short|busi|cheap|saf)est|best|worst"
)
_CALLED = re.compile(
    rf"\bthe (?:[\w'’-]+ ){{0,2}}?(?:most|only|sole|{_LARGEST})\b(?! of the time)",
    re.IGNORECASE,
)
_RANKED = re.compile(
    rf"\b(?:most|mostly|majority|only|sole\w*|alone|unique\w*|single|exclusive\w*|{_LARGEST}"
    r"|first|1st|last|top\w*|lead\w*|led|main\w*|principal\w*|primar\w+|chief\w*|foremost|premier"
    r"|supreme|record\w*|peak\w*|rank\w*|number one|no\. ?1|maxim\w+|minim\w+|ever|never|other"
    r"|especially|particular\w*|above all|unrivalled|unparalleled|unprecedented|beyond|than)\b",
    re.IGNORECASE,
)


def unranked(claim: str, source: str) -> list[str]:
    """Say so if a claim calls something the most, best or only one and its quotes rank nothing.

    Read in English alone; that the quotes rank anything at all is enough, in whatever words.
    """
    called = _CALLED.search(claim)
    if called is None or _RANKED.search(source):
        return []
    return [f"the quoted words do not say {called[0]}"]
