"""The product beside its peer and the floor, by the same load, on the same server, in turns."""
