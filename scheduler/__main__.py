"""The door: arguments in, exit code out. Whatever goes wrong becomes one line on stderr."""

import errno
import sys
import traceback
from collections.abc import Sequence

from scheduler.output import log, set_talk
from seeds.errors import CannotWriteError, DiskFullError, DuikouError, without_prefix

INTERRUPTED = 130
QUIET = {"-q", "--quiet"}
VERBOSE = {"-v", "--verbose"}
FULL = {errno.ENOSPC, errno.EDQUOT}
UNWRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS}


def main() -> None:
    """The console script `duikou`."""
    sys.exit(run(sys.argv[1:] or ["--help"]))


def run(arguments: Sequence[str]) -> int:
    """Runs one command and returns its exit code. -q and -v may stand anywhere."""
    told = set(arguments)
    verbose = bool(told & VERBOSE)
    set_talk(quiet=bool(told & QUIET), verbose=verbose)
    try:
        return _dispatch([argument for argument in arguments if argument not in QUIET | VERBOSE])
    except DuikouError as error:
        return _fail(str(error), error.exit_code)
    except KeyboardInterrupt:
        return _fail("stopped", INTERRUPTED)
    except OSError as error:
        known = _known(error)
        return _fail(str(known), known.exit_code) if known else _unexpected(error, verbose=verbose)
    except Exception as error:
        return _unexpected(error, verbose=verbose)


def _dispatch(arguments: Sequence[str]) -> int:
    from typer.exceptions import TyperException

    from scheduler.app import app

    try:
        code = app(arguments, prog_name="duikou", standalone_mode=False) or 0
    except TyperException as error:
        return _fail(f"{without_prefix(error.format_message())} (duikou --help shows how)", error.exit_code)
    if code == INTERRUPTED:  # typer has made a number of it
        raise KeyboardInterrupt
    return int(code)


def _fail(message: str, code: int) -> int:
    log.error("duikou: %s", " ".join(message.split()))
    return code


def _known(error: OSError) -> DuikouError | None:
    place = f"{error.filename}: " if error.filename else ""
    if error.errno in FULL:
        return DiskFullError(f"{place}the disk is full; make room and run the command again: it goes on where it was")
    if error.errno in UNWRITABLE:
        return CannotWriteError(f"{place}{error.strerror}; change its owner or rights, or choose another place")
    return None


def _unexpected(error: Exception, *, verbose: bool) -> int:
    if verbose:
        traceback.print_exception(error)
    hint = "" if verbose else "; the same with -v shows where"
    return _fail(f"unexpected {type(error).__name__}: {error}{hint}", 1)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:] or ["run"]))
