"""Takes a session and gives the dialogs that export it to a file and print it."""
