"""Documents to findings, in memory."""
