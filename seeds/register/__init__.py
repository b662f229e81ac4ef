"""Whom we know: places, pairings, batches, sectors, units, publishers. Data with sources, and the types it becomes."""
