"""The database of the records: opened, brought to form, and used in transactions."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from core.settings import Settings
from records.engine import FILE, READING, make_engine
from records.trouble import told
from records.upgrade import upgrade


def is_there(settings: Settings) -> bool:
    """Whether there are records to look into, without making any; a server is taken to have some.

    Args:
        settings: `data` and `database` count.
    """
    return bool(settings.database) or (settings.data / FILE).is_file()


class Database:
    """A SQLite file in the data folder, or the PostgreSQL database of the `database` setting.

    Any number of threads and processes may use it at once.

    Args:
        settings: `data` and `database` count; folder and tables are made where missing.

    Raises:
        RecordsError: it cannot be opened, or a later version made it.
        SettingsError: the `database` setting cannot be used.
    """

    def __init__(self, settings: Settings) -> None:
        self._engine = make_engine(settings)
        url = self._engine.url
        file = url.database if self.dialect == "sqlite" else None
        self.where = file or url.render_as_string(hide_password=True)
        self._reading = self._engine.execution_options(**{READING: True})
        try:
            with told(self.where):
                settings.data.mkdir(parents=True, exist_ok=True)
                upgrade(self._engine, settings.data)
        except BaseException:
            self.close()
            raise

    @property
    def dialect(self) -> str:
        """Return "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    @contextmanager
    def session(self) -> Iterator[Session]:
        """Give a session of one transaction: all that is done in it is kept, or nothing.

        Raises:
            RecordsError: the database refused.
        """
        with told(self.where), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that only reads, and so waits for no writer; raises as `session`."""
        with told(self.where), Session(self._reading) as session, session.begin():
            yield session

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()
