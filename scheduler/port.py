"""The port of the health addresses: taken first, so that a busy one is said before anything is written."""

import errno
import os
import socket

from seeds.errors import BusyError, ConfigurationError


def bind(address: str) -> socket.socket:
    """A listening socket on HOST:PORT. Raises BusyError if it is taken, ConfigurationError if it cannot be ours."""
    host, _, port = address.rpartition(":")
    family = socket.AF_INET6 if host.startswith("[") else socket.AF_INET
    try:
        return socket.create_server((host.strip("[]"), int(port)), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise BusyError(f"health {address}: the port is taken; set DUIKOU_HEALTH to another one") from error
        raise ConfigurationError(f"health {address}: cannot listen there: {os.strerror(error.errno or 0)}") from error
