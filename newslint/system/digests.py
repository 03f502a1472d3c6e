"""BLAKE2 without OpenSSL, which takes longer to load than an article to examine; open it to hash."""

try:
    from _blake2 import blake2b
except ImportError:  # a Python that keeps it elsewhere
    from hashlib import blake2b

__all__ = ["blake2b"]
