"""What letters say: texts from catalogues, HTML and plain text from one source."""
