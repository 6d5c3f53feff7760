"""Takes the words the program was started with and gives the running window: the one place where everything is wired."""
