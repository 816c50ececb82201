"""Messages that a person sends: the shop presses their links, one by one."""
