"""Past forms of English verbs."""

_IRREGULAR = {
    past: row.split()[0]
    for row in (
        "arise arose arisen|beat beaten|become became|begin began begun|bear bore born borne|"
        "break broke broken|bring brought|build built|burn burnt|buy bought|catch caught|"
        "choose chose chosen|come came|deal dealt|do did done|draw drew drawn|drink drank drunk|"
        "drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|"
        "find found|fly flew flown|forbid forbade forbidden|forget forgot forgotten|"
        "freeze froze frozen|get got gotten|give gave given|go went gone|grow grew grown|"
        "hang hung|hear heard|hide hid hidden|hold held|keep kept|know knew known|lay laid|"
        "lead led|leave left|lend lent|lie lay lain|light lit|lose lost|make made|mean meant|"
        "meet met|overcome overcame|pay paid|ride rode ridden|ring rang rung|rise rose risen|"
        "run ran|say said|see saw seen|seek sought|sell sold|send sent|shake shook shaken|"
        "shine shone|shoot shot|show showed shown|shrink shrank shrunk|sing sang sung|"
        "sink sank sunk|sit sat|sleep slept|speak spoke spoken|spend spent|stand stood|"
        "steal stole stolen|stick stuck|strike struck|swear swore sworn|swim swam swum|"
        "take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|"
        "undergo underwent undergone|understand understood|undertake undertook undertaken|"
        "wear wore worn|win won|withdraw withdrew withdrawn|write wrote written"
    ).split("|")
    for past in row.split()[1:]
}
"""Past forms of English verbs that no stemmer leads back to the verb."""


def bare_verb(word: str) -> str:
    """The verb of an irregular past form; any other word as it is, in lower case."""
    return _IRREGULAR.get(word.casefold(), word.casefold())


def is_past(word: str) -> bool:
    """Whether an English word has the form of a past or of a participle."""
    return word.casefold() in _IRREGULAR or word.casefold().endswith("ed")
