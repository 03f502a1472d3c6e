"""What is being typed at a place, in front matter that may be broken: then no parser can tell."""
