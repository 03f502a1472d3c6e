"""What fields, settings and comments may hold, and what an archive writes there: for completion and hover."""
