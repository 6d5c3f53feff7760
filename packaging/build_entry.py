"""Where the frozen program begins."""

import os
import sys

from editor.cli.main import main

if __name__ == "__main__":
    for stream in ("stdout", "stderr"):  # a window of Windows has neither
        if getattr(sys, stream) is None:
            setattr(sys, stream, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    main()
