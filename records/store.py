"""All records of one installation, opened together."""

from types import TracebackType
from typing import Self

from argon2 import PasswordHasher

from core.settings import Settings
from records.accounts import Accounts
from records.clock import Clock, utc_now
from records.conversations import Conversations
from records.database import Database
from records.judgements import Judgements
from records.log import Log
from records.statistics import Statistics


class Records:
    """The one entry to this room; close it, or use it as a context manager.

    Args:
        settings: `data` and `database` count.
        now: the clock.
        hasher: another choice of argon2's cost, for tests.

    Raises:
        RecordsError: the database cannot be opened, or a later version made it.
        SettingsError: the `database` setting cannot be used.
    """

    def __init__(
        self, settings: Settings, now: Clock = utc_now, hasher: PasswordHasher | None = None
    ) -> None:
        self.database = Database(settings)
        self.log = Log(self.database, now)
        self.conversations = Conversations(self.database, now)
        self.judgements = Judgements(self.database, self.log, now)
        self.accounts = Accounts(self.database, self.log, now, hasher)
        self.statistics = Statistics(self.database, now)

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
