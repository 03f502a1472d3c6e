"""The fast validator, loaded when something first asks for it; open it for an interrupt that comes meanwhile.

Import it where it is used: loading takes a tenth of the time in which one sound article is checked.
"""

from newslint.system.interrupts import held_back

with held_back():  # a library in Rust panics when it is interrupted while it is loaded
    import jsonschema_rs as jsonschema_rs  # noqa: PLC0414 - it is what this module is for

__all__ = ["jsonschema_rs"]
