"""Parameters of queries that leave an image's size alone, whatever the service; open it to add one."""

import re

# Any other parameter may resize, and so does a harmless one with a size as its value (Squarespace:
# `format=1500w`). imgix signs with `s=`.
_HARMLESS = (
    r"[0-9]*=|(?:url|src|image|img|source)=[^?]*|s=[0-9a-f]{16,}|(?:_|v|ver|version|rev|ts?|time|timestamp|mtime|modified"
    r"|updated|cb|cache|nocache|hash|sig|sign|signature|itok|token|auth|key|expires|q|quality|auto|format|fm|strip|ssl"
    r"|ixlib|ixid|cs|lossless|progressive|compress|optimize|enable|download|text|id|ref|fbclid|gclid|utm_\w+|ar|rect"
    r"|overlay-[\w-]+|precrop|focal|fp-[xy]|[xy]|smart|gravity)=(?!.*\d\d(?:x\d|px|w$)).*"
)


def leaves_size_alone(key: str, value: str) -> bool:
    """Whether a query parameter, decoded, is known to change nothing of the size of an image."""
    return re.fullmatch(_HARMLESS, f"{key.lower()}={value}") is not None
