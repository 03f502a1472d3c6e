"""The Python API: texts, files and records in, frozen results out, without a word or a file of its own."""
