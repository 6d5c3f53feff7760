"""Takes files and gives a Volume with an import report; takes blocks and gives docx and xlsx; Volume to and from JSON."""
