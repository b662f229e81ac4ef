"""Claims on a database: one holder among all machines, a message that names it, freed by any death."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from seeds.errors import BusyError, UnreachableError
from store.claims import BEAT, claim, claim_on_server
from tests.postgres import run_outside

END = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
HOLDER = """
import pathlib, sys
from store.claims import claim
with claim(sys.argv[1], pathlib.Path(sys.argv[2]), 'daemon'):
    print('held', flush=True)
    sys.stdin.read()
"""


def test_two_homes_on_one_server_exclude_each_other(postgres: str, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    with claim(postgres, one, "daemon"):
        with pytest.raises(BusyError, match=rf"^daemon: already running, pid {os.getpid()} on \S+ since 2\d{{3}}-"):
            claim(postgres, other, "daemon").__enter__()
        with claim(postgres, other, "crawl-example"):
            pass
    with claim(postgres, other, "daemon"):
        pass


def test_two_homes_with_files_do_not(tmp_path: Path) -> None:
    for home in ("one", "other"):
        claim(f"sqlite:///{tmp_path}/{home}/duikou.db", tmp_path / home, "daemon").__enter__()
    with claim_on_server(f"sqlite:///{tmp_path}/duikou.db", "daemon") as nothing:
        assert nothing is None


@pytest.mark.faults
def test_kill_9_frees_it_on_the_server(postgres: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, postgres, str(tmp_path / "one")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(BusyError, match=f"pid {child.pid} on "):
            claim(postgres, tmp_path / "other", "daemon").__enter__()
        child.kill()
    end = time.monotonic() + 60
    while True:
        try:
            with claim(postgres, tmp_path / "other", "daemon"):
                return
        except BusyError:  # the server learns of it a moment later
            assert time.monotonic() < end


def test_who_loses_it_knows_at_once(postgres: str) -> None:
    with claim_on_server(postgres, "daemon") as ours:
        assert ours
        assert not ours.lost_within(0)
        run_outside(postgres, END)
        assert ours.lost_within(60 * BEAT)  # not after that time: the server's word ends the waiting
        with claim_on_server(postgres, "daemon"):
            assert ours.lost_within(0)


def test_a_claim_that_someone_takes_from_us_is_lost_too(postgres: str) -> None:
    with claim_on_server(postgres, "daemon") as ours:
        assert ours
        ours._session.execute("SELECT pg_advisory_unlock_all()")
        assert ours.lost_within(0)


def test_a_server_that_does_not_answer() -> None:
    with pytest.raises(UnreachableError, match=r"you:\*\*\*@127.0.0.1:1/x: cannot be reached: .*refused"):
        claim_on_server("postgresql://you:secret@127.0.0.1:1/x", "daemon").__enter__()
