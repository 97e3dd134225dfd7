"""The library after a sync holds what the folder holds, at the least cost, or stays as it was."""

import errno

import pytest
from filelock import FileLock

from core.errors import InputError, LibraryError
from core.settings import Settings
from ingest.sync import sync
from tests.ingest.fakes import FakeLibrary


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    return folder


@pytest.fixture
def settings(tmp_path):
    return Settings(data=tmp_path / "data")


@pytest.fixture
def library(tmp_path):
    return FakeLibrary(tmp_path / "data" / "files")


def write(folder, name, text="The harbour moved twelve boxes in 2019. It will move more."):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"# About {name}\n\n{text}\n", "utf-8")
    return file


def counts(result):
    return result.added, result.replaced, result.retired, result.unchanged, len(result.failed)


def ids(library):
    return [r.report_id for r in library.reports()]


def test_new_files_are_added_and_a_second_sync_does_no_work(folder, library, settings):
    write(folder, "one.md")
    write(folder, "deep/two.md")
    steps = []
    first = sync(library, [folder], settings, steps.append)
    assert counts(first) == (2, 0, 0, 0, 0)
    assert first.passages == sum(r.passages for r in library.reports()) > 0
    assert {(s.file, s.files) for s in steps} == {(1, 2), (2, 2)}
    version, puts = library.index_version, library.puts
    assert counts(sync(library, [folder], settings)) == (0, 0, 0, 2, 0)
    assert (library.index_version, library.puts) == (version, puts)


def test_changed_files_are_replaced_under_the_same_id(folder, library, settings):
    write(folder, "one.md")
    sync(library, [folder], settings)
    before = library.reports()[0]
    write(folder, "one.md", "The harbour closed in 2020.")
    assert counts(sync(library, [folder], settings)) == (0, 1, 0, 0, 0)
    after = library.reports()[0]
    assert after.report_id == before.report_id
    assert after.revision != before.revision


def test_gone_files_are_retired(folder, library, settings):
    write(folder, "one.md")
    gone = write(folder, "two.md")
    sync(library, [folder], settings)
    gone.unlink()
    assert counts(sync(library, [folder], settings)) == (0, 0, 1, 1, 0)
    assert ids(library) == ["one"]


def test_renamed_files_move_without_being_read_again(folder, library, settings):
    file = write(folder, "one.md")
    sync(library, [folder], settings)
    target = folder / "other" / "new name.md"
    target.parent.mkdir()
    file.rename(target)
    puts = library.puts
    assert counts(sync(library, [folder], settings)) == (0, 0, 0, 1, 0)
    assert library.puts == puts
    assert library.reports()[0].path == str(target)
    assert ids(library) == ["one"]


def test_other_passage_length_or_catalogue_reads_anew(folder, library, settings):
    write(folder, "one.md")
    sync(library, [folder], settings)
    shorter = Settings(data=settings.data, passage_tokens=100)
    assert counts(sync(library, [folder], shorter)) == (0, 1, 0, 0, 0)
    (folder / "catalogue.toml").write_text('["one.md"]\ntitle = "Harbour"\n', "utf-8")
    assert counts(sync(library, [folder], shorter)) == (0, 1, 0, 0, 0)
    assert library.reports()[0].metadata.title == "Harbour"


def test_identical_files_are_indexed_once_and_either_may_go(folder, library, settings):
    first = write(folder, "one.md")
    copy = folder / "two.md"
    copy.write_bytes(first.read_bytes())
    assert counts(sync(library, [folder], settings)) == (1, 0, 0, 1, 0)
    assert counts(sync(library, [folder], settings)) == (0, 0, 0, 2, 0)
    first.unlink()
    assert counts(sync(library, [folder], settings)) == (0, 0, 0, 1, 0)
    assert library.reports()[0].path == str(copy)


def test_same_stem_in_two_folders_gets_two_stable_ids(folder, library, settings):
    write(folder, "a/plan.md", "A first plan of 2018 for the east.")
    write(folder, "b/plan.md", "A second plan of 2019 for the west.")
    sync(library, [folder], settings)
    before = {r.path: r.report_id for r in library.reports()}
    assert len(set(before.values())) == 2
    assert all(i.startswith("plan") for i in before.values())
    write(folder, "a/plan.md", "A first plan, revised in 2020.")
    sync(library, [folder], settings)
    assert {r.path: r.report_id for r in library.reports()} == before


