"""What we hold: the only SQL of the house, and the archive of pages as fetched."""
