"""The parts of the window around the document: bars, docks, navigation, files and history."""
