"""What there is to say; a language gives the words. `{}` is filled in where it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one language.

    Attributes:
        code: as in the page's `lang`.
        name: of the language, in itself.
        path: where its pages begin, "" or "/zh".
        reasons: patterns of the reasons that the checks give, and how to say them; English gives
            them as they come.
        messages: the same for errors, the warnings of readers, and the actions of the log.
    """

    code: str
    name: str
    path: str
    reasons: Mapping[str, str]
    messages: Mapping[str, str]
    between: str
    full_stop: str

    # Every page
    title: str
    tagline: str
    theme: str
    staff: str
    to_chat: str
    menu: str

    # Asking
    placeholder: str
    ask: str
    stop: str
    clear: str
    examples: str
    next_questions: str
    question_of: str

    # The library at a glance
    library: str
    empty_library: str
    to_library: str
    find_report: str

    # An answer on its way
    reading: str
    found: str
    waiting_next: str
    waiting: str
    writing: str
    stopped: str
    understood: str

    # The checks
    checked: str
    checked_why: str
    quoted: str
    quoted_why: str
    worked_out: str
    translated_from: str
    partly: str
    partly_why: str
    failed: str

    # An answer
    evidence: str
    sources: str
    nearest: str
    others: str
    more: str
    left_out: str
    evidence_only: str
    model_failed: str
    broken: str
    refused: str

    # Figures
    figures: str
    figure_columns: tuple[str, str, str]
    conflict: str
    plot: str
    plot_range: str

    # What can be done with an answer
    copy: str
    copied: str
    download: str
    share: str
    shared: str
    share_note: str
    unshare: str
    unshared: str
    again: str
    edit: str
    rate: str
    helpful: str
    unhelpful: str
    wrong: str
    wrong_why: str
    send: str
    cancel: str
    thanks: str
    not_kept: str
    gone: str

    # Judged by staff
    judged_right: str
    judged_wrong: str
    judged_wrong_same: str

    # The source pane
    source: str
    source_hint: str
    source_failed: str
    close: str
    previous: str
    next: str
    zoom_in: str
    zoom_out: str
    quoted_words: str
    source_text: str
    pages: str
    about: str
    undated: str
    on_page: str

    # A downloaded answer
    asked_on: str
    answer: str
    each_sentence: str
    made_by: str
    status: str
    verdict: str

    # Signing in
    sign_in: str
    sign_out: str
    name_label: str
    password: str
    signed_in_as: str
    sign_in_note: str

    # Staff: tabs
    desk: str
    shelf: str
    measures: str

    # Staff: the desk
    queue_open: str
    queue_judged: str
    queue_empty: str
    queue_choose: str
    flagged_wrong: str
    flagged_down: str
    whole_answer: str
    verdicts: Mapping[str, str]
    statuses: Mapping[str, str]
    note: str
    correct_answer: str
    undo: str
    undone: str
    by_whom: str
    reader_says: str
    citation: str
    sentence: str

    # Staff: the library
    shelf_columns: tuple[str, ...]
    upload: str
    uploading: str
    drop: str
    upload_hint: str
    replaces: str
    as_new: str
    retire: str
    retire_sure: str
    restore: str
    retired: str
    none_retired: str
    correct_short: str
    correct_hint: str
    field_title: str
    field_publisher: str
    field_published: str
    field_language: str
    save: str
    no_warnings: str
    added: str
    replaced: str
    retired_done: str
    restored_done: str
    corrected: str
    replace_sure: str

    # Staff: measures
    runs: str
    runs_none: str
    run_columns: tuple[str, ...]
    interval_note: str
    per_kind: str
    over_time: str
    as_table: str
    asked_per_day: str
    asked: str
    refused_count: str
    flagged: str
    latency: str
    first_evidence: str
    whole: str
    median: str
    p95: str
    seconds: str
    nothing_yet: str
    log: str
    log_columns: tuple[str, ...]