def test_unreadable_file_is_named_and_what_was_there_stays(folder, library, settings):
    write(folder, "good.md")
    bad = write(folder, "bad.md")
    sync(library, [folder], settings)
    kept = library.parsed("bad").text
    bad.write_bytes(b"")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 no more than this")
    result = sync(library, [folder], settings)
    assert counts(result) == (0, 0, 0, 1, 2)
    assert {f["path"] for f in result.failed} == {str(bad), str(folder / "broken.pdf")}
    assert all(f["error"] for f in result.failed)
    assert library.parsed("bad").text == kept
    assert set(ids(library)) == {"good", "bad"}


@pytest.mark.parametrize("content", [None, b""])
def test_folder_without_a_readable_report_never_empties_the_library(
    folder, library, settings, tmp_path, content
):
    write(folder, "one.md")
    sync(library, [folder], settings)
    other = tmp_path / "other"
    other.mkdir()
    if content is not None:
        (other / "void.txt").write_bytes(content)
    with pytest.raises(InputError, match="stays as it is"):
        sync(library, [other], settings)
    assert ids(library) == ["one"]


def test_one_of_several_folders_that_is_empty_is_no_reason_to_retire(
    folder, library, settings, tmp_path
):
    other = tmp_path / "mounted"
    write(folder, "one.md")
    file = write(other, "two.md", "A second plan of 2019 for the west.")
    sync(library, [folder, other], settings)
    file.unlink()
    with pytest.raises(InputError, match=r"is it mounted\?.*--yes"):
        sync(library, [folder, other], settings)
    assert ids(library) == ["one", "two"]
    assert counts(sync(library, [folder, other], settings, sure=True)) == (0, 0, 1, 1, 0)
    assert ids(library) == ["one"]


def test_an_empty_folder_empties_the_library_only_for_who_is_sure(folder, library, settings):
    file = write(folder, "one.md")
    sync(library, [folder], settings)
    file.unlink()
    with pytest.raises(InputError, match="stays as it is"):
        sync(library, [folder], settings)
    assert counts(sync(library, [folder], settings, sure=True)) == (0, 0, 1, 0, 0)


def test_missing_path_is_said_and_changes_nothing(folder, library, settings):
    write(folder, "one.md")
    sync(library, [folder], settings)
    with pytest.raises(InputError, match="no such file or folder"):
        sync(library, [folder / "nowhere"], settings)
    assert ids(library) == ["one"]


def test_hidden_unknown_readme_and_own_data_are_passed_over(folder, library, settings):
    write(folder, "one.md")
    for name in (".hidden.md", ".git/x.md", "README.md", "table.ods", "lines.jsonl"):
        write(folder, name)
    inside = Settings(data=folder / "data")
    write(folder, "data/files/copy.md", "A copy that the library keeps.")
    assert counts(sync(library, [folder], inside)) == (1, 0, 0, 0, 0)


def test_file_of_unknown_kind_named_directly_is_reported(folder, library, settings):
    write(folder, "one.md")
    odd = folder / "lines.jsonl"
    odd.write_text('{"a": 1}\n', "utf-8")
    result = sync(library, [folder, odd], settings)
    assert [f["path"] for f in result.failed] == [str(odd)]
    assert result.added == 1


def test_second_ingest_at_once_is_refused(folder, library, settings):
    write(folder, "one.md")
    settings.data.mkdir(exist_ok=True)
    with (
        FileLock(settings.data / "ingest.lock"),
        pytest.raises(LibraryError, match="another ingest"),
    ):
        sync(library, [folder], settings)


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"), RuntimeError("database or disk is full")],
)
def test_full_disk_is_one_line_and_the_old_report_stays(folder, library, settings, error):
    file = write(folder, "one.md")
    sync(library, [folder], settings)
    before = library.reports()
    file.write_text("# One\n\nAnother text altogether.\n", "utf-8")
    library.fails = error
    with pytest.raises(LibraryError, match="is full") as caught:
        sync(library, [folder], settings)
    assert "\n" not in str(caught.value)
    assert library.reports() == before


def test_broken_catalogue_is_said_before_anything_changes(folder, library, settings):
    write(folder, "one.md")
    (folder / "catalogue.toml").write_text('["one.md"]\ntitel = "x"\n', "utf-8")
    with pytest.raises(InputError, match="unknown field 'titel'"):
        sync(library, [folder], settings)
    assert library.reports() == ()
