"""Ten shops, a thousand, ten thousand: what grows with them, and what must not."""
