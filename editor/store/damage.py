"""What is said inside the store of rows that make no volume."""


class DamagedRows(ValueError):
    """Rows no volume can be built from."""
