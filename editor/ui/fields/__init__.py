"""Takes the session and a place of the volume and gives an editor of the entry that stands there."""
