"""The one tree of errors; each message tells a person what to do.

AskReportsError
├── SettingsError      a setting is unknown or cannot be
├── InputError         what the person gave cannot be used (path, question, file)
│   └── UnreadableFile one file cannot become a report; the others go on
├── LibraryError       the index or its catalogue cannot be read or written
├── RecordsError       the records of what people do cannot be read or written
├── AccessDenied       who asks may not do this, or not now
└── ModelError         a model is missing, altered or does not answer
    └── WeightsError   the weights file is not the one that was published
"""


class AskReportsError(Exception):
    """Base of all errors that a person can do something about."""


class SettingsError(AskReportsError):
    """A setting is unknown or has an impossible value."""


class InputError(AskReportsError):
    """What the person gave (a path, a question, a file) cannot be used."""


class UnreadableFile(InputError):  # noqa: N818 - named for what it says in the listing
    """One file cannot be read as a report.

    Args:
        path: the file, as the person named it.
        reason: why, in words that fit after a colon.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class LibraryError(AskReportsError):
    """The index or its catalogue cannot be read or written."""


class RecordsError(AskReportsError):
    """The records of what people do cannot be read or written."""


class AccessDenied(AskReportsError):  # noqa: N818 - named for what it says in the listing
    """Who asks may not do this, or not now."""


class ModelError(AskReportsError):
    """A model is missing, altered, or does not answer."""


class WeightsError(ModelError):
    """A weights file is not, byte for byte, the one that was published."""
