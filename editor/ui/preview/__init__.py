"""Takes the pages of the bridge and gives the panel that shows them beside what is being edited."""
