"""The table of image services; its rows are data, and each shows what it means by examples."""

from newslint.knowledge.image_services.content import CONTENT
from newslint.knowledge.image_services.delivery import DELIVERY
from newslint.knowledge.image_services.forms import Service
from newslint.knowledge.image_services.publishers import PUBLISHERS

SERVICES: tuple[Service, ...] = (*PUBLISHERS, *DELIVERY, *CONTENT)
