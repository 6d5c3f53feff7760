"""Whether 大写锁定 is on, asked of the system where it tells."""

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_LEDS = Path("/sys/class/leds")
_VK_CAPITAL = 0x14


def caps_lock_reader() -> Callable[[], bool]:
    """A function that says whether it is on; where the system does not tell, always False."""
    if sys.platform == "win32":
        import ctypes

        return lambda: bool(ctypes.windll.user32.GetKeyState(_VK_CAPITAL) & 1)
    lights: list[Path] = []
    with suppress(OSError):
        lights = [light / "brightness" for light in _LEDS.glob("*::capslock")]
    return lambda: any(_lit(light) for light in lights)


def _lit(light: Path) -> bool:
    with suppress(OSError):
        return light.read_text("ascii").strip() not in ("", "0")
    return False
