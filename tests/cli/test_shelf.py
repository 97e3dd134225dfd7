"""`add`, `correct`, `retire` and `restore` on the real index: one document, or one line."""

import pytest

NEW = "# Port\n\nThe harbour moved nine thousand boxes in 2020. A crane fell into the basin.\n"


@pytest.fixture
def data(tmp_path, askreports, folder):
    """A library of the two small reports."""
    askreports("ingest", folder, "--data", tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def new(tmp_path):
    file = tmp_path / "new port.md"
    file.write_text(NEW, "utf-8")
    return file


def ids(askreports, data):
    listed = askreports("list", "--data", data, "--json").document["reports"]
    return sorted(report["report_id"] for report in listed)


def answer(askreports, data):
    question = "How many boxes did the harbour move?"
    return askreports("ask", question, "--data", data, "--llm", "none", "--json").document["text"]


def test_added_files_stay_through_an_ingest(askreports, folder, data, new):
    added = askreports("add", new, "--data", data, "--json").document
    assert added["added"]["report_id"] == "new-port"
    new.unlink()
    result = askreports("ingest", folder, "--data", data, "--json").document
    assert (result["unchanged"], result["retired"]) == (3, 0)
    assert result["index_version"] == added["index_version"]
    assert ids(askreports, data) == ["mill", "new-port", "port"]


def test_replaced_reports_answer_from_the_new_file(askreports, folder, data, new):
    replaced = askreports("add", new, "--replaces", "port", "--data", data, "--json").document
    assert replaced["replaced"]["report_id"] == "port"
    assert "nine thousand" in answer(askreports, data)
    askreports("ingest", folder, "--data", data)
    assert ids(askreports, data) == ["mill", "port"]


def test_files_that_cannot_be_added_are_one_line(askreports, data, tmp_path):
    (tmp_path / "port.pdf").write_text(NEW, "utf-8")
    assert "port.pdf: " in askreports("add", tmp_path / "port.pdf", "--data", data, "--json").line
    assert "No such file" in askreports("add", tmp_path / "none.md", "--data", data).line
    again = askreports("add", tmp_path / "reports" / "mill.md", "--data", data)
    assert "'mill'" in again.line
    assert ids(askreports, data) == ["mill", "port"]


def test_corrections_are_shown_and_undone(askreports, data):
    given = ["--title", "The harbour", "--published", "2019-05", "--language", "nl"]
    corrected = askreports("correct", "port", *given, "--data", data, "--json").document
    about = corrected["corrected"]["metadata"]
    assert (about["title"], about["published"]) == ("The harbour", "2019-05")
    assert (
        "The harbour · 2019-05"
        in askreports("correct", "port", "--publisher", "", "--data", data).out
    )
    assert "title: The harbour" in askreports("show", "port", "--data", data).out
    askreports("correct", "port", "--title", "", "--data", data)
    assert "title: Port" in askreports("show", "port", "--data", data).out


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["port"], "nothing to correct; name at least one of --title"),
        (["port", "--published", "soon"], "is no date"),
        (["port", "--title", "two\nlines"], "do not print"),
        (["nowhere", "--title", "x"], "`askreports list`"),
    ],
)
def test_corrections_that_cannot_be_are_one_line(askreports, data, arguments, why):
    assert why in askreports("correct", *arguments, "--data", data, "--json").line


def test_retired_reports_are_listed_apart_and_restored(askreports, folder, data):
    retired = askreports("retire", "port", "--data", data, "--json").document
    assert retired["retired"] == ["port"]
    assert ids(askreports, data) == ["mill"]
    askreports("ingest", folder, "--data", data)
    listed = askreports("list", "--retired", "--data", data, "--json").document
    assert [one["report_id"] for one in listed["retired"]] == ["port"]
    assert listed["index_version"] == retired["index_version"]
    assert "Port" in askreports("list", "--retired", "--data", data).out
    assert "twelve thousand" not in answer(askreports, data)
    assert "is retired" in askreports("show", "port", "--data", data).line
    assert askreports("restore", "port", "--data", data, "--json").document["restored"] == ["port"]
    assert "twelve thousand" in answer(askreports, data)
    assert askreports("list", "--retired", "--data", data, "--json").document["retired"] == []


def test_removed_reports_come_back_with_an_ingest_retired_or_not(askreports, folder, data):
    askreports("retire", "port", "--data", data)
    askreports("remove", "port", "mill", "--data", data)
    assert askreports("ingest", folder, "--data", data, "--json").document["added"] == 2
