"""What stands where on a page: title, body, captions, date, publisher, people; by structure, not by site."""
