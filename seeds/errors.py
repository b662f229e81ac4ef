"""Errors that a person can meet. Each says what is wrong, where, and what to do; the front door prints that line."""

from typing import ClassVar


class DuikouError(Exception):
    """Base of what the front door turns into one line on stderr and an exit code."""

    exit_code: ClassVar[int] = 1


class WrongUsageError(DuikouError):
    """A command, an argument or a name that does not exist."""

    exit_code = 2


class CannotWriteError(DuikouError):
    """A folder or file of ours cannot be made or written."""

    exit_code = 73


class DiskFullError(DuikouError):
    """No room is left where we write."""

    exit_code = 74


class BusyError(DuikouError):
    """Another process holds what we need: a source, the daemon's place, a port."""

    exit_code = 75


class ConfigurationError(DuikouError):
    """A wrong setting, seed file or database."""

    exit_code = 78


class UnreachableError(ConfigurationError):
    """The database does not answer: it is down, elsewhere, or we may not in. What waits may try again."""


def without_prefix(message: str) -> str:
    """What pydantic found, without the name of the exception that a check of ours raised."""
    return message.replace("Value error, ", "")
