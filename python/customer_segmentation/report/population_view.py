"""A population as its charts see it: looked up once, and handed to each of them."""

from collections.abc import Callable
from dataclasses import dataclass

from customer_segmentation.report.chart import Points, axis_type
from customer_segmentation.report.segments import Segment


@dataclass(frozen=True)
class Feature:
    """A feature that a population is segmented by.

    Attributes
    ----------
    name, heading : str
        Its column, and what people call it, with its unit where numbers need one.
    unit : str
        Its unit; ``share`` for shares from 0 to 1.
    is_whole : bool
        Whether it counts something; a share that does is 0 or 1.
    minimum, median, maximum : float
        Of the fitted customers, in its unit.
    """

    name: str
    heading: str
    unit: str
    is_whole: bool
    minimum: float
    median: float
    maximum: float

    @property
    def is_zero_or_one(self) -> bool:
        """Whether customers have it or not, so that its mean says everything."""
        return self.unit == "share" and self.is_whole

    @property
    def axis_type(self) -> str:
        """The type of an axis that shows it, see :func:`axis_type`."""
        return axis_type(self.minimum, self.median, self.maximum)


@dataclass(frozen=True)
class PopulationView:
    """A population of a segmentation: what its charts are drawn from.

    Attributes
    ----------
    segmentation, population : str
        Which one.
    key : str
        Its name in the page: letters, digits and hyphens, and unique.
    segments : list of Segment
        Its segments with customers.
    features : list of Feature
        What it is segmented by, by name.
    fitted : int
        Customers that the model was fitted on, of whom the points are some or all.
    points : Points
        Customers in pictures.
    ask : callable
        Takes a question to the published file and its values, and returns rows.
    """

    segmentation: str
    population: str
    key: str
    segments: list[Segment]
    features: list[Feature]
    fitted: int
    points: Points
    ask: Callable[..., list[dict]]

    def rows(self, question: str) -> list[dict]:
        """Ask for rows of the population.

        Parameters
        ----------
        question : str
            A question to the published file with ``segmentation = ?`` and then
            ``population = ?`` in it.
        """
        return self.ask(question, self.segmentation, self.population)
