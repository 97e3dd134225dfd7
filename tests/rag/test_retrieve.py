"""What evidence a question is given."""

from pathlib import Path

from core.settings import Settings
from ingest.sync import sync
from rag.retrieve import retrieve
from vectorstore.library import Library

PROSE = [
    f"Revenue of the Westmark canal {word} during the {place} quarter, due mainly to {why}."
    for word in ("rose", "fell", "were flat")
    for place in ("first", "second", "third", "fourth")
    for why in ("12 grain barges", "14 days of ice")
]
TABLE = """| Revenue by canal | 2011 | 2010 |
|---|---|---|
| Eastmark canal | 4,812 | 4,377 |
| Westmark canal | 3,106 | 2,954 |
"""


def test_a_row_that_tells_the_asked_number_follows_the_best_sentence(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    told = "\n\n".join(["# Canals", *PROSE, "## Revenue by canal", TABLE])
    (reports / "canals.md").write_text(told, encoding="utf-8")
    settings = Settings(data=tmp_path / "data", llm="none")
    library = Library(settings)
    sync(library, [reports], settings)
    found = retrieve(library, "What was the revenue of the Westmark canal?", settings).evidence
    library.close()
    assert "3,106" in found[0].text + found[1].text


def test_what_the_latest_report_plans_is_told_of_no_other(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    for year, plans in {2011: PROSE, 2019: ["The Port Office plans a lock of 40 metres."]}.items():
        head = f'---\ntitle: "Canals"\npublished: "{year}"\n---\n\n# Plans of the Port Office'
        told = "\n\n".join([head, *plans])
        (reports / f"canals-{year}.md").write_text(told, encoding="utf-8")
    settings = Settings(data=tmp_path / "data", llm="none")
    library = Library(settings)
    sync(library, [reports], settings)
    found = retrieve(library, "What does the latest report plan for the canals?", settings).evidence
    library.close()
    assert {item.report.metadata.published for item in found} == {"2019"}
