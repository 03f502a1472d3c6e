"""Facts of the world: addresses, encodings, dates, image services. Nothing here knows a document."""
