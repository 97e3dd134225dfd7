"""Passwords as hashes by Argon2id (RFC 9106), with the library's own choice of cost."""

import secrets
import unicodedata
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.errors import InputError

SHORTEST, LONGEST = 10, 1000


class Passwords:
    """Hashes passwords and tells whether one is right.

    Args:
        hasher: another choice of cost, for tests.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    @cached_property
    def nobodys(self) -> str:
        """Return a hash that no password is right for, to do the same work where none is."""
        return self._hasher.hash(secrets.token_bytes(32))

    def hash(self, password: str) -> str:
        """Return the hash of a new password.

        Raises:
            InputError: it is shorter than `SHORTEST` or longer than `LONGEST` characters.
        """
        if not SHORTEST <= len(password) <= LONGEST:
            raise InputError(
                f"the password has {len(password)} characters; "
                f"choose one of {SHORTEST} to {LONGEST:,}"
            )
        return self._hasher.hash(_bytes(password))

    def right(self, kept: str, password: str) -> bool:
        """Return whether the kept hash is of the password."""
        try:
            return self._hasher.verify(kept, _bytes(password[: LONGEST + 1]))
        except (VerificationError, InvalidHashError):
            return False

    def renewed(self, kept: str, password: str) -> str:
        """Return the hash of a right password at today's cost: the kept one where it has it."""
        if self._hasher.check_needs_rehash(kept):
            return self._hasher.hash(_bytes(password))
        return kept


def _bytes(password: str) -> bytes:
    # Keyboards write one letter in several ways.
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
