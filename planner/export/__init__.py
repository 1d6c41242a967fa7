"""What leaves the house: calendars and the printable report."""
