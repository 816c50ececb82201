"""The audit as its owner reads it, and the chain that shows whether anybody rewrote it."""
