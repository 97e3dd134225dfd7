"""What was retired by decision answers no more and stays so until it is restored."""

import pytest

from core.errors import InputError
from ingest import shelf
from ingest.sync import sync
from tests.ingest.shelves import copies, counts, open_library, told, uploaded, write

FERRIES = b"# Ferries\n\nNine ferries cross the harbour. The crossing costs two coins.\n"


@pytest.fixture
def folder(tmp_path, cheap, settings):
    """A folder of two reports that the library holds."""
    folder = tmp_path / "reports"
    write(folder, "cranes.md")
    write(folder, "quays.md", "Four quays were paved in 2016.")
    sync(cheap, [folder], settings)
    return folder


def ids(library):
    return sorted(report.report_id for report in library.reports())


def test_a_retired_report_is_not_found_and_its_copy_and_entry_are_kept(cheap, settings, folder):
    report = cheap.report("cranes")
    shelf.retire(cheap, ["cranes"], settings)
    assert ids(cheap) == ["quays"]
    assert "cranes" not in told(cheap, "How many cranes?")
    (retired,) = cheap.decided().retired
    assert (retired.report_id, retired.path, retired.sha256, retired.media_type) == (
        "cranes", report.path, report.sha256, report.media_type,
    )  # fmt: skip
    assert retired.metadata == report.metadata
    assert retired.retired_at.endswith("+00:00")
    assert cheap.original("cranes").read_bytes() == (folder / "cranes.md").read_bytes()
    with pytest.raises(InputError, match="is retired; `askreports restore`"):
        cheap.report("cranes")


def test_an_ingest_does_not_bring_it_back_a_restore_does(cheap, embedded, settings, folder):
    before = cheap.report("cranes")
    shelf.retire(cheap, ["cranes"], settings)
    del embedded[:]
    assert counts(sync(cheap, [folder], settings)) == (0, 0, 0, 2, 0)
    assert (ids(cheap), embedded) == (["quays"], [])
    steps = []
    assert shelf.restore(cheap, "cranes", settings, steps.append) == before
    assert steps[-1].passages == steps[-1].of > 0
    assert "twelve cranes" in told(cheap, "How many cranes?")
    assert cheap.decided().retired == ()
    assert counts(sync(cheap, [folder], settings)) == (0, 0, 0, 2, 0)


def test_its_copy_outlives_later_writes(cheap, settings, folder):
    shelf.retire(cheap, ["cranes"], settings)
    write(folder, "quays.md", "Five quays were paved in 2017.")
    sync(cheap, [folder], settings)
    assert len(copies(settings)) == 2
    assert shelf.restore(cheap, "cranes", settings).report_id == "cranes"


def test_the_same_content_under_another_name_does_not_bring_it_back(cheap, settings, folder):
    shelf.retire(cheap, ["cranes"], settings)
    (folder / "cranes.md").rename(folder / "moved.md")
    assert counts(sync(cheap, [folder], settings)) == (0, 0, 0, 2, 0)


def test_other_content_at_its_path_is_a_new_report(cheap, settings, folder):
    shelf.correct(cheap, "cranes", {"title": "Lifting gear"}, settings)
    shelf.retire(cheap, ["cranes"], settings)
    write(folder, "cranes.md", "Two cranes were sold in 2018.")
    assert counts(sync(cheap, [folder], settings)) == (1, 0, 0, 1, 0)
    new = next(one for one in ids(cheap) if one != "quays")
    assert new != "cranes"
    assert cheap.report(new).metadata.title == "The harbour"
    shelf.retire(cheap, [new], settings)
    write(folder, "cranes.md", "Three cranes were sold in 2019.")
    sync(cheap, [folder], settings)
    assert len({*ids(cheap), "cranes", new}) == 4
    restored = shelf.restore(cheap, "cranes", settings)
    assert restored.metadata.title == "Lifting gear"
    assert restored.path == "uploads/cranes.md"
    assert counts(sync(cheap, [folder], settings)) == (0, 0, 0, 3, 0)


def test_a_report_restored_without_its_file_stays_through_an_ingest(cheap, settings, folder):
    catalogue = '["cranes.md"]\ntitle = "Lifting gear"\npublished = "2012"\n'
    (folder / "catalogue.toml").write_text(catalogue, "utf-8")
    sync(cheap, [folder], settings)
    before = cheap.report("cranes")
    shelf.retire(cheap, ["cranes"], settings)
    (folder / "cranes.md").unlink()
    (folder / "catalogue.toml").unlink()
    after = shelf.restore(cheap, "cranes", settings)
    assert after.metadata == before.metadata
    assert uploaded(settings) == ["cranes.md"]
    assert counts(sync(cheap, [folder], settings)) == (0, 0, 0, 2, 0)
    assert cheap.report("cranes") == after


