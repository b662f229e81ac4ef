"""What settings say against each other. Pure: no file, network or clock is asked."""

from collections.abc import Iterator
from datetime import time
from urllib.parse import parse_qs, urlsplit

from seeds.settings import Settings, Subscription
from seeds.source import Source

DEFAULT_SENDER = Settings.__dataclass_fields__["mail_from"].default
HOME_HOSTS = {"localhost", "127.0.0.1", "::1"}
ANYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104 - looked for, not listened at


def contradictions(settings: Settings) -> Iterator[str]:
    """What cannot be as it is: something that is asked for would not happen. One line each, beginning with the key."""
    yield from _mail(settings)
    if settings.via and settings.via == settings.health:
        yield f"via: {settings.via} is our own health address; write the proxy's"
    for subscription in settings.subscriptions:
        yield from _subscription(subscription)


def doubts(settings: Settings, sources: tuple[Source, ...]) -> Iterator[str]:
    """What can be meant so, but rarely is."""
    if not settings.subscriptions:
        yield "subscriptions: none, so nobody gets a digest"
    if not any(source.enabled for source in sources):
        yield "no source is enabled, so nothing is crawled"
    if settings.smtp_url and not any(each.to for each in settings.subscriptions):
        yield "smtp_url: is set, but no subscription names readers in `to`: nothing is mailed"
    if any(each.to for each in settings.subscriptions) and settings.smtp_url and not settings.unsubscribe:
        yield "unsubscribe: not set; large mail services want to see where readers can leave"
    if not settings.contact and not settings.via:
        yield "contact: not set, so a site that we bother cannot tell us; write an address of yours"
    if settings.delay is not None and settings.delay < 0.5 and not settings.via:
        yield f"delay: {settings.delay:g} seconds is hard on the sites; leave it out, or write 1"
    if urlsplit(f"//{settings.health}").hostname in ANYWHERE:
        yield f"health: {settings.health} answers whoever reaches this machine; 127.0.0.1 is meant for its own"


def unknown_sources(settings: Settings, sources: tuple[Source, ...]) -> Iterator[str]:
    """Subscriptions to sources that there are not, or that are switched off."""
    enabled = {source.name: source.enabled for source in sources}
    for subscription in settings.subscriptions:
        for name in subscription.sources:
            if name not in enabled:
                yield f"subscriptions.{subscription.name}.sources: no source is called {name!r}"
            elif not enabled[name]:
                yield f"subscriptions.{subscription.name}.sources: {name} is switched off (enabled = false)"


def _mail(settings: Settings) -> Iterator[str]:
    readers = [each.name for each in settings.subscriptions if each.to]
    if readers and not settings.smtp_url:
        yield f"smtp_url: not set, but {', '.join(readers)} has readers in `to`: they would get nothing"
    if settings.smtp_url is None:
        return
    host = urlsplit(settings.smtp_url).hostname
    if settings.mail_from == DEFAULT_SENDER and readers and host not in HOME_HOSTS:
        yield f"mail_from: not set; {host} will not take letters from {DEFAULT_SENDER}"
    yield from _server(settings.smtp_url)


def _server(url: str) -> Iterator[str]:
    """Without the address: it may hold a password."""
    parts = urlsplit(url)
    options = parse_qs(parts.query, keep_blank_values=True)
    try:
        port = parts.port
    except ValueError:
        yield "smtp_url: its port is no number up to 65535; a / : @ or # in the password is written %2F %3A %40 %23"
        return
    if not parts.hostname:
        yield "smtp_url: names no host"
    if unknown := sorted(set(options) - {"starttls"}):
        yield f"smtp_url: unknown option {unknown[0]!r}; there is starttls=1 or starttls=0"
    if options.get("starttls", ["1"])[-1] not in {"0", "1"}:
        yield "smtp_url: starttls is 1 or 0"
    if port == 465 and parts.scheme == "smtp":
        yield "smtp_url: at port 465 servers speak TLS from the first byte; write smtps://"
    if parts.username and not parts.password:
        yield "smtp_url: has a user without a password; write user:password@host"
    if parts.username and options.get("starttls") == ["0"] and parts.scheme == "smtp":
        yield "smtp_url: starttls=0 would send the password in the clear; leave it out"


def _subscription(subscription: Subscription) -> Iterator[str]:
    where = f"subscriptions.{subscription.name}"
    if subscription.weekday != 1 and subscription.period != "week":
        yield f'{where}.weekday: only a weekly one has a day; write period = "week", or leave weekday out'
    twice = sorted({each for each in subscription.to if subscription.to.count(each) > 1})
    if twice:
        yield f"{where}.to: {twice[0]} stands there twice"
    if subscription.at != subscription.at.replace(second=0, microsecond=0):
        yield f"{where}.at: {subscription.at} is to the minute at best; write {_minute(subscription.at)}"


def _minute(at: time) -> str:
    return f'"{at:%H:%M}"'
