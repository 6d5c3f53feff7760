"""Takes rows of one SQLite file and gives values, and the other way: opens, checks, locks, migrates, backs up."""
