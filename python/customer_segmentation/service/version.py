"""The published version in memory, and the change to a new one without a pause."""

import logging
import threading
import time
from bisect import bisect_left
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from customer_segmentation.errors import BuildError
from customer_segmentation.fitting.model import Model, read_models
from customer_segmentation.published_files import DATABASE

LOG = logging.getLogger("customer_segmentation.service")

PARAMETERS = "from segment_model_parameters"

# A segment is the place of its row in PROFILES: a million customers fit into memory.
CUSTOMERS = """
    with profiles as (
        select segmentation, population, segment_id,
            row_number() over (order by segmentation, population, segment_id) - 1
                as place
        from segment_profiles
    ),
    members as (
        select members.customer_id, list({
            'place': profiles.place::int,
            'distance': members.distance,
            'margin': members.margin
        } order by profiles.place) as segments
        from customer_segments as members
        inner join profiles
            on members.segmentation = profiles.segmentation
            and members.population = profiles.population
            and members.segment_id = profiles.segment_id
        where members.as_of_date = (select max(as_of_date) from customers)
        group by members.customer_id
    )
    select customers.customer_id, customers.campaign_segment, customers.campaign_action,
        customers.recency, customers.frequency, customers.monetary::double as monetary,
        customers.quantity, customers.first_order_date, customers.last_order_date,
        coalesce(members.segments, []) as segments
    from customers
    left join members on customers.customer_id = members.customer_id
    order by customers.customer_id
"""

PROFILES = """
    from segment_profiles order by segmentation, population, segment_id
"""


class Version:
    """A published version, read into memory.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of the version.

    Attributes
    ----------
    name : str
        Its name.
    published_at : datetime
        When it was published, UTC.
    as_of_date : date
        Its current as-of date.
    profiles : dict
        Segmentation, population and segment -> its row of ``segment_profiles``.
    models : dict
        Segmentation and population -> :class:`Model`.
    units : dict
        Feature -> noun and unit.
    """

    def __init__(self, folder: Path) -> None:
        with duckdb.connect(str(folder / DATABASE), read_only=True) as connection:
            self.name, self.published_at = connection.execute(
                "select version, published_at from publications order by version desc"
            ).fetchone()
            self.published_at = self.published_at.replace(tzinfo=UTC)
            self.as_of_date: date = connection.execute(
                "select max(as_of_date) from customers"
            ).fetchone()[0]
            self._customers: pa.Table = connection.execute(CUSTOMERS).to_arrow_table()
            self.profiles = {
                (row["segmentation"], row["population"], row["segment_id"]): _profile(
                    row
                )
                for row in connection.execute(PROFILES).to_arrow_table().to_pylist()
            }
            self._places = [*self.profiles.values()]
            # A version from before models were kept has current ones only.
            self.models = read_models(
                row
                for row in connection.execute(PARAMETERS).to_arrow_table().to_pylist()
                if row.get("is_current", True)
            )
            self.units = {
                feature: (noun, unit)
                for feature, noun, unit in connection.execute(
                    "select feature, noun, unit from feature_dictionary"
                ).fetchall()
            }
        self._customers = self._customers.combine_chunks()
        # In pieces: requests are answered in between.
        column, step = self._customers["customer_id"], 10_000
        self._ids: list[str] = []
        for start in range(0, len(column), step):
            self._ids += column.slice(start, step).to_pylist()

    @property
    def customers(self) -> int:
        """How many customers it has."""
        return len(self._ids)

    @property
    def age(self) -> int:
        """Seconds since it was published."""
        return int((datetime.now(UTC) - self.published_at).total_seconds())

    def customer(self, customer_id: str) -> dict | None:
        """Find a customer: what is known, what to do, and the segments it is in."""
        place = bisect_left(self._ids, customer_id)
        if place == len(self._ids) or self._ids[place] != customer_id:
            return None
        (found,) = self._customers.slice(place, 1).to_pylist()
        found["as_of_date"] = self.as_of_date
        found["segments"] = [
            self._places[segment.pop("place")] | segment
            for segment in found["segments"]
        ]
        return found

    def populations(self, segmentation: str) -> dict[str, Model]:
        """Return the models of a segmentation by population; empty if unknown."""
        return {
            population: model
            for (name, population), model in self.models.items()
            if name == segmentation
        }


class Versions:
    """The version that is current now.

    A new one is read in the background: until it is there, requests get the one before.

    Parameters
    ----------
    published : pathlib.Path
        The setting ``publish_dir``.

    Raises
    ------
    BuildError
        If nothing is published there.
    """

    def __init__(self, published: Path) -> None:
        self._link = published / "current"
        self._reading = threading.Lock()
        self._not_before = 0.0
        if not (self._link / DATABASE).exists():
            raise BuildError(
                f"Nothing is published in {published}; run dbt build first, or name "
                "the folder with --published."
            )
        self._folder = self._link.resolve()
        self._version = Version(self._folder)

    def current(self) -> Version:
        """Return the version to answer from; begin to read a newer one if there is."""
        now = time.monotonic()
        if now >= self._not_before:
            self._not_before = now + 0.2
            folder = self._link.resolve()
            if folder != self._folder and self._reading.acquire(blocking=False):
                threading.Thread(target=self._read, args=[folder], daemon=True).start()
        return self._version

    def _read(self, folder: Path) -> None:
        try:
            self._version = Version(folder)
            LOG.info("Version %s answers from now on.", self._version.name)
        except Exception as error:
            # Whatever is wrong with it, the one before answers until there is another.
            LOG.warning("Version %s cannot be read (%s).", folder.name, error)
        finally:
            self._folder = folder
            self._reading.release()


def _profile(row: dict) -> dict:
    """Select what an answer says of a segment."""
    means = {
        name.removeprefix("mean_"): value
        for name, value in row.items()
        if name.startswith("mean_") and value is not None
    }
    return {
        "segmentation": row["segmentation"],
        "population": row["population"],
        "segment_id": row["segment_id"],
        "segment_name": row["segment_name"],
        "description": row["description"],
        "sets_apart": row["sets_apart"],
        "campaigns": row["action"],
        "customers": row["customers"],
        "customer_share": row["customer_share"],
        "revenue": float(row["revenue"]),
        "revenue_share": row["revenue_share"],
        "means": means,
    }
