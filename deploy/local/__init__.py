"""The native runner: the whole system on one machine without containers."""
