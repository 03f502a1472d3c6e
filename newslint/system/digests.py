"""BLAKE2 as `hashlib` has it, which loads OpenSSL first: that takes longer than examining an article does."""

try:
    from _blake2 import blake2b
except ImportError:  # a Python that keeps it elsewhere
    from hashlib import blake2b

__all__ = ["blake2b"]
