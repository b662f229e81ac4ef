"""When: the front door (`duikou …`), the daemon and its jobs."""
