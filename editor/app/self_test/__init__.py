"""Takes an empty folder and gives lines of a report: whether the program, as it is installed here, can do its work."""
