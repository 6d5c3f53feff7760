"""Takes positioned boxes and gives a PDF; decides nothing."""
