"""JSON, as Hugo, Hexo and pages in HTML begin with it."""
