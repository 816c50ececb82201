"""A person's own account: the proof of his e-mail, his password, his name and language."""
