"""The system in containers, as `make compose-test` starts it."""
