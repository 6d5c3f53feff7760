"""Takes words of the command line and gives files, text and exit codes."""
