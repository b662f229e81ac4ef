"""What a person meets at the door: help, typos, errors in one line, exit codes, and nothing written by a mistake."""

import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from scheduler.__main__ import run
from scheduler.commands.unbuilt import TO_COME
from tests.scheduler.conftest import Command, environment, everything_in

CONTRACT = (
    "demo crawl run worker digest serve clean stories sources search export totals review reclean status doctor"
    " check-config forget backup restore"
).split(" ")


def test_help_names_every_command_and_gives_examples_first(started: Command) -> None:
    shown = started("--help")
    assert shown.code == 0
    assert shown.out.index("Examples:") < shown.out.index("Options:") < shown.out.index("Commands:")
    assert set(CONTRACT) <= {line.split()[0] for line in shown.out.split("Commands:")[1].splitlines() if line.strip()}


@pytest.mark.parametrize("command", sorted(set(CONTRACT) - set(TO_COME) - {"sources"}))
def test_each_help_begins_with_examples(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert run([command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.split("\n\n")[1].startswith(f"  Examples:\n    duikou {command}")


def test_help_loads_nothing_heavy() -> None:
    heavy = "{'scrapy', 'twisted', 'sqlalchemy', 'lxml', 'opencc', 'apscheduler', 'uvicorn', 'jinja2', 'numpy'}"
    show = "import sys; from scheduler.app import app; app(['--help'], standalone_mode=False)"
    code = f"{show}; print({heavy} & set(sys.modules))"
    shown = subprocess.run(
        [sys.executable, "-c", code], env=environment({}), capture_output=True, text=True, timeout=300, check=True
    )
    assert shown.stdout.splitlines()[-1] == "set()"


@pytest.mark.parametrize("command", TO_COME)
def test_what_is_not_built_says_so(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert run([command, "--some", "x"]) == 2
    assert capsys.readouterr().err == f"duikou: `duikou {command}` is not built yet; duikou --help shows what is\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("crwal",), "No such command 'crwal'. Did you mean 'crawl'?"),
        (("crawl", "--dryrun"), "No such option: --dryrun (Possible options: --dry-run)"),
        (("crawl", "tibet_nc"), "no source is called 'tibet_nc'; did you mean 'tibet_cn'"),
        (("crawl", "零"), "no source is called '零'; known: "),
        (("crawl", "--via", "nonsense"), "via: write HOST:PORT, e.g. 127.0.0.1:8080"),
        (("digest", "--subscription", "dialy"), "no subscription is called 'dialy'; did you mean 'daily'?"),
        (("digest", "--on", "2026-02-30"), "2026-02-30"),
        (("digest", "--format", "pdf"), "pdf"),
        (("export", "nonsense"), "nonsense"),
        (("export", "reports", "--since", "yesterday"), "yesterday"),
        (("clean",), "Missing argument"),
    ],
)
def test_wrong_usage_is_one_line_and_writes_nothing(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == (78 if "--via" in arguments else 2)
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert said in err
    assert everything_in(tmp_path) == []


@pytest.mark.parametrize("command", ["crawl", "run", "digest", "status"])
def test_a_wrong_configuration_is_one_line_and_writes_nothing(duikou: Command, tmp_path: Path, command: str) -> None:
    (tmp_path / "duikou.toml").write_text('hoem = "elsewhere"\n')
    answer = duikou(*command.split())
    assert (answer.code, answer.line) == (78, "duikou: duikou.toml: unknown key 'hoem'; did you mean 'home'?")
    assert everything_in(tmp_path) == ["duikou.toml"]


@pytest.mark.parametrize("command", ["crawl", "run", "digest"])
def test_a_subscription_to_an_unknown_source_is_a_wrong_configuration(
    duikou: Command, tmp_path: Path, command: str
) -> None:
    (tmp_path / "duikou.toml").write_text('[subscriptions.daily]\nsources = ["tibet_nc"]\n')
    answer = duikou(command)
    assert answer.code == 78
    assert answer.line.startswith("duikou: subscriptions.daily.sources: no source is called 'tibet_nc'; did you mean")
    assert everything_in(tmp_path) == ["duikou.toml"]


def test_a_configuration_that_is_named_must_be_there(duikou: Command, tmp_path: Path) -> None:
    answer = duikou("status", DUIKOU_CONFIG="gone.toml")
    assert answer.code == 78
    assert "gone.toml: cannot be read (DUIKOU_CONFIG names it)" in answer.line
    assert everything_in(tmp_path) == []


def test_an_unexpected_error_is_one_line_and_tells_where_if_asked(duikou: Command, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<title>对口支援</title>")
    broken = "import scheduler.given as g\ndef boom(*a, **k): raise KeyError('x')\ng.article_in = boom\n"
    start = f"import sys; {broken}".replace("; import", "\nimport") + (
        "from scheduler.__main__ import run\nsys.exit(run(['clean', 'page.html', *sys.argv[1:]]))"
    )

    def call(*more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", start, *more],
            cwd=tmp_path, env=environment({}), capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip

    short, long = call(), call("-v")
    assert (short.returncode, long.returncode) == (1, 1)
    assert short.stderr == "duikou: unexpected KeyError: 'x'; the same with -v shows where\n"
    assert "Traceback" in long.stderr


def test_an_interrupt_is_clean(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "scheduler", "clean", "-"],
        cwd=tmp_path, env=environment({}), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - jobs behind `&` ignore it
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout
        process.stdin.write(b'{"url": "http://a.example/1", "text": "\xe6\x8f\xb4\xe8\x97\x8f"}\n')
        process.stdin.flush()
        assert process.stdout.readline()  # it is at work, and did not wait for the end of its input
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=300)
    assert (process.returncode, err.decode()) == (130, "duikou: stopped\n")


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    line = b'{"url": "http://a.example/1", "text": "' + "援藏干部。".encode() * 20000 + b'"}\n'
    command = f"{sys.executable} -m scheduler clean - | head -c 10; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["/bin/bash", "-c", command],
        cwd=tmp_path, env=environment({}), input=line * 3, capture_output=True, timeout=300, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_full_disk_under_stdout_is_74(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "scheduler", "sources", "list"],
            cwd=tmp_path, env=environment({}), stdout=full, stderr=subprocess.PIPE, text=True, timeout=300, check=False,
        )  # fmt: skip
    assert done.returncode == 74
    assert "the disk is full" in done.stderr
    assert len(done.stderr.splitlines()) == 1
