"""What staff found of an answer, in words."""

from core.domain import Answer
from records.judgements import Standing
from ui.words import Words


def judged(standing: Standing | None, answer: Answer | None, words: Words) -> str:
    """Say what the judgement that stands for a question means for this answer to it.

    An answer judged right vouches for itself alone; one judged wrong warns of every other. ""
    where there is nothing to say.
    """
    if standing is None:
        return ""
    judgement, day = standing.judgement, f"{standing.judgement.judged_at:%Y-%m-%d}"
    same = answer is not None and answer.text == standing.stored.answer.text
    if judgement.verdict == "right":
        return words.judged_right.format(day) if same else ""
    told = (words.judged_wrong_same if same else words.judged_wrong).format(day)
    note = " ".join(part for part in (judgement.correct, judgement.note) if part)
    return f"{told}: {note}" if note else told
