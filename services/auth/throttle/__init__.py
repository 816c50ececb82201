"""Who tried too often waits, and nobody waits because of what somebody else tried."""
