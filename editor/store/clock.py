"""The time of steps, locks and backups; handed in, so that tests can turn it."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]


def local_time() -> datetime:
    """Now, with the offset of the computer's time zone."""
    return datetime.now().astimezone()
