"""Takes a Composition and gives the bytes of a .docx or .xlsx, with notes on what could not be written as it is."""
