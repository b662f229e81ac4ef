"""What every request and answer passes: one concern a file."""
