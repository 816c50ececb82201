"""Ready schemas: built before anybody asks for them, claimed by a rename."""
