"""A correction wins over all that a file says, holds until it is undone, and costs one report."""

import pytest

from core.errors import InputError
from ingest import shelf
from ingest.correcting import corrected
from ingest.sync import sync
from tests.ingest.shelves import counts, told, write
from vectorstore.decided import Correction

FRONT = """---
title: Cranes
publisher: The harbour office
published: 2011-05
language: en
---

# Cranes

The harbour owns twelve cranes. They lift boxes all day.
"""
ALL = {
    "title": "The cranes of the harbour",
    "publisher": "The harbour board",
    "published": "2012-03-04",
    "language": "nl",
}


@pytest.fixture
def folder(tmp_path, cheap, settings):
    """A folder of two reports that the library holds."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "cranes.md").write_text(FRONT, "utf-8")
    catalogue = '["cranes.md"]\npublisher = "The catalogue"\norigin = "A shelf"\n'
    (folder / "catalogue.toml").write_text(catalogue, "utf-8")
    write(folder, "ferries.md", "Nine ferries cross the harbour.")
    sync(cheap, [folder], settings)
    return folder


def about(library, report_id="cranes"):
    said = library.report(report_id).metadata
    return said.title, said.publisher, said.published, said.language


def test_a_correction_wins_over_front_matter_and_catalogue(cheap, settings, folder):
    report = shelf.correct(cheap, "cranes", ALL, settings)
    assert about(cheap) == tuple(ALL.values())
    assert report == cheap.report("cranes")
    assert report.metadata.published_basis == "stated"
    assert report.metadata.origin == "A shelf"
    assert cheap.parsed("cranes").metadata == report.metadata
    assert cheap.said("cranes").title == "Cranes"


def test_a_corrected_title_is_embedded_and_the_old_one_is_not(cheap, embedded, settings, folder):
    del embedded[:]
    steps = []
    shelf.correct(cheap, "cranes", {"title": "Lifting gear"}, settings, steps.append)
    assert embedded[0].startswith("Lifting gear\n")
    assert not any("ferries" in text for text in embedded)
    assert steps[-1].passages == steps[-1].of > 0
    assert "twelve cranes" in told(cheap, "How many cranes?")


def test_an_ingest_leaves_a_corrected_report_alone(cheap, embedded, settings, folder):
    shelf.correct(cheap, "cranes", ALL, settings)
    before = cheap.reports(), cheap.index_version
    del embedded[:]
    assert counts(sync(cheap, [folder], settings)) == (0, 0, 0, 2, 0)
    assert (cheap.reports(), cheap.index_version) == before
    assert embedded == []


def test_a_correction_survives_a_new_revision_and_a_move(cheap, settings, folder):
    shelf.correct(cheap, "cranes", ALL, settings)
    (folder / "cranes.md").write_text(FRONT.replace("twelve", "fifteen"), "utf-8")
    assert counts(sync(cheap, [folder], settings)) == (0, 1, 0, 1, 0)
    assert about(cheap) == tuple(ALL.values())
    assert "fifteen" in told(cheap, "How many cranes?")
    (folder / "cranes.md").rename(folder / "moved.md")
    sync(cheap, [folder], settings)
    assert about(cheap) == tuple(ALL.values())
    assert counts(sync(cheap, [folder], settings)) == (0, 0, 0, 2, 0)


def test_a_move_alone_embeds_nothing_of_a_corrected_report(cheap, embedded, settings, tmp_path):
    file = write(tmp_path / "reports", "port.md")
    sync(cheap, [tmp_path / "reports"], settings)
    shelf.correct(cheap, "port", ALL, settings)
    del embedded[:]
    file.rename(file.with_name("moved.md"))
    assert counts(sync(cheap, [tmp_path / "reports"], settings)) == (0, 0, 0, 1, 0)
    assert embedded == []
    assert about(cheap, "port") == tuple(ALL.values())


def test_a_correction_waits_for_a_file_that_is_gone_for_a_while(cheap, settings, folder, tmp_path):
    shelf.correct(cheap, "cranes", ALL, settings)
    other = tmp_path / "other"
    write(other / "deep", "cranes.md", "Another report of the same name.")
    assert counts(sync(cheap, [other], settings)) == (1, 0, 2, 0, 0)
    assert about(cheap, cheap.reports()[0].report_id)[0] == "The harbour"
    sync(cheap, [folder], settings)
    assert about(cheap) == tuple(ALL.values())


def test_an_empty_value_goes_back_to_what_the_file_says(cheap, settings, folder):
    before = cheap.report("cranes")
    shelf.correct(cheap, "cranes", ALL, settings)
    shelf.correct(cheap, "cranes", {"title": "", "published": ""}, settings)
    assert about(cheap) == ("Cranes", "The harbour board", "2011-05", "nl")
    shelf.correct(cheap, "cranes", {"publisher": "", "language": ""}, settings)
    assert cheap.report("cranes") == before
    assert cheap.decided().corrections == {}


def test_a_correction_needs_neither_the_file_nor_its_catalogue(cheap, settings, folder):
    for file in list(folder.iterdir()):
        file.unlink()
    shelf.correct(cheap, "cranes", {"title": "Lifting gear"}, settings)
    assert about(cheap) == ("Lifting gear", "The catalogue", "2011-05", "en")
    shelf.correct(cheap, "cranes", {"title": ""}, settings)
    assert about(cheap) == ("Cranes", "The catalogue", "2011-05", "en")


def test_what_is_corrected_already_costs_nothing(cheap, embedded, settings, folder):
    shelf.correct(cheap, "cranes", ALL, settings)
    del embedded[:]
    version = cheap.index_version
    shelf.correct(cheap, "cranes", ALL, settings)
    assert (embedded, cheap.index_version) == ([], version)


def test_an_uploaded_revision_keeps_the_corrections_but_for_the_date(cheap, settings, folder):
    shelf.correct(cheap, "cranes", ALL, settings)
    new = FRONT.replace("twelve", "fifteen").replace("2011-05", "2013-07").encode()
    shelf.add(cheap, "cranes.md", new, settings, replaces="cranes")
    assert about(cheap) == ("The cranes of the harbour", "The harbour board", "2013-07", "nl")
    assert cheap.decided().corrections["cranes"].published == ""
    assert counts(sync(cheap, [folder], settings)) == (0, 0, 0, 3, 0)


def test_a_removed_report_comes_back_uncorrected(cheap, settings, folder):
    shelf.correct(cheap, "cranes", ALL, settings)
    shelf.remove(cheap, ["cranes"], settings)
    sync(cheap, [folder], settings)
    assert about(cheap)[0] == "Cranes"


def test_a_crash_leaves_the_entry_as_it_was(cheap, settings, folder, monkeypatch):
    before = cheap.report("cranes")

    def crash(*_):
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr("vectorstore.catalogue.Catalogue.switch", crash)
        shelf.correct(cheap, "cranes", ALL, settings)
    assert cheap.report("cranes") == before
    assert cheap.decided().corrections == {}
    assert counts(sync(cheap, [folder], settings)) == (0, 0, 0, 2, 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "   "),
        ("title", "x" * 301),
        ("title", "two\nlines"),
        ("title", "harbour\x00"),
        ("title", "ruobrah\u202e"),
        ("title", "har\u200bbour"),
        ("title", "\ud800"),
        ("publisher", "x" * 201),
        ("publisher", "\t"),
        ("published", "2014-13"),
        ("published", "2014-02-30"),
        ("published", "14"),
        ("published", "0014"),
        ("published", "2014-1"),
        ("published", "20141003"),
        ("published", "2014-W10"),
        ("published", "２０１４"),
        ("published", "October 2014"),
        ("language", "english"),
        ("language", "xx"),
        ("language", "zh-CN"),
        ("language", "eng"),
        ("path", "/etc/passwd"),
        ("published_basis", "stated"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(name, value):
    with pytest.raises(InputError) as caught:
        corrected(Correction(), {name: value})
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("title", "  The harbour ", "The harbour"),
        ("title", "港口 — 2011", "港口 — 2011"),
        ("published", "2014", "2014"),
        ("published", "2014-10", "2014-10"),
        ("published", " 2014-10-03", "2014-10-03"),
        ("language", "ZH", "zh"),
    ],
)
def test_what_can_be_is_kept_stripped(name, value, kept):
    assert getattr(corrected(Correction(), {name: value}), name) == kept


def test_a_refused_correction_changes_nothing(cheap, settings, folder):
    before = cheap.report("cranes")
    with pytest.raises(InputError, match="is no date"):
        shelf.correct(cheap, "cranes", {"title": "Lifting gear", "published": "soon"}, settings)
    with pytest.raises(InputError, match="no report 'nowhere'"):
        shelf.correct(cheap, "nowhere", {"title": "Lifting gear"}, settings)
    assert cheap.report("cranes") == before
