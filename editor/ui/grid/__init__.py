"""Takes the indicator model of a session and gives the grid in which the clerk writes the table."""
