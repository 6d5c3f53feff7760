"""Takes blocks and fonts and gives pages of positioned boxes; every text box knows its field and its characters."""
