"""How the system is built, started and fronted; no service imports this."""
