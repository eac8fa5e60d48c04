"""Every setting of the project: its type, range, default and meaning."""

from datetime import date, timedelta
from typing import Annotated, Any, Literal

from pydantic import Field

from customer_segmentation.settings.kinds import (
    Day,
    Settings,
    Share,
    StrptimePattern,
    Text,
)

SAMPLE = {
    "invoices": "seeds/sample/invoices.csv",
    "customers": "seeds/sample/customers.csv",
}
"""The two files of the sample."""

Check = Literal[
    "lines_conserved",
    "sample_over_own_data",
    "missing_invoices",
    "missing_customers",
    "rejected_lines",
    "duplicate_lines",
    "negative_quantities",
    "customers_of_free_lines",
    "lines_without_customer",
    "shrunken_invoices",
    "shrunken_customers",
    "stale_delivery",
    "moved_line_value",
    "largest_line",
    "rejected_customers",
    "repeated_customers",
    "unreadable_attributes",
    "unmatched_customers",
    "ids_by_zeros",
    "ids_by_case",
]
"""What is checked of a delivery: the rows of ``delivery_checks``."""


class ProjectSettings(Settings):
    """What ``vars`` in ``dbt_project.yml`` and ``--vars`` may say, in that order."""

    invoices: str = SAMPLE["invoices"]
    """The invoice lines: a file, glob, workbook or table; `''` for none."""

    customers: str = SAMPLE["customers"]
    """The customers, with their registration date and attributes, in the same forms;
    `''` for none."""

    invoice_columns: dict[str, str] = {}
    """Our name for a column: your header, or a SQL expression over your columns."""

    customer_columns: dict[str, str] = {}
    """The same for the customers."""

    date_format: Literal["iso"] | StrptimePattern = "iso"
    """How dates are written in text."""

    decimal: Annotated[
        Literal[".", ","], Field(json_schema_extra={"takes": '"." or ","'})
    ] = "."
    """The decimal mark of numbers in text."""

    thousands: Annotated[
        Literal["", ".", ",", "'", " ", "_"],
        Field(json_schema_extra={"takes": '"" or "." or "," or "\'" or " " or "_"'}),
    ] = ""
    """The mark between thousands in text."""

    row_filter: Text = "none"
    """A SQL condition over your columns of the invoices; other lines count as
    `filtered_out`."""

    latest_date: Literal["today"] | Day = "today"
    """The last day that an order can be of; later dates are unreadable."""

    max_days_apart: Literal["none"] | Annotated[int, Field(ge=1, le=36500)] = 365
    """Days that are further than this from all others, with less than 1 % of the
    lines, have a mistyped year."""

    cancellations: Literal["net", "drop"] = "net"
    """`net`: refunds take back earlier purchases; `drop`: they are only removed."""

    refunds: Literal["invoice_number", "negative_quantity"] = "invoice_number"
    """What a refund is: an invoice number that begins with C, or a negative quantity
    on any number."""

    non_products: Literal["exclude", "keep"] = "exclude"
    """Whether postage, fees and the like are left out."""

    free_lines: Literal["exclude", "keep"] = "exclude"
    """Whether lines at price 0 are left out, or kept as purchases worth nothing."""

    duplicate_lines: Literal["drop", "keep"] = "drop"
    """Whether lines that equal an earlier one in every field are dropped."""

    currency: str = ""
    """What money is called, such as `GBP`; nothing is converted."""

    max_rejected_share: Share = 0.01
    """Share of lines that may be unreadable; more refuses the build."""

    max_duplicate_share: Share = 0.05
    """Share of lines that may equal an earlier one; more refuses the build."""

    max_shrinkage: Share = 0.1
    """Share of lines that may be missing since the last version; more refuses the
    build."""

    max_line_value_change: Annotated[float, Field(ge=1, le=1_000_000)] = 3
    """Factor by which the median line may differ from the last version; more refuses
    the build."""

    max_line_share: Share = 0.5
    """Share of all money that one line may hold; more refuses the build, half of it is
    noted."""

    allow: list[Check] = []
    """Checks that this run may fail."""

    as_of_date: Literal["latest"] | Day = "latest"
    """The midnight before which orders count; `latest`: the day after the last
    order."""

    history_months: Annotated[int, Field(ge=0, le=120)] = 12
    """Month ends of history besides the current date."""

    quiet_after: Literal["auto"] | Annotated[int, Field(ge=1, le=36500)] = "auto"
    """Days without an order after which nobody is called active, new or loyal;
    `auto`: three usual gaps between orders."""

    max_age: Annotated[int, Field(ge=1, le=200)] = 90
    """Age in years from which on people are implausible and get no persona."""

    max_income: Annotated[float, Field(ge=0, le=1_000_000_000_000)] = 600000
    """Yearly income from which on people are implausible and get no persona."""

    fit_sample_size: Annotated[int, Field(ge=100, le=1_000_000)] = 50000
    """Customers that a model is fitted on at most; all of them are scored."""

    own_features: dict[str, Any] = {}
    """Features of your own: name, expression, words and unit, see
    [segmentations.md](segmentations.md#features-of-your-own)."""

    evidence: Literal["full", "quick"] = "full"
    """`quick` leaves out what costs time and changes no segment: gap statistic,
    prediction strength, other algorithms, stability."""

    bootstraps: Annotated[int, Field(ge=10, le=1000)] = 50
    """Fits on resampled customers behind a stability."""

    segmentations: dict[str, Any] = {}
    """What is fitted, see [segmentations.md](segmentations.md)."""

    segmentation_overrides: dict[str, Any] = {}
    """Merged over `segmentations` key by key: `{rfm: {clusters: 3}}`."""

    publish_dir: Text = "published"
    """The folder of the published versions."""

    publish_formats: list[Literal["parquet", "csv", "workbook", "report"]] = [
        *("parquet", "csv", "workbook", "report")
    ]
    """What stands beside the DuckDB file."""

    publish_keep: Annotated[int, Field(ge=1, le=100)] = 3
    """Versions that are kept."""

    @property
    def inputs(self) -> dict[str, str]:
        """The inputs that this run reads, without blanks around them; '' is none.

        The two files of the sample belong together: neither is read with an input of
        one's own.
        """
        paths = {each: getattr(self, each).strip() for each in SAMPLE}
        own = [each for each in paths if paths[each] and paths[each] != SAMPLE[each]]
        if own:
            return {each: path if each in own else "" for each, path in paths.items()}
        return paths

    @property
    def is_sample(self) -> bool:
        """Whether this run builds the sample, which is made up."""
        return any(path == SAMPLE[each] for each, path in self.inputs.items())

    def first_implausible_day(self, today: date) -> date:
        """Return the day from which on a date is a mistake.

        It is the day after ``latest_date``, and no earlier than an ``as_of_date``
        that is set.

        Parameters
        ----------
        today : datetime.date
            In UTC; on Earth, today ends latest one day after it ends in UTC.

        Examples
        --------
        >>> settings = ProjectSettings(invoices="mine.csv")
        >>> settings.first_implausible_day(date(2024, 5, 1))
        datetime.date(2024, 5, 3)
        >>> ProjectSettings().first_implausible_day(date(2024, 5, 1))
        datetime.date(2100, 1, 1)
        """
        if self.latest_date != "today":
            latest = date.fromisoformat(self.latest_date)
            return latest + timedelta(days=1) if latest < date.max else latest
        if self.is_sample:
            return date(2100, 1, 1)
        tomorrow = today + timedelta(days=2)
        if self.as_of_date == "latest":
            return tomorrow
        return max(tomorrow, date.fromisoformat(self.as_of_date))
