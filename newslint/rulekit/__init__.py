"""What several rules share, and nobody else needs."""
