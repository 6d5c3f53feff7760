"""What the exit codes mean; scripts rely on them."""

DONE, FINDINGS, BAD_USAGE, UNUSABLE, INTERRUPTED = 0, 1, 2, 3, 130
