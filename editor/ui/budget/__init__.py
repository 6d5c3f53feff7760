"""Takes the budget tables of a session and gives the pages they are written and looked at on."""
