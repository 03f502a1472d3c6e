"""Headers of `Key: value` lines, the language of front matter in Pelican and MultiMarkdown."""
