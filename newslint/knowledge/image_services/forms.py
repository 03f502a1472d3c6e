"""The columns of the table of image services; open it before you add a row.

Each form of a service's addresses names the *role* of every part that says something of the size:

- `width`, `height`: a side in pixels; 0 leaves it free.
- `longest`: both sides are at most this.
- `name`: a named size, which `Form.names` lists.
- `mode`: how the picture is fitted, which `Form.modes` lists.
- `density`: a factor for both sides.
- `source_width`, `source_height`: the size or the shape before anything is resized.
- `reshape`: changes the shape of the source, and no more.
- `_`: says nothing of the size.
"""

from collections.abc import Mapping

from newslint.knowledge.image_services.proof import Bound
from newslint.light_tuples import NamedTuple


class Form(NamedTuple):
    """One form of a service's addresses. Named groups of patterns have the name of their role.

    Two groups have other names: `options`, parameters that stand in the path or in one value of the query,
    and `base64`, the same in disguise. Where a pattern has neither, `roles` is about the query.

    Attributes:
        path: A pattern that the path must hold. Addresses inside the path are not searched.
        query: A pattern that the query must hold.
        last: The last match counts, not the first one.
        split: The characters between two options.
        joint: What stands between the name and the value of an option; empty where a letter begins the value.
        roles: The role of each option, or its roles in order, between blanks, if the value has parts.
        between: A pattern of what separates such parts.
        harmless: A pattern of options that leave the size alone. Any other one makes that nothing is proven.
        modes: What each way of fitting makes of two sides. Any other one makes that nothing is proven. One
            side alone is an upper bound, since services don't enlarge.
        names: Width, height and bound of each named size.
        whole: The modes that keep the shape of the source.
        served: Whether the source is served as it is where nothing resizes it.
    """

    path: str = ""
    query: str = ""
    last: bool = False
    split: str = ","
    joint: str = "="
    roles: Mapping[str, str] = {}
    between: str = "x"
    harmless: str = ""
    modes: Mapping[str, Bound] = {"": "upper"}
    names: Mapping[str, tuple[int, int, Bound]] = {}
    whole: tuple[str, ...] = ()
    served: bool = False


class Example(NamedTuple):
    """An address and what it proves; a bound of None stands for no size. A test reads every example."""

    url: str
    width: int | None = None
    height: int | None = None
    bound: Bound | None = None
    shape: tuple[float, float] | None = None


class Service(NamedTuple):
    """A service, or a program that sites run.

    Attributes:
        name: As its makers write it, without what they say behind it ("Image CDN").
        source: Where the facts come from: a documentation, its code, or what its addresses show.
        examples: Addresses of every form.
        forms: How its addresses look; the first form that finds a size decides. Without forms, the service
            has the ones that sites share on any host, which `image_url_size` and `image_url_aspect` read.
    """

    name: str
    source: str
    examples: tuple[Example, ...]
    forms: tuple[Form, ...] = ()
