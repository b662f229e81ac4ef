"""One file a command. Heavy imports stand inside the functions, so that `duikou --help` answers at once."""
