"""What addresses of known image services prove: a table of services and their forms, and what reads it."""
