"""What the values of `duikou.toml` may be: types for pydantic, each with a message that says what to write."""

import re
from datetime import time
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field


def zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("not a time zone; write e.g. Asia/Shanghai") from error
    return name


def host_and_port(text: str) -> str:
    host, colon, port = text.rpartition(":")
    if not (re.fullmatch(r"[\w.-]+|\[[0-9A-Fa-f:.]+\]", host) and colon and re.fullmatch(r"[0-9]{1,5}", port)):
        raise ValueError("write HOST:PORT, e.g. 127.0.0.1:8080")
    if int(port) > 65535:
        raise ValueError("a port is at most 65535")
    return text


def one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("write one line without control characters")
    return text


def mail_address(text: str) -> str:
    if not re.fullmatch(r"[^@\s<>,;]+@[^@\s<>,;]+", one_line(text)):
        raise ValueError("write a bare mail address, e.g. news@example.org")
    return text


def plain_path(path: Path) -> Path:
    if str(path).startswith("~") or not str(path).isprintable():
        raise ValueError("write the path in full: ~ and control characters are not read")
    return path


def database_address(text: str) -> str:
    if not re.match(r"sqlite:///.|postgresql\+psycopg://.", text):
        raise ValueError("write sqlite:///path/to/file.db or postgresql+psycopg://user:password@host/name")
    return text


def smtp_address(text: str) -> str:
    if not re.match(r"smtps?://[^/\s]+", text):
        raise ValueError("write smtp://user:password@host:587?starttls=1 or smtps://user:password@host:465")
    return text


def leave_address(text: str) -> str:
    if not re.match(r"(https://[^/\s<>]+|mailto:[^\s<>]+@)[^\s<>]+$", text):
        raise ValueError("write https://… or mailto:…, where readers can leave")
    return text


def web_folder(text: str) -> str:
    if not re.match(r"https?://[^/\s<>@]+(/[^\s<>?#]*)?$", text):
        raise ValueError("write https://…/, the address under which <home>/digests is on the web")
    return text if text.endswith("/") else f"{text}/"


def number(value: object) -> object:
    if isinstance(value, bool):  # pydantic would read true as 1
        raise ValueError("write a number")
    return value


def clock_time(value: object) -> object:
    # pydantic reads a bare number as seconds after midnight: `at = 8` would be 00:00:08.
    if not isinstance(value, str | time) or (isinstance(value, time) and value.tzinfo):
        raise ValueError('write a local time in quotes, e.g. "08:00"')
    return f"0{value}" if isinstance(value, str) and re.match(r"\d:", value) else value


SIZE = re.compile(r"(\d{1,15})\s*([kMGT]?B)?")
BYTES = {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12}


def size(value: object) -> object:
    """`20 GB` as bytes. A bare number is bytes only as text, from the environment: `disk_budget = 20` is a slip."""
    match = SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError('write a size in quotes, e.g. "20 GB"')
    return int(match[1]) * BYTES[match[2] or "B"]


def size_text(count: int) -> str:
    """Bytes in the largest unit of which there is one whole: `566.6 kB`."""
    unit = max((unit for unit, worth in BYTES.items() if worth <= count), key=BYTES.__getitem__, default="B")
    return f"{count} B" if unit == "B" else f"{count / BYTES[unit]:.1f} {unit}"


Size = Annotated[int, BeforeValidator(size), Field(gt=0)]
Zone = Annotated[str, AfterValidator(zone)]
HostPort = Annotated[str, AfterValidator(host_and_port)]
Line = Annotated[str, AfterValidator(one_line)]
Mail = Annotated[str, AfterValidator(mail_address)]
Folder = Annotated[Path, AfterValidator(plain_path)]
Whole = Annotated[int, BeforeValidator(number)]
Seconds = Annotated[float, BeforeValidator(number), Field(ge=0, allow_inf_nan=False)]
ClockTime = Annotated[time, BeforeValidator(clock_time)]
DatabaseAddress = Annotated[str, AfterValidator(database_address)]
MailServer = Annotated[str, AfterValidator(smtp_address)]
LeaveAddress = Annotated[str, AfterValidator(leave_address)]
WebFolder = Annotated[str, AfterValidator(web_folder)]
