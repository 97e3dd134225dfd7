"""A cause that a claim gives and its quotes do not."""

import re

# "Therefore" and its like join sentences; what they point to may stand outside of the quotes.
_GIVES = re.compile(
    r"\b(?:because|due to|owing to|thanks to|caused|led to)\b|因为|由于|导致|致使|造成",
    re.IGNORECASE,
)
_MAY_GIVE = re.compile(
    r"\b(?:because|due|owing|thanks|caus\w+|lead\w*|led|since|reason\w*|so|why|mak\w+|made|allow\w*"
    r"|enabl\w+|help\w*|result\w*|consequen\w+|thus|hence|therefore|contribut\w+|attribut\w+"
    r"|respon\w+|effect\w*|affect\w*|influenc\w+|drive\w*|driv\w+|drove|draw\w*|drew|follow\w*"
    r"|trigger\w*|bring\w*|brought|turn\w*|through|by|as (?:it|he|she|they|there|we))\b"
    r"|[使令让因以为后]|通过|引起|引发|带来|影响|原因|结果|导致|由于|造成|所以|促使|推动",
    re.IGNORECASE,
)


def uncaused(claim: str, source: str) -> list[str]:
    """Say so if a claim gives a cause and its quotes, in the same script, hold no word for one.

    A small model that is asked why gives a reason, and if there is none, any other fact.
    """
    if not _GIVES.search(claim) or _MAY_GIVE.search(source):
        return []
    return ["the quoted words give no cause"]
