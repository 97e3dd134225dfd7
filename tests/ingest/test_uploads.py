"""Uploads are what they say, under safe names, beside the rest, whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import FileLock

from core.errors import InputError, LibraryError, UnreadableFile
from ingest import putting, shelf, uploads
from ingest.sync import sync
from tests.ingest.pdfs import Sheet
from tests.ingest.shelves import copies, counts, open_library, told, uploaded, write

CRANES = b"# Cranes\n\nThe harbour owns twelve cranes. They were built in 2011.\n"
FERRIES = b"# Ferries\n\nNine ferries cross the harbour. The crossing costs two coins.\n"


def pdf():
    return Sheet().line("The harbour owns twelve cranes, built in 2011.").bytes()


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("../../x.pdf", "x.pdf"),
        ("C:\\temp\\x.pdf", "x.pdf"),
        ("/etc/passwd", "passwd"),
        ("..", "report"),
        ("", "report"),
        (".hidden.pdf", "hidden.pdf"),
        (".pdf", "pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        ("a\u202eexe.pdf", "aexe.pdf"),
        ("two\nlines\x00.PDF", "twolines.pdf"),
        ("what?.md", "what-.md"),
        ("港口年报 2011.pdf", "港口年报 2011.pdf"),
        ("caf\udce9.md", "caf.md"),
    ],
)
def test_hostile_names_are_made_safe_and_safe_ones_stay(given, safe):
    assert uploads.clean_name(given) == safe
    assert uploads.clean_name(safe) == safe


@pytest.mark.parametrize("letter", ["x", "港", "🏗"])
def test_long_names_fit_any_file_system_and_keep_their_suffix(letter):
    name = uploads.clean_name(letter * 300 + ".pdf")
    assert name.endswith(letter + ".pdf")
    assert len(name.encode()) < 200


def test_an_upload_is_found_beside_what_is_there_and_retires_nothing(cheap, settings, tmp_path):
    sync(cheap, [write(tmp_path, "port.md")], settings)
    steps = []
    report = shelf.add(cheap, "ferries.md", FERRIES, settings, steps.append)
    assert (report.report_id, report.path) == ("ferries", "uploads/ferries.md")
    assert "Nine ferries" in told(cheap, "How many ferries?")
    assert {r.report_id for r in cheap.reports()} == {"port", "ferries"}
    assert uploaded(settings) == ["ferries.md"]
    assert (steps[0].of, steps[-1].passages) == (0, report.passages)
    assert Path(steps[-1].path).name == "ferries.md"


def test_a_pdf_is_taken_with_its_pages(cheap, settings):
    report = shelf.add(cheap, "../Cranes.PDF", pdf(), settings)
    assert (report.path, report.page_count) == ("uploads/Cranes.pdf", 1)
    assert report.media_type == "application/pdf"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("report.pdf", b"This is no PDF at all.", "not what .pdf says"),
        ("report.pdf", b"\x7fELF\x02\x01\x01" + bytes(500), "not what .pdf says"),
        ("report.txt", b"\x7fELF\x02\x01\x01" + bytes(500), "no text"),
        ("report.pdf", b"PK\x03\x04 an archive", "zip archive"),
        ("report.pdf", b"%PDF-1.7 and no more", "damaged"),
        ("report.txt", b"%PDF-1.7 and no more", "but application/pdf"),
        ("a\u202efdp.exe", b"%PDF-1.7 and no more", ".exe is not read"),
        ("report.svg", b"<svg></svg>", ".svg is not read"),
        ("report", CRANES, "no suffix is not read"),
        ("..", CRANES, "no suffix is not read"),
        ("report.md", b"", "empty"),
        ("report.md", b" \n\t ", "empty"),
        ("report.md", b"---\n: [\n---\n\nThe harbour.\n", "front matter"),
    ],
)
def test_what_is_no_report_is_refused_by_its_name_and_leaves_nothing_behind(
    cheap, settings, name, content, why
):
    with pytest.raises(UnreadableFile, match=why) as caught:
        shelf.add(cheap, name, content, settings)
    assert str(settings.data) not in str(caught.value)
    assert uploaded(settings) == []
    assert cheap.reports() == ()


def test_what_is_too_large_is_refused(cheap, settings, monkeypatch):
    monkeypatch.setattr(uploads, "MAX_BYTES", 2_000_000)
    with pytest.raises(UnreadableFile, match="3 MB; at most 2 MB"):
        shelf.add(cheap, "large.txt", b"x" * 3_000_000, settings)
    assert uploaded(settings) == []


def test_texts_go_by_any_suffix_of_texts(cheap, settings):
    marked = b"# Cranes\n\n## Number\n\nThe harbour owns **twelve** cranes. **All** are old.\n"
    report = shelf.add(cheap, "cranes.txt", marked, settings)
    assert (report.metadata.title, report.media_type) == ("Cranes", "text/markdown")


def test_a_taken_name_gets_a_number_and_the_report_an_id_of_its_own(cheap, settings):
    first = shelf.add(cheap, "port.md", CRANES, settings)
    second = shelf.add(cheap, "PORT.md", FERRIES, settings)
    assert [first.path, second.path] == ["uploads/port.md", "uploads/PORT-2.md"]
    assert first.report_id != second.report_id


def test_the_same_content_is_refused_by_the_name_of_what_has_it(cheap, settings):
    shelf.add(cheap, "cranes.md", CRANES, settings)
    for replaces in (None, "cranes"):
        with pytest.raises(InputError, match=r"has it already, as 'cranes' \(Cranes\)"):
            shelf.add(cheap, "again.md", CRANES, settings, replaces=replaces)
    shelf.retire(cheap, ["cranes"], settings)
    with pytest.raises(InputError, match="is retired; `askreports restore`"):
        shelf.add(cheap, "again.md", CRANES, settings)
    assert uploaded(settings) == ["cranes.md"]


def test_an_ingest_neither_retires_nor_reads_uploads_again(cheap, embedded, settings, tmp_path):
    shelf.add(cheap, "ferries.md", FERRIES, settings)
    write(tmp_path / "reports", "port.md")
    assert counts(sync(cheap, [tmp_path / "reports"], settings)) == (1, 0, 0, 1, 0)
    before = cheap.reports()
    del embedded[:]
    assert counts(sync(cheap, [tmp_path / "reports"], settings)) == (0, 0, 0, 2, 0)
    assert (cheap.reports(), embedded) == (before, [])


def test_an_ingest_reads_uploads_anew_when_the_readers_changed(
    cheap, settings, tmp_path, monkeypatch
):
    before = shelf.add(cheap, "ferries.md", FERRIES, settings)
    write(tmp_path / "reports", "port.md")
    monkeypatch.setattr(putting, "READER_VERSION", putting.READER_VERSION + 1)
    assert counts(sync(cheap, [tmp_path / "reports"], settings)) == (1, 1, 0, 0, 0)
    after = cheap.report("ferries")
    assert (after.path, after.metadata) == (before.path, before.metadata)
    assert after.revision != before.revision


def test_a_copy_in_a_folder_of_what_was_uploaded_is_not_added_twice(cheap, settings, tmp_path):
    shelf.add(cheap, "ferries.md", FERRIES, settings)
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a copy.md").write_bytes(FERRIES)
    assert counts(sync(cheap, [tmp_path / "reports"], settings)) == (0, 0, 0, 2, 0)


@pytest.mark.parametrize("content", [None, b""])
def test_uploads_do_not_hide_that_nothing_can_be_read(cheap, settings, tmp_path, content):
    sync(cheap, [write(tmp_path / "reports", "port.md")], settings)
    shelf.add(cheap, "ferries.md", FERRIES, settings)
    (tmp_path / "other").mkdir()
    if content is not None:
        (tmp_path / "other" / "void.md").write_bytes(content)
    with pytest.raises(InputError, match="stays as it is"):
        sync(cheap, [tmp_path / "other"], settings)
    assert {r.report_id for r in cheap.reports()} == {"port", "ferries"}


def test_uploads_that_a_new_library_does_not_know_are_taken_in(cheap, settings, tmp_path):
    write(settings.data / "uploads", "ferries.md", "Nine ferries cross the harbour.")
    write(tmp_path / "reports", "port.md")
    assert counts(sync(cheap, [tmp_path / "reports"], settings)) == (2, 0, 0, 0, 0)
    assert cheap.report("ferries").path == "uploads/ferries.md"


def test_a_moved_data_folder_keeps_its_uploads(cheap, settings, tmp_path):
    shelf.add(cheap, "ferries.md", FERRIES, settings)
    cheap.close()
    moved = settings.model_copy(update={"data": settings.data.rename(tmp_path / "moved")})
    library, embedded = open_library(moved)
    write(tmp_path / "reports", "port.md")
    assert counts(sync(library, [tmp_path / "reports"], moved)) == (1, 0, 0, 1, 0)
    assert not any("ferries" in text for text in embedded)
    library.close()


def test_a_lost_upload_comes_back_from_its_copy(cheap, settings, tmp_path):
    shelf.add(cheap, "ferries.md", FERRIES, settings)
    (settings.data / "uploads" / "ferries.md").unlink()
    write(tmp_path / "reports", "port.md")
    assert counts(sync(cheap, [tmp_path / "reports"], settings)) == (1, 0, 0, 1, 0)
    assert (settings.data / "uploads" / "ferries.md").read_bytes() == FERRIES


def test_a_replacement_is_a_revision_of_the_same_report_and_the_old_upload_goes(cheap, settings):
    shelf.add(cheap, "cranes.md", CRANES, settings)
    new = CRANES.replace(b"twelve", b"fifteen")
    report = shelf.add(cheap, "cranes 2012.md", new, settings, replaces="cranes")
    assert (report.report_id, report.path) == ("cranes", "uploads/cranes 2012.md")
    assert "fifteen" in told(cheap, "How many cranes?")
    assert "twelve" not in told(cheap, "How many cranes?")
    assert uploaded(settings) == ["cranes 2012.md"]
    assert len(copies(settings)) == 1


def test_the_file_that_was_replaced_does_not_come_back_until_it_changes(cheap, settings, tmp_path):
    file = write(tmp_path / "reports", "cranes.md")
    sync(cheap, [tmp_path / "reports"], settings)
    shelf.add(cheap, "new.md", FERRIES, settings, replaces="cranes")
    assert file.exists()
    assert counts(sync(cheap, [tmp_path / "reports"], settings)) == (0, 0, 0, 2, 0)
    assert [r.path for r in cheap.reports()] == ["uploads/new.md"]
    write(tmp_path / "reports", "cranes.md", "A text that nobody replaced.")
    assert counts(sync(cheap, [tmp_path / "reports"], settings)) == (1, 0, 0, 1, 0)


def test_a_replacement_can_be_taken_back_by_the_old_content(cheap, settings):
    shelf.add(cheap, "cranes.md", CRANES, settings)
    shelf.add(cheap, "ferries.md", FERRIES, settings, replaces="cranes")
    report = shelf.add(cheap, "cranes.md", CRANES, settings, replaces="cranes")
    assert (report.report_id, report.metadata.title) == ("cranes", "Cranes")
    assert uploaded(settings) == ["cranes.md"]


def test_what_is_not_there_cannot_be_replaced(cheap, settings):
    with pytest.raises(InputError, match="no report 'nowhere'"):
        shelf.add(cheap, "cranes.md", CRANES, settings, replaces="nowhere")
    assert uploaded(settings) == []


STEPS = [
    "vectorstore.catalogue.Catalogue.begin",
    "vectorstore.dense.DenseIndex.add",
    "vectorstore.catalogue.Catalogue.keep",
    "vectorstore.library.Library._store",
    "vectorstore.catalogue.Catalogue.switch",
]


class Killed(BaseException):
    """Nothing catches it, as nothing catches a kill."""


def killed(*_, **__):
    raise Killed


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("unlinks", [True, False], ids=["raised", "killed"])
def test_a_stop_before_the_switch_leaves_the_old_and_the_next_write_clears_up(
    cheap, settings, monkeypatch, step, unlinks
):
    before = shelf.add(cheap, "cranes.md", CRANES, settings)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(step, killed)
        if not unlinks:  # a kill runs no clean-up
            patch.setattr(Path, "unlink", lambda *_, **__: None)
        shelf.add(cheap, "ferries.md", FERRIES, settings, replaces="cranes")
    assert cheap.reports() == (before,)
    assert "twelve cranes" in told(cheap, "How many cranes?")
    assert list(uploads.files(settings.data)) == ["uploads/cranes.md"]
    assert len(uploaded(settings)) == (1 if unlinks else 2)
    shelf.add(cheap, "ferries.md", FERRIES, settings)
    assert uploaded(settings) == ["cranes.md", "ferries.md"]


def test_a_kill_after_the_switch_leaves_the_new_and_an_ingest_clears_up(
    cheap, settings, tmp_path, monkeypatch
):
    shelf.add(cheap, "cranes.md", CRANES, settings)
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(Path, "unlink", lambda *_, **__: None)
        patch.setattr("vectorstore.library.Library._settle", killed)
        shelf.add(cheap, "ferries.md", FERRIES, settings, replaces="cranes")
    assert "Nine ferries" in told(cheap, "How many ferries?")
    assert "twelve" not in told(cheap, "How many cranes?")
    write(tmp_path / "reports", "port.md")
    assert counts(sync(cheap, [tmp_path / "reports"], settings)) == (1, 0, 0, 1, 0)
    assert uploaded(settings) == ["ferries.md"]
    assert cheap.report("cranes").path == "uploads/ferries.md"


def test_an_upload_waits_for_an_ingest_and_then_says_so(cheap, settings, monkeypatch):
    monkeypatch.setattr(shelf, "WAIT", 0.1)
    with (
        FileLock(settings.data / "ingest.lock"),
        pytest.raises(LibraryError, match="another ingest is at work"),
    ):
        shelf.add(cheap, "cranes.md", CRANES, settings)
    assert uploaded(settings) == []
    shelf.add(cheap, "cranes.md", CRANES, settings)


def test_two_uploads_at_once_both_go_in(cheap, settings):
    with ThreadPoolExecutor(2) as two:
        added = list(
            two.map(
                lambda content: shelf.add(cheap, "port.md", content, settings), [CRANES, FERRIES]
            )
        )
    assert {report.path for report in added} == {"uploads/port.md", "uploads/port-2.md"}
    assert cheap.reports() == tuple(sorted(added, key=lambda report: report.metadata.title))
