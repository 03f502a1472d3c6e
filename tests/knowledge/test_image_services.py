"""Rows of the table of image services: each shows by examples what it means."""

import pytest
from counting import LINEAR, Work, growth

from newslint.knowledge.image_services.forms import Example, Form, Service
from newslint.knowledge.image_services.proof import NOTHING
from newslint.knowledge.image_services.reading import may_prove, prove, read_with
from newslint.knowledge.image_services.table import SERVICES
from newslint.knowledge.image_url_aspect import aspect_hint
from newslint.knowledge.image_url_size import size_hint

EXAMPLES = [example for service in SERVICES for example in service.examples]
FORMS = [(service, form) for service in SERVICES for form in service.forms]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.url for example in EXAMPLES])
def test_examples_mean_what_the_row_says(example: Example) -> None:
    hint, shape = size_hint(example.url), aspect_hint(example.url)
    assert (hint and hint[:3]) == ((example.width, example.height, example.bound) if example.bound else None)
    assert (shape and shape[:2]) == example.shape
    for found in (hint, shape):
        assert found is None or 0 < found.start < found.end <= len(example.url)


@pytest.mark.parametrize(("service", "form"), FORMS)
def test_every_form_has_an_example(service: Service, form: Form) -> None:
    proofs = [read_with(form, example.url) for example in service.examples]
    assert [proof for proof in proofs if proof and proof != NOTHING]


@pytest.mark.parametrize("service", SERVICES, ids=[service.name for service in SERVICES])
def test_every_service_has_a_source_and_an_example(service: Service) -> None:
    assert service.source
    assert any(example.bound for example in service.examples)
    # What tells the service apart, if its forms do not hold for all hosts.
    assert bool(service.forms) == bool(service.hosts or service.marks)


def test_names_differ() -> None:
    names = [service.name for service in SERVICES]
    assert len(set(names)) == len(names)
