"""What the system is measured to do on this machine: `make bench`, never part of the tests."""
