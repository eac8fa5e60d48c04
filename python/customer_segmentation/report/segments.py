"""Segments and populations as the page names and colours them."""

from collections.abc import Iterable
from dataclasses import dataclass

from customer_segmentation.report.chart import Cell, slug
from customer_segmentation.report.palette import colour, mark


@dataclass(frozen=True)
class Segment:
    """A segment of the current version.

    Attributes
    ----------
    segmentation, population : str
        Where it belongs.
    number : int
        ``segment_id``.
    place : int
        Its place among all segments of the segmentation, from 0: its colour.
    name : str
        What people call it, with the population where there are several.
    profile : dict
        Its row of ``segment_profiles``.
    """

    segmentation: str
    population: str
    number: int
    place: int
    name: str
    profile: dict

    @property
    def cell(self) -> Cell:
        """The segment where those of all populations stand."""
        return Cell(self.name, colour=colour(self.place), mark=mark(self.place))

    @property
    def short_name(self) -> str:
        """Its name within its population."""
        return self.profile["segment_name"]

    @property
    def short_cell(self) -> Cell:
        """The segment where those of its population stand."""
        return Cell(self.short_name, colour=colour(self.place), mark=mark(self.place))


def number_segments(profiles: Iterable[dict]) -> list[Segment]:
    """Give each segment its place and its name within its segmentation.

    Parameters
    ----------
    profiles : iterable of dict
        Rows of ``segment_profiles``, ordered by their key.
    """
    profiles = list(profiles)
    populations: dict[str, set[str]] = {}
    for profile in profiles:
        known = populations.setdefault(profile["segmentation"], set())
        known.add(profile["population"])
    segments: list[Segment] = []
    for profile in profiles:
        segmentation, population = profile["segmentation"], profile["population"]
        words = profile["segment_name"]
        if len(populations[segmentation]) > 1:
            words = f"{population.replace('_', ' ')}: {words}"
        place = sum(each.segmentation == segmentation for each in segments)
        number = profile["segment_id"]
        segments.append(
            Segment(segmentation, population, number, place, words, profile)
        )
    return segments


def name_populations(
    populations: Iterable[tuple[str, str]],
) -> dict[tuple[str, str], str]:
    """Name each population in the page by its letters and digits.

    Equal names get a number.

    Examples
    --------
    >>> name_populations([("rfm", "At risk"), ("rfm", "at/risk")])
    {('rfm', 'At risk'): 'rfm-at-risk', ('rfm', 'at/risk'): 'rfm-at-risk-2'}
    """
    keys: dict[tuple[str, str], str] = {}
    for segmentation, population in populations:
        words = f"{slug(segmentation)}-{slug(population)}"
        taken = set(keys.values())
        key, number = words, 2
        while key in taken:
            key, number = f"{words}-{number}", number + 1
        keys[segmentation, population] = key
    return keys