def test_corrections_apply_to_what_is_restored(cheap, settings, folder):
    shelf.correct(cheap, "cranes", {"title": "Lifting gear"}, settings)
    shelf.retire(cheap, ["cranes"], settings)
    assert cheap.decided().retired[0].metadata.title == "Lifting gear"
    sync(cheap, [folder], settings)
    assert shelf.restore(cheap, "cranes", settings).metadata.title == "Lifting gear"
    shelf.correct(cheap, "cranes", {"title": ""}, settings)
    assert cheap.report("cranes").metadata.title == "The harbour"


def test_a_retired_upload_keeps_its_file_until_it_is_removed(cheap, settings, folder):
    shelf.add(cheap, "ferries.md", FERRIES, settings)
    shelf.retire(cheap, ["ferries"], settings)
    assert counts(sync(cheap, [folder], settings)) == (0, 0, 0, 3, 0)
    assert uploaded(settings) == ["ferries.md"]
    assert shelf.restore(cheap, "ferries", settings).path == "uploads/ferries.md"
    shelf.retire(cheap, ["ferries"], settings)
    shelf.remove(cheap, ["ferries"], settings)
    assert uploaded(settings) == []
    assert len(copies(settings)) == 2
    assert cheap.decided().retired == ()
    assert counts(sync(cheap, [folder], settings)) == (0, 0, 0, 2, 0)
    assert shelf.add(cheap, "ferries.md", FERRIES, settings).report_id == "ferries"


def test_a_removed_upload_goes_with_its_file_and_copy(cheap, settings, folder):
    shelf.add(cheap, "ferries.md", FERRIES, settings)
    shelf.remove(cheap, ["ferries"], settings)
    assert uploaded(settings) == []
    assert len(copies(settings)) == 2
    assert counts(sync(cheap, [folder], settings)) == (0, 0, 0, 2, 0)


def test_a_retired_report_that_is_removed_comes_back_with_an_ingest(cheap, settings, folder):
    shelf.retire(cheap, ["cranes"], settings)
    shelf.remove(cheap, ["cranes"], settings)
    assert len(copies(settings)) == 1
    assert counts(sync(cheap, [folder], settings)) == (1, 0, 0, 1, 0)
    assert ids(cheap) == ["cranes", "quays"]


def test_removing_a_replaced_report_lets_its_first_file_come_back(cheap, settings, folder):
    shelf.add(cheap, "ferries.md", FERRIES, settings, replaces="cranes")
    shelf.remove(cheap, ["cranes"], settings)
    assert counts(sync(cheap, [folder], settings)) == (1, 0, 0, 1, 0)
    assert "twelve cranes" in told(cheap, "How many cranes?")


@pytest.mark.parametrize("how", [shelf.retire, shelf.remove])
def test_all_named_are_taken_out_or_none(cheap, settings, folder, how):
    with pytest.raises(InputError, match="no report 'nowhere'"):
        how(cheap, ["cranes", "nowhere"], settings)
    assert ids(cheap) == ["cranes", "quays"]


def test_what_is_not_retired_cannot_be_restored(cheap, settings, folder):
    with pytest.raises(InputError, match="is not retired"):
        shelf.restore(cheap, "cranes", settings)
    with pytest.raises(InputError, match="no report 'nowhere'"):
        shelf.restore(cheap, "nowhere", settings)


def test_a_crash_while_restoring_leaves_it_retired(cheap, settings, folder, monkeypatch):
    shelf.retire(cheap, ["cranes"], settings)

    def crash(*_):
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr("vectorstore.catalogue.Catalogue.switch", crash)
        shelf.restore(cheap, "cranes", settings)
    assert ids(cheap) == ["quays"]
    assert len(cheap.decided().retired) == 1
    assert shelf.restore(cheap, "cranes", settings).report_id == "cranes"


def test_a_retired_report_is_seen_by_another_reader_at_once(cheap, settings, folder):
    other, _ = open_library(settings)
    assert "twelve cranes" in told(other, "How many cranes?")
    shelf.retire(cheap, ["cranes"], settings)
    assert "cranes" not in told(other, "How many cranes?")
    other.close()
