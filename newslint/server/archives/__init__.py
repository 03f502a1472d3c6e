"""The articles of projects in memory: what one edit sets off, equal to a run over all of them."""
