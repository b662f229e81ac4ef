"""Every broken configuration gets one line that says where, what and what to write instead."""

from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.errors import ConfigurationError
from seeds.fields import size_text
from seeds.settings import KEYS, Settings, read_settings, settings_from

BROKEN = [
    ('hoem = "a"', "duikou.toml: unknown key 'hoem'; did you mean 'home'?"),
    ('Timezone = "Asia/Shanghai"', "duikou.toml: unknown key 'Timezone'; did you mean 'timezone'?"),
    ("zzz = 1", f"duikou.toml: unknown key 'zzz'; known: {', '.join(KEYS)}"),
    ("home = 3", "duikou.toml: home: write a path in quotes (now: '3')"),
    ("[home]\na = 1", "duikou.toml: home: write a path in quotes (now: \"{'a': 1}\")"),
    (
        'home = "~/news"',
        "duikou.toml: home: write the path in full: ~ and control characters are not read (now: '~/news')",
    ),
    (
        'database_url = "mysql://me:secret@h/d"',
        "duikou.toml: database_url: write sqlite:///path/to/file.db or postgresql+psycopg://user:password@host/name",
    ),
    (
        'smtp_url = "http://me:secret@h"',
        "duikou.toml: smtp_url: write smtp://user:password@host:587?starttls=1 or smtps://user:password@host:465",
    ),
    (
        'mail_from = "Duikou <a@b.example>"',
        "duikou.toml: mail_from: write a bare mail address, e.g. news@example.org (now: 'Duikou <a@b.example>')",
    ),
    (
        'mail_from = "a@b.example\\r\\nBcc: c@d.example"',
        "duikou.toml: mail_from: write one line without control characters (now: 'a@b.example\\r\\nBcc: c@d.example')",
    ),
    ('timezone = "Mars"', "duikou.toml: timezone: not a time zone; write e.g. Asia/Shanghai (now: 'Mars')"),
    ('timezone = "Asia"', "duikou.toml: timezone: not a time zone; write e.g. Asia/Shanghai (now: 'Asia')"),
    ('timezone = "../etc"', "duikou.toml: timezone: not a time zone; write e.g. Asia/Shanghai (now: '../etc')"),
    ('via = "http://a:80"', "duikou.toml: via: write HOST:PORT, e.g. 127.0.0.1:8080 (now: 'http://a:80')"),
    ('via = ":80"', "duikou.toml: via: write HOST:PORT, e.g. 127.0.0.1:8080 (now: ':80')"),
    ('via = "a:８０"', "duikou.toml: via: write HOST:PORT, e.g. 127.0.0.1:8080 (now: 'a:８０')"),
    ('health = "h:99999"', "duikou.toml: health: a port is at most 65535 (now: 'h:99999')"),
    ('contact = "a\\nb"', "duikou.toml: contact: write one line without control characters (now: 'a\\nb')"),
    ("delay = -1", "duikou.toml: delay: should be greater than or equal to 0 (now: '-1')"),
    ("delay = nan", "duikou.toml: delay: should be greater than or equal to 0 (now: 'nan')"),
    ("delay = inf", "duikou.toml: delay: should be a finite number (now: 'inf')"),
    ("at_once = 0", "duikou.toml: at_once: should be greater than or equal to 1 (now: '0')"),
    ("at_once = true", "duikou.toml: at_once: write a number (now: 'True')"),
    ("subscriptions = 3", 'duikou.toml: subscriptions: write a list, e.g. ["one", "two"] (now: \'3\')'),
    ("[subscriptions]\nweekly = 3", "duikou.toml: subscriptions.weekly: write a table [subscriptions.NAME]"),
    (
        '[[subscriptions]]\nname = "a"\n[[subscriptions]]\nname = "a"',
        "duikou.toml: subscriptions: two subscriptions are named 'a'; each issue's number and place hang on its name"
        " (now: \"[{'name': 'a'}, {'name': 'a'}]\")",
    ),
    (
        "[subscriptions.w]\nat = 8",
        "duikou.toml: subscriptions.w.at: write a local time in quotes, e.g. \"08:00\" (now: '8')",
    ),
    (
        '[subscriptions.w]\nperoid = "week"',
        "duikou.toml: subscriptions.w: unknown key 'peroid'; did you mean 'period'?",
    ),
    (
        '[subscriptions.w]\nperiod = "year"',
        "duikou.toml: subscriptions.w.period: should be 'day', 'week' or 'month' (now: 'year')",
    ),
    (
        '[subscriptions.w]\nto = "a@b.example"',
        'duikou.toml: subscriptions.w.to: write a list, e.g. ["one", "two"] (now: \'a@b.example\')',
    ),
    (
        '[subscriptions.w]\nto = ["a"]',
        "duikou.toml: subscriptions.w.to.0: write a bare mail address, e.g. news@example.org (now: 'a')",
    ),
    (
        '[subscriptions."每日"]',
        "duikou.toml: subscriptions.每日.name: write small letters, digits, _ or -, a letter first (now: '每日')",
    ),
    (
        "[subscriptions.w]\nweekday = 8",
        "duikou.toml: subscriptions.w.weekday: should be less than or equal to 7 (now: '8')",
    ),
]


