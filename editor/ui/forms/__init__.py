"""表样管理: the forms with their versions, packs taken in from a stick and taken back."""
