"""All tables together, for who makes, compares or empties the whole database."""

from sqlalchemy import MetaData

from store import crawl_tables, issue_tables, naming, tables

OF = (crawl_tables, issue_tables, tables)  # loaded, and so entered
metadata: MetaData = naming.metadata
