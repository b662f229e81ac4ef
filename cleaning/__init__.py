"""What a page says: bytes to Article to Report. Pure: the moment is always an argument."""
