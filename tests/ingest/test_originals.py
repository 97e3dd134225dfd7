"""The reports as they came: mended whole, nothing of substance lost."""

import re
from collections import Counter

import pytest

from ingest.furniture import is_pager
from ingest.passages import split
from ingest.readers import read_file

FIGURE = re.compile(r"\d+")


@pytest.fixture(scope="module")
def originals(shared):
    files = sorted((shared / "reports").glob("*.txt"))
    assert len(files) == 5
    return {file.name[:3]: (file.read_text("utf-8"), read_file(file)) for file in files}


def test_every_figure_survives(originals):
    for source, parsed in originals.values():
        lines = [line for line in source.split("\n") if not is_pager(line.strip())]
        # A link says its address twice, the text keeps the words.
        text = re.sub(r"\]\([^)\s]*\)", "]", "\n".join(lines))
        assert not Counter(FIGURE.findall(text)) - Counter(FIGURE.findall(parsed.text))


def test_no_debris_is_left(originals):
    for _, parsed in originals.values():
        text = parsed.text
        assert text == text.strip()
        assert not re.search(r"\n{3,}|[ \t]{2,}|[ \t]\n|\u00a0", text)
        assert not re.search(r"[a-z]-\s+(?!and\b|or\b)[a-z]", text)
        assert not re.search(r"\*\*|\\\$|\]\(", text)
        for paragraph in text.split("\n\n"):
            assert not is_pager(paragraph)


def test_no_paragraph_begins_in_the_middle_of_a_sentence(originals):
    for _, parsed in originals.values():
        for paragraph in parsed.text.split("\n\n"):
            rest = paragraph[0].islower() and len(paragraph) > 80
            assert not rest, paragraph[:60]


@pytest.mark.parametrize(
    ("number", "phrases"),
    [
        ("000", ["promote the development of facilities for", "World Eco-Design Conference",
                 "comprehensive pilot zones for cross-border", "multi-dimensional friendship",
                 "Guangdong-Hong Kong-Macao joint laboratory", "a national-level expo"]),
        ("002", ["environmental carrying capacity", "these crucial questions",
                 "combustion-motor-driven wheelchairs", "the Exploitation and Utilization",
                 "innovation in science and technology.", "Guangzhou reached RMB 430 billion",
                 "exceeded US$ 100 billion", "treatment of Tongdewei.",
                 'system of Guangzhou won the "Sustainable']),
        ("004", ["investment environment. Chen He", "(+86) 186 6503 0152"]),
    ],
)  # fmt: skip
def test_cut_words_and_sentences_are_whole(originals, number, phrases):
    text = originals[number][1].text
    assert [p for p in phrases if p not in text] == []


def test_menus_are_gone_and_imprints_stay(originals):
    page = originals["001"][1].text
    assert "Directory" not in page
    assert "gzportal@gz.gov.cn" in page
    other = originals["003"][1].text
    assert "Wechat" not in other
    assert "Presented by China Daily." in other


@pytest.mark.parametrize(
    ("number", "title", "publisher", "published", "basis"),
    [
        ("000", "Guangzhou Global City Development Report 2020",
         "Guangzhou Urban Innovation Research Center",
         "2020", "inferred"),
        ("001", "Guangzhou and Globalization 4.0: opening with opportunities",
         "newsgd.com", "2019-01-25", "stated"),
        ("002", "Voice of the Mayors: Chen Jianhua",
         "Metropolis", "2014-10", "stated"),
        ("003", "Guangzhou eyes new cooperation with Hong Kong",
         "Foreign Affairs Office of Guangzhou Municipal Government", "2017-06-27", "stated"),
        ("004", "Guangdong launches 24 special measures", "", "2024", "inferred"),
    ],
)  # fmt: skip
def test_metadata_is_what_the_text_tells(originals, number, title, publisher, published, basis):
    found = originals[number][1].metadata
    assert found.title.startswith(title)
    assert found.publisher.startswith(publisher) if publisher else not found.publisher
    assert (found.published, found.published_basis) == (published, basis)
    assert found.language == "en"


def test_headings_under_their_paragraph_head_it(originals):
    parsed = originals["000"][1]
    bodies = {s.title[:3]: parsed.text[s.start + len(s.title) : s.end] for s in parsed.sections}
    assert set(bodies) >= {f"8.{n}" for n in range(1, 8)}
    assert "2020 Global Mayors Forum" in bodies["8.5"]
    assert "International Sailing Festival" in bodies["8.6"]
    assert "second-hand cars" in bodies["8.4"]
    assert "issued by" not in bodies["8.7"]


def test_passages_are_exact_and_whole(originals):
    for _, parsed in originals.values():
        passages = split(parsed, "r", "r@1", 200)
        assert all(p.text == parsed.text[p.start : p.end] for p in passages)
        assert max(p.tokens for p in passages) <= 200
        said = "".join(s.text for p in passages for s in p.sentences)
        assert "".join(said.split()) == "".join(parsed.text.split())


def test_pdf_tables_keep_label_date_and_value_together(shared):
    parsed = read_file(shared / "benchmarks" / "sec10q" / "2022 Q3 AAPL.pdf")
    rows = parsed.text.split("\n")
    net = next(r for r in rows if "Total net sales" in r and "82,959" in r)
    assert "Three Months Ended June 25, 2022: 82,959" in net
    assert "Nine Months Ended June 26, 2021: 282,457" in net
    assert "Form 10-Q | 4" not in parsed.text
    assert {box.page for box in parsed.boxes} == {page.number for page in parsed.pages}
