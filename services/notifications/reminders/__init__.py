"""Reminders of bookings: planned in the shop's own time, moved when the booking moves."""
