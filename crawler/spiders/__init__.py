"""Spiders by way of access; a source is data, so there is none for a site."""
