"""Each digest carries every figure and name of its original, under headings like its own."""

import re

from ingest.readers import read_file

FIGURE = re.compile(
    r"(\d+(?:,\d{3})*(?:\.\d+)?)(?:\s*(%|percent|thousand|million|billion|trillion))?"
)
# "one" is left out: it is a pronoun as often as a number.
NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen".split(),
        start=2,
    )
} | {"twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "half": "half"}
SCALES = ("hundred", "thousand", "million", "billion", "trillion")
CAPITAL = re.compile(r"(?<![.!?:•“\"] )(?<=[ (“\"'/&-])[A-Z][A-Za-z]*")

NO_FIGURES = {
    # The numbers under a row of pictures that turns.
    "003_cfaeb96985c72997": {("1", ""), ("2", ""), ("3", ""), ("4", ""), ("5", "")},
}
NO_NAMES = {
    # Words of headings and of running text that a capital begins all the same.
    "Enhance", "Relentless", "Site", "Standing", "I",
    # Said with another word: car, licence, US$, "support", all rights reserved, contact us.
    "Automobile", "License", "Dollars", "SUPPORTED", "RightsReserved", "US",
}  # fmt: skip


def figures(text: str) -> set[tuple[str, str]]:
    """The figures of a text, without separators of thousands, each with its scale."""
    return {
        (figure.replace(",", ""), "%" if scale == "percent" else scale)
        for figure, scale in FIGURE.findall(text)
    }


def letters(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.casefold()))


def test_every_figure_stands_in_the_digest_with_its_scale(digests, originals):
    for digest in digests:
        wanted = figures(originals[digest.original].read_text("utf-8"))
        missing = wanted - figures(digest.markdown) - NO_FIGURES.get(digest.original, set())
        assert not missing, digest.shipped.name


def test_every_number_in_words_stands_in_the_digest(digests, originals):
    for digest in digests:
        wanted = letters(originals[digest.original].read_text("utf-8"))
        said = letters(digest.markdown)
        counted = {figure for figure, _ in figures(digest.markdown)}
        assert not [
            word
            for word in (*NUMBER_WORDS, *SCALES)
            if word in wanted and word not in said and NUMBER_WORDS.get(word) not in counted
        ], digest.shipped.name


def test_every_name_stands_in_the_digest(digests, originals):
    for digest in digests:
        wanted = set(CAPITAL.findall(read_file(originals[digest.original]).text)) - NO_NAMES
        said = letters(digest.markdown)
        assert not {name for name in wanted if name.casefold() not in said}, digest.shipped.name


def test_headings_follow_those_of_the_original(digests, originals):
    def rare(title: str) -> set[str]:
        return {word for word in letters(title) if len(word) > 3}

    # The name under a portrait, the first supporter, and the line on the back of the booklet.
    no_headings = {"Chen Jianhua", "Cities Alliance", "Voice of the Mayors # 02"}
    for digest in digests:
        ours = [rare(section.title) for section in read_file(digest.shipped).sections]
        for section in read_file(originals[digest.original]).sections:
            theirs = rare(section.title)
            if section.title in no_headings or not theirs:
                continue
            assert any(len(theirs & own) >= min(2, len(theirs)) for own in ours), section.title