@pytest.mark.parametrize(("toml", "line"), BROKEN, ids=[case[0].replace("\n", " ") for case in BROKEN])
def test_a_broken_file_gets_one_line(toml: str, line: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        settings_from(toml, {})
    assert str(error.value) == line


@pytest.mark.parametrize(
    ("environ", "line"),
    [
        ({"DUIKOU_HOEM": "a"}, "environment: unknown variable 'DUIKOU_HOEM'; did you mean 'DUIKOU_HOME'?"),
        (
            {"DUIKOU_TIMEZONE": "Mars"},
            "DUIKOU_TIMEZONE: timezone: not a time zone; write e.g. Asia/Shanghai (now: 'Mars')",
        ),
        (
            {"DUIKOU_AT_ONCE": "two"},
            "DUIKOU_AT_ONCE: at_once: should be a valid integer, unable to parse string as an integer",
        ),
        ({"DUIKOU_SUBSCRIPTIONS": "{"}, "DUIKOU_SUBSCRIPTIONS: not valid JSON: Expecting property name"),
        (
            {"DUIKOU_SUBSCRIPTIONS": '{"w": {"at": 8}}'},
            "DUIKOU_SUBSCRIPTIONS: subscriptions.w.at: write a local time in quotes",
        ),
    ],
)
def test_a_broken_variable_is_named(environ: dict[str, str], line: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        settings_from("", environ)
    assert str(error.value).startswith(line)


@pytest.mark.parametrize(
    "toml", ["x =", 'home = "a"\nhome = "b"', 'home = "half sav', "[subscriptions", "\u200bhome = 1"]
)
def test_what_is_no_toml_is_said_to_be_none(toml: str) -> None:
    with pytest.raises(ConfigurationError, match=r"^duikou\.toml: not valid TOML: .* \(at (line \d+|end)"):
        settings_from(toml, {})


def test_an_environment_wins_over_the_file_and_an_empty_variable_is_none() -> None:
    found = settings_from('timezone = "UTC"\nat_once = 3', {"DUIKOU_AT_ONCE": "4", "DUIKOU_TIMEZONE": ""})
    assert (found.at_once, found.timezone) == (4, "UTC")


def test_no_file_and_no_variable_give_the_defaults() -> None:
    assert settings_from("", {"PATH": "/bin"}) == Settings()
    assert Settings().database == "sqlite:///var/duikou.db"


def test_subscriptions_by_table_know_their_names() -> None:
    weekly_table = '[subscriptions.weekly]\nperiod = "week"\nat = "7:30"\nto = ["a@b.example"]\n'
    toml = weekly_table + "[subscriptions.daily]\nat = 06:00:00"
    weekly, daily = settings_from(toml, {}).subscriptions
    assert (weekly.name, weekly.at, weekly.to) == ("weekly", time(7, 30), ("a@b.example",))
    assert (daily.name, daily.at) == ("daily", time(6))


@pytest.mark.parametrize("secret", ["hunter2"])
@pytest.mark.parametrize("key", ["smtp_url", "database_url"])
def test_no_message_shows_a_password(key: str, secret: str) -> None:
    with pytest.raises(ConfigurationError) as error:
        settings_from(f'{key} = "ftp://me:{secret}@h"', {})
    assert secret not in str(error.value)


@given(key=st.text(min_size=1), value=st.text())
def test_a_message_is_always_one_line(key: str, value: str) -> None:
    for environ in ({f"DUIKOU_{key}": value or "x"}, {"DUIKOU_HOME": f"~{key}"}):
        with pytest.raises(ConfigurationError) as error:
            settings_from("", environ)
        assert len(str(error.value).splitlines()) == 1


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigurationError, match=r"gone\.toml: cannot be read \(DUIKOU_CONFIG names it\): No such file"
    ):
        read_settings({"DUIKOU_CONFIG": "gone.toml"}, tmp_path)
    assert read_settings({}, tmp_path) == Settings()


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"\xb6\xd4\xbf\xda = 1", "not UTF-8 at byte 0; save it as UTF-8"),
        (b"at_once = 'x'", "at_once: should be a valid"),
    ],
)
def test_a_file_on_disk_is_named_in_the_line(tmp_path: Path, content: bytes, line: str) -> None:
    (tmp_path / "duikou.toml").write_bytes(content)
    with pytest.raises(ConfigurationError) as error:
        read_settings({}, tmp_path)
    assert line in str(error.value)
    assert "duikou.toml" in str(error.value)


def test_a_byte_order_mark_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "duikou.toml").write_bytes(b"\xef\xbb\xbfat_once = 5")
    assert read_settings({}, tmp_path).at_once == 5


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (566_624, "566.6 kB"),
        (20 * 10**9, "20.0 GB"),
        (9 * 10**15, "9000.0 TB"),
    ],
)
def test_sizes_are_shown_in_a_unit_that_fits(count: int, text: str) -> None:
    assert size_text(count) == text
