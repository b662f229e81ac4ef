"""What readers get: digests, mail, feeds, exports."""
