"""Takes the session and gives the page of what belongs to the whole volume: cover, department, year, units."""
