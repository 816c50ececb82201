"""How a letter leaves: each channel behind one interface."""
