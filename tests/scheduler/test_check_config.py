"""`duikou check-config`: everything that is wrong in one go, nothing written, no password shown."""

import json
import socket
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from scheduler.__main__ import run
from store.database import left_alone, open_database
from store.locks import hold, is_held
from tests.postgres import make_postgres
from tests.scheduler.conftest import everything_in

Say = Callable[[str], tuple[int, list[str]]]
SECRET = "hunter2"
READERS = '[subscriptions.daily]\nto = ["a@b.example"]\n'
MAIL = 'mail_from = "duikou@b.example"\nunsubscribe = "mailto:leave@b.example"\n'
CONTACT = 'contact = "https://b.example/about"\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as free:
        monkeypatch.setenv("DUIKOU_HEALTH", f"127.0.0.1:{free.getsockname()[1]}")
    return tmp_path


@pytest.fixture
def say(folder: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """The exit code and the lines on stderr for a duikou.toml; checks that nothing is written and nothing betrayed."""

    def call(toml: str) -> tuple[int, list[str]]:
        (folder / "duikou.toml").write_text(toml)
        before = everything_in(folder)
        capsys.readouterr()
        code = run(["check-config"])
        out, err = capsys.readouterr()
        assert everything_in(folder) == before
        assert SECRET not in out + err
        return code, err.splitlines()

    return call


def test_a_sound_one(say: Say) -> None:
    assert say(CONTACT) == (0, ["nothing is wrong"])


@pytest.mark.parametrize(
    ("toml", "lines"),
    [
        # what one key says
        ('hoem = "a"\ntimezone = "Mars"\nat_once = 0', [
            "duikou.toml: timezone: not a time zone; write e.g. Asia/Shanghai (now: 'Mars')",
            "duikou.toml: at_once: should be greater than or equal to 1 (now: '0')",
            "duikou.toml: unknown key 'hoem'; did you mean 'home'?",
        ]),
        ("[subscriptions.a]\nat = 8\nperoid = 'week'\n[subscriptions.b]\nweekday = 9", [
            'duikou.toml: subscriptions.a.at: write a local time in quotes, e.g. "08:00" (now: \'8\')',
            "duikou.toml: subscriptions.a: unknown key 'peroid'; did you mean 'period'?",
            "duikou.toml: subscriptions.b.weekday: should be less than or equal to 7 (now: '9')",
        ]),
        ("home = ", ["duikou.toml: not valid TOML: Invalid value (at end of document)"]),
        (f'smtp_url = "http://me:{SECRET}@h"\ndatabase_url = "mysql://me:{SECRET}@h/d"\ndisk_budget = 20', [
            "duikou.toml: database_url: write sqlite:///path/to/file.db or postgresql+psycopg://user:password@host/name",
            "duikou.toml: smtp_url: write smtp://user:password@host:587?starttls=1 or smtps://user:password@host:465",
            "duikou.toml: disk_budget: write a size in quotes, e.g. \"20 GB\" (now: '20')",
        ]),
        # what keys say against each other
        (READERS, ["smtp_url: not set, but daily has readers in `to`: they would get nothing"]),
        (f'smtp_url = "smtp://mail.example.invalid"\n{READERS}', [
            "mail_from: not set; mail.example.invalid will not take letters from duikou@localhost",
        ]),
        (f'smtp_url = "smtp://me:{SECRET}@mail.example.invalid:465?startls=1"\n{MAIL}{READERS}', [
            "smtp_url: unknown option 'startls'; there is starttls=1 or starttls=0",
            "smtp_url: at port 465 servers speak TLS from the first byte; write smtps://",
        ]),
        (f'smtp_url = "smtp://me:{SECRET}@mail.example.invalid?starttls=0"\n{MAIL}{READERS}', [
            "smtp_url: starttls=0 would send the password in the clear; leave it out",
        ]),
        (f'smtp_url = "smtp://me@mail.example.invalid?starttls=2"\n{MAIL}{READERS}', [
            "smtp_url: starttls is 1 or 0",
            "smtp_url: has a user without a password; write user:password@host",
        ]),
        (f'smtp_url = "smtps://me:a/{SECRET}@mail.example.invalid"\n{MAIL}{READERS}', [
            "smtp_url: its port is no number up to 65535; a / : @ or # in the password is written %2F %3A %40 %23",
        ]),
        ("[subscriptions.daily]\nweekday = 3", [
            'subscriptions.daily.weekday: only a weekly one has a day; write period = "week", or leave weekday out',
        ]),
        ('[subscriptions.daily]\nat = "08:00:30"', [
            'subscriptions.daily.at: 08:00:30 is to the minute at best; write "08:00"',
        ]),
        (f'smtp_url = "smtp://localhost"\n{READERS}'.replace('"a@b.example"', '"a@b.example", "a@b.example"'), [
            "subscriptions.daily.to: a@b.example stands there twice",
        ]),
        # against the sources
        ('[subscriptions.daily]\nsources = ["tibet_nc", "ndrc_gov_cn", "tibet_cn"]', [
            "subscriptions.daily.sources: no source is called 'tibet_nc'",
            "subscriptions.daily.sources: ndrc_gov_cn is switched off (enabled = false)",
        ]),
        ('seeds = "nowhere"', [
            "seeds: nowhere: no such folder of seed files; make it, or correct `seeds` in duikou.toml",
        ]),
        # against this machine
        ('home = "duikou.toml/home"', [
            "home: duikou.toml/home cannot be made: {folder}/duikou.toml is no folder",
        ]),
        (f'database_url = "postgresql+psycopg://me:{SECRET}@127.0.0.1:1/d"', [
            "database_url: postgresql+psycopg://me:***@127.0.0.1:1/d: cannot be reached: connection failed: connection"
            ' to server at "127.0.0.1", port 1 failed: Connection refused',
        ]),
        ('database_url = "sqlite:///:memory:"', [
            "database_url: database_url: write sqlite:///var/duikou.db or postgresql+psycopg://user@host/name;"
            " a database in memory would be lost",
        ]),
        ('database_url = "sqlite:///duikou.toml"', [
            "database_url: sqlite:///duikou.toml: is no SQLite database; set DUIKOU_DATABASE_URL or restore a backup",
        ]),
        ('home = "."\ndisk_budget = "1 B"', [
            "disk_budget: . takes 66 B of 1 B already: no crawl will begin",
        ]),
    ],
)  # fmt: skip
def test_all_that_is_wrong_in_one_go(say: Say, folder: Path, toml: str, lines: list[str]) -> None:
    code, said = say(CONTACT + toml)
    told = [line.removeprefix("duikou: ") for line in said if line.startswith("duikou: ")]
    assert (code, told) == (78, [line.format(folder=folder) for line in lines])


@pytest.mark.parametrize(
    ("toml", "line"),
    [
        ("", "contact: not set, so a site that we bother cannot tell us; write an address of yours"),
        ("delay = 0", "delay: 0 seconds is hard on the sites; leave it out, or write 1"),
        ("subscriptions = []", "subscriptions: none, so nobody gets a digest"),
        ('smtp_url = "smtp://localhost:1"', "smtp_url: is set, but no subscription names readers in `to`"),
        ('smtp_url = "smtp://localhost:1"', "smtp_url: nothing answers at localhost:1 now (Connection refused)"),
        ('via = "127.0.0.1:1"', "via: nothing answers at 127.0.0.1:1 now (Connection refused)"),
        (f'smtp_url = "smtp://localhost:1"\n{READERS}', "unsubscribe: not set; large mail services want to see"),
        ('disk_budget = "9000 TB"', "disk_budget: 9000.0 TB more are allowed, but only "),
    ],
)
def test_what_is_worth_a_second_look(say: Say, toml: str, line: str) -> None:
    code, said = say(toml)
    assert code == 0
    assert [each for each in said if each.startswith(f"look again: {line}")]


def test_the_health_address_that_is_not_ours(say: Say, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("DUIKOU_HEALTH", health := f"127.0.0.1:{taken.getsockname()[1]}")
        busy = f"duikou: health {health}: the port is taken; set DUIKOU_HEALTH to another one"
        assert say(CONTACT) == (78, [busy])
        with hold(folder / "var", "daemon"):
            assert is_held(folder / "var", "daemon")
            assert say(CONTACT) == (0, ["nothing is wrong"])  # it is our own daemon that has it
    monkeypatch.setenv("DUIKOU_HEALTH", "0.0.0.0:0")
    assert "look again: health: 0.0.0.0:0 answers whoever reaches this machine" in say(CONTACT)[1][0]


def test_seed_files_are_judged_too(say: Say, folder: Path) -> None:
    (folder / "mine").mkdir()
    wrong = 'title = "t"\npublisher = "p"\nkind = "news"\nenabledd = false\n'
    (folder / "mine" / "one.toml").write_text(wrong)
    (folder / "mine" / "two.toml").write_text(wrong.replace("enabledd", "timezone = 'Mars'\nenabled"))
    code, said = say(CONTACT + 'seeds = "mine"')
    assert code == 78
    assert [line.partition("mine/")[2][:17] for line in said] == ["one.toml: enabled", "two.toml: timezon"]


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, folder: Path) -> str:
    server = request.getfixturevalue("postgres") if request.param == "postgresql" else ""
    url = make_postgres(server, f"checked_{time.monotonic_ns()}") if server else f"sqlite:///{folder}/var/duikou.db"
    open_database(url, home=folder / "var").close()
    return url


def set_revision(url: str, folder: Path, revision: str) -> None:
    database = open_database(url, home=folder / "var")
    with database.write() as connection:
        connection.exec_driver_sql(f"UPDATE alembic_version SET version_num = '{revision}'")
    database.close()


@pytest.mark.parametrize(
    ("revision", "code", "said"),
    [
        ("0001", 0, "look again: database_url: schema 0001, the newest is "),
        ("ffff", 78, "made by a newer duikou (schema ffff); update the program or restore a backup"),
    ],
)
def test_a_database_of_another_age(
    say: Say, folder: Path, database_url: str, revision: str, code: int, said: str
) -> None:
    toml = f'{CONTACT}database_url = "{database_url}"'
    assert say(toml) == (0, ["nothing is wrong"])
    set_revision(database_url, folder, revision)
    answered, lines = say(toml)
    assert (answered, len(lines)) == (code, 1 if code else 2)
    assert said in lines[0]


def test_a_database_that_is_being_written_is_read_whole(folder: Path) -> None:
    url = f"sqlite:///{folder}/var/duikou.db"
    open_database(url, home=folder / "var").close()
    writer = sqlite3.connect(folder / "var" / "duikou.db")
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("UPDATE alembic_version SET version_num = '0001'")
    writer.commit()
    with left_alone(url) as connection:
        assert connection is not None
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == "0001"
    writer.close()


def test_as_json(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIKOU_SMTP_URL", f"smtps://me:{SECRET}@mail.example.invalid")
    monkeypatch.setenv("DUIKOU_DATABASE_URL", f"postgresql+psycopg://127.0.0.1:1/d?user=me&password={SECRET}")
    assert run(["check-config", "--json"]) == 78
    out, err = capsys.readouterr()
    assert SECRET not in out + err
    told = json.loads(out)
    assert told["smtp_url"] == "smtps://me:***@mail.example.invalid"
    assert told["database_url"].endswith("password=***")
    assert len(told["problems"]) == 1
    assert told["notices"]
