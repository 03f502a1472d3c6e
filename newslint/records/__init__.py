"""Records as documents: the lines of JSONL, the objects of a JSON array, the rows of a table, mappings."""
