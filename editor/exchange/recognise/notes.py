"""Takes a reader's notes and gives them to the journal, and what Word's contents fields named."""

from editor.exchange.raw import RawDocument
from editor.exchange.readers.text import FIELD_NOTE
from editor.exchange.recognise.journal import Journal


def tell_notes(document: RawDocument, journal: Journal) -> None:
    """Each note of the reader: what it put right is mended, what it left out with its text is not understood."""
    for note in document.notes:
        if note.text == FIELD_NOTE:
            journal.tally("mended", note.text, note.where, note.before, note.after)
        elif note.after:
            journal.mended(note.text, note.where, note.before, note.after)
        elif note.before:
            journal.unknown(note.text, note.where, note.before)
        else:
            journal.doubtful(note.text, note.where)


def contents_fields(document: RawDocument) -> dict[int | None, str]:
    """Line → what a contents field (TC) there called it."""
    return {note.where.line: note.after for note in document.notes if note.text == FIELD_NOTE and note.after}
