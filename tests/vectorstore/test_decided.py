"""What persons decide changes in the same step as what answers, and is kept apart from it."""

import hashlib
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.domain import ReportMetadata
from core.errors import InputError, LibraryError
from core.settings import Settings
from tests.vectorstore.conftest import make
from vectorstore.decided import Correction
from vectorstore.library import Library

HARBOUR = make("harbour", "The harbour owns twelve cranes.", title="The harbour")
CORRECTION = Correction(title="Cranes", published="2014-10")


def test_a_correction_says_only_what_it_corrects() -> None:
    said = ReportMetadata("The harbour", "The board", "2011", "inferred", origin="A shelf")
    assert Correction().over(said) == said
    assert not Correction()
    about = CORRECTION.over(said)
    assert about == replace(said, title="Cranes", published="2014-10", published_basis="stated")


def corrected(library: Library, original: Path) -> ReportMetadata:
    report, parsed, passages = HARBOUR
    about = CORRECTION.over(parsed.metadata)
    library.put(replace(report, metadata=about), parsed, passages, original, correction=CORRECTION)
    return about


def test_a_corrected_report_is_told_as_corrected_and_what_its_file_says_is_kept(
    library: Library, original: Path
) -> None:
    about = corrected(library, original)
    assert library.report("harbour").metadata == about
    assert library.parsed("harbour") == replace(HARBOUR[1], metadata=about)
    assert library.said("harbour") == HARBOUR[1].metadata
    assert library.decided().corrections == {"harbour": CORRECTION}


def test_a_retired_report_keeps_its_copy_and_a_put_restores_it(
    library: Library, original: Path
) -> None:
    about = corrected(library, original)
    version = library.index_version
    library.retire(["harbour"])
    assert library.search("How many cranes?").passages == ()
    assert library.index_version == version + 1
    decided = library.decided()
    assert decided.aside == {HARBOUR[0].sha256}
    assert decided.reserved == {"harbour"}
    assert (decided.retired[0].metadata, decided.retired[0].said) == (about, HARBOUR[1].metadata)
    assert library.original("harbour").read_bytes() == original.read_bytes()
    library.put(*HARBOUR, original)
    assert library.decided().retired == ()
    assert library.decided().corrections == {"harbour": CORRECTION}


def test_a_dropped_report_leaves_its_correction_with_its_path(
    library: Library, original: Path
) -> None:
    corrected(library, original)
    library.drop(["harbour"])
    assert library.decided().former == {"harbour.txt": "harbour"}
    assert library.decided().aside == frozenset()


def test_a_report_at_another_path_supersedes_its_old_content(
    library: Library, original: Path
) -> None:
    library.put(*HARBOUR, original)
    other = original.with_name("other.txt")
    other.write_bytes(b"fifteen cranes")
    new = replace(HARBOUR[0], sha256=_sha256(other), path="uploads/other.txt")
    library.put(new, *HARBOUR[1:], other)
    assert library.decided().aside == {HARBOUR[0].sha256}
    library.put(*HARBOUR, original)
    assert library.decided().aside == {new.sha256}


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.mark.parametrize("retired", [True, False])
def test_a_removed_report_leaves_nothing(library: Library, original: Path, retired: bool) -> None:
    corrected(library, original)
    copy = library.original("harbour")
    if retired:
        library.retire(["harbour"])
    library.remove(["harbour"])
    assert not copy.exists()
    decided = library.decided()
    assert (decided.corrections, decided.retired, decided.aside) == ({}, (), frozenset())
    with pytest.raises(InputError, match="no report 'harbour'"):
        library.original("harbour")


def test_a_library_of_an_older_form_says_so(
    opened: Callable[[], Library], original: Path, tmp_path: Path
) -> None:
    opened().put(*HARBOUR, original)
    with sqlite3.connect(tmp_path / "data" / "catalogue.sqlite3") as old:
        old.execute("UPDATE state SET schema_version = 3")
    old.close()
    with pytest.raises(LibraryError, match="its form is 3"):
        Library(Settings(data=tmp_path / "data"))
