"""The model's part: it proposes sentences from the evidence alone, and says how sure it is."""

import re
from collections.abc import Iterator, Sequence

import sentencex

from rag.answer_type import asks_percentage
from rag.evidence import Evidence
from rag.llm.base import ChatModel, Message
from rag.prompts import prompt
from rag.words import HAN

LONGEST_REPLY = 140
"""Tokens; two sentences and a list fit, and a model that runs on is cut."""

LANGUAGES = {"en": "English", "zh": "Chinese (简体中文)"}


# An example of each direction: without one, a small model at times answers a question that it is
# to translate, or falls into a third language.
_TRANSLATED = {
    "en": ("那家工厂2015年有多少名员工？", "How many employees did that factory have in 2015?"),
    "zh": ("In 2015 that factory had 2,300 employees.", "2015年，那家工厂有2300名员工。"),
}


def extracts(evidence: Sequence[Evidence]) -> str:
    """Lay out the evidence for the model: by report and in reading order, with title and date.

    Small models read text in its own order better than in the order of rank; the title and
    date are told once a report since every token costs time.
    """
    blocks: dict[str, list[Evidence]] = {}
    for item in evidence:
        blocks.setdefault(item.report.report_id, []).append(item)
    lines = []
    for items in blocks.values():
        about = items[0].report.metadata
        date = f" ({about.published[:4]})" if about.published else ""
        lines.append(f"{about.title}{date}:")
        ordered = sorted(items, key=lambda item: item.start)
        lines.extend("- " + " ".join(item.text.split()) for item in ordered)
    return "\n".join(lines)


def conversation(question: str, evidence: Sequence[Evidence], language: str) -> list[Message]:
    """The messages that ask for an answer; the later check begins as they do (cached prefix)."""
    asked = prompt(
        "question",
        extracts=extracts(evidence),
        question=question,
        language=LANGUAGES.get(language, "the language of the question"),
    )
    return [("system", prompt("answer")), ("user", asked)]


def in_english(question: str, model: ChatModel, spelled: Sequence[str] = ()) -> str:
    """The question in English, for the search and the checks.

    Acronyms are never lost, nor that a percentage is asked for.

    Args:
        question: in another language.
        model: translates.
        spelled: names as the reports spell them, for those that are meant.
    """
    # Of several sentences at once a small model leaves some out.
    pieces = [piece for piece in re.split(r"(?<=[。！？])", question) if piece.strip()]
    english = " ".join(_first_line("question", piece, model, spelled) or piece for piece in pieces)
    for run in dict.fromkeys(HAN.findall(english)):
        # What a small model leaves as it is in a sentence, it mostly translates alone.
        english = english.replace(run, f" {_first_line('words', run, model)} ")
    english = " ".join(english.split())
    latin = dict.fromkeys(re.findall(r"[A-Za-z][A-Za-z0-9&-]+", question))
    lost = [word for word in latin if word.casefold() not in english.casefold()]
    if asks_percentage(question) and not asks_percentage(english):
        lost.append("percent")
    return f"{english} ({', '.join(lost)})" if lost else english


def _first_line(what: str, text: str, model: ChatModel, spelled: Sequence[str] = ()) -> str:
    lines = "".join(_translation(what, text, "en", model, spelled)).strip().splitlines()
    return lines[0].strip().strip('"') if lines else ""


def translation(sentence: str, language: str, model: ChatModel) -> Iterator[str]:
    """A checked sentence in the asker's language, piece by piece."""
    return _translation("sentence", sentence, language, model)


def _translation(
    what: str, text: str, language: str, model: ChatModel, spelled: Sequence[str] = ()
) -> Iterator[str]:
    asked = prompt("translate", what=what, language=LANGUAGES[language])
    if spelled:
        asked += " " + prompt("names", names=", ".join(spelled))
    source, target = _TRANSLATED[language]
    messages = [("system", asked), ("user", source), ("assistant", target), ("user", text)]
    return model.stream(messages, max_tokens=LONGEST_REPLY)


def answers_question(question: str, evidence: Sequence[Evidence], model: ChatModel) -> float | None:
    """P(yes) that the extracts state the answer to exactly this question."""
    asked = prompt("answerable", extracts=extracts(evidence), question=question)
    return model.probability_of_yes([("system", prompt("answer")), ("user", asked)])


class SentenceStream:
    """Collects streamed pieces and gives back each sentence once it is complete."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._pending = ""
        self.written = ""

    def feed(self, piece: str) -> Iterator[str]:
        """Add a piece; yield the sentences that it completed."""
        self.written += piece
        self._pending += piece
        parts = self._split()
        if len(parts) > 1:
            self._pending = parts[-1]
            yield from (part for part in map(_clean, parts[:-1]) if part)

    def rest(self) -> Iterator[str]:
        """Yield what is left when the stream has ended."""
        yield from (part for part in map(_clean, self._split()) if part)
        self._pending = ""

    def _split(self) -> list[str]:
        lines = self._pending.split("\n")
        parts = [s for line in lines[:-1] for s in sentencex.segment(self._language, line)]
        last = list(sentencex.segment(self._language, lines[-1])) or [""]
        return [*parts, *last]


def _clean(sentence: str) -> str:
    return sentence.strip().lstrip("-*• ").strip()
