"""The table of image services, of which each row is data; open it to see which groups of rows there are."""

from typing import Final

from newslint.knowledge.image_services.content import CONTENT
from newslint.knowledge.image_services.delivery import DELIVERY
from newslint.knowledge.image_services.forms import Service
from newslint.knowledge.image_services.publishers import PUBLISHERS

SERVICES: Final[tuple[Service, ...]] = (*PUBLISHERS, *DELIVERY, *CONTENT)
