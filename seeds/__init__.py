"""Where we look and whom we know: data, and the types it becomes. Pure: no clock, network or environment."""
