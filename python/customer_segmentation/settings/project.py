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
"""The checks of a delivery: the rows of ``delivery_checks``."""


class ProjectSettings(Settings):
    """What ``vars`` in ``dbt_project.yml`` and ``--vars`` may say, in that order."""

    invoices: str = SAMPLE["invoices"]
    """The invoice lines: a file, glob, workbook or table; `''` for none."""

    customers: str = SAMPLE["customers"]
    """The customers, with their registration date and attributes, in the same forms;
    `''` for none."""

    invoice_columns: dict[str, str] = {}
    """Maps our column names to your headers, or to SQL expressions over your
    columns."""

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
    """A SQL condition over the columns of your invoices; lines for which it is not true
    are left out, as `filtered_out`."""

    latest_date: Literal["today"] | Day = "today"
    """The last day on which an order can have been placed; later dates are mistakes."""

    max_days_apart: Literal["none"] | Annotated[int, Field(ge=1, le=36500)] = 365
    """Dates that are more days than this from all others, with less than 1 % of the
    lines, are taken for mistyped years."""

    cancellations: Literal["net", "drop"] = "net"
    """`net`: refunds take back earlier purchases; `drop`: refunds are just removed."""

    refunds: Literal["invoice_number", "negative_quantity"] = "invoice_number"
    """How to recognise a refund: its invoice number begins with C, or its quantity is
    negative, whatever the number."""

    non_products: Literal["exclude", "keep"] = "exclude"
    """Whether to leave out postage, fees and the like."""

    free_lines: Literal["exclude", "keep"] = "exclude"
    """Whether to leave out lines at price 0, or to keep them as purchases worth
    nothing."""

    duplicate_lines: Literal["drop", "keep"] = "drop"
    """Whether to drop lines that are identical to an earlier one in every field."""

    currency: str = ""
    """The name of the currency, such as `GBP`; nothing is converted."""

    max_rejected_share: Share = 0.01
    """Share of lines that may be unreadable before the build is refused."""

    max_duplicate_share: Share = 0.05
    """Share of lines that may equal an earlier one before the build is refused."""

    max_shrinkage: Share = 0.1
    """Share by which the number of lines may shrink since the last version before the
    build is refused."""

    max_line_value_change: Annotated[float, Field(ge=1, le=1_000_000)] = 3
    """Factor by which the median line may differ from that of the last version before
    the build is refused."""

    max_line_share: Share = 0.5
    """Share of all money that a single line may hold before the build is refused; above
    half of it, there is a note."""

    allow: list[Check] = []
    """Checks that may fail in this run without refusing the build."""

    as_of_date: Literal["latest"] | Day = "latest"
    """The midnight before which orders count; `latest`: the day after the last
    order."""

    history_months: Annotated[int, Field(ge=0, le=120)] = 12
    """Number of past month ends to compute besides the current date."""

    quiet_after: Literal["auto"] | Annotated[int, Field(ge=1, le=36500)] = "auto"
    """Days without an order after which a customer is no longer called active, new or
    loyal; `auto`: three usual gaps between orders."""

    max_age: Annotated[int, Field(ge=1, le=200)] = 90
    """People of this age in years or older are taken for mistakes and get no
    persona."""

    max_income: Annotated[float, Field(ge=0, le=1_000_000_000_000)] = 600000
    """People with this yearly income or more are taken for mistakes and get no
    persona."""

    refit: Literal["auto", "always", "never"] = "auto"
    """When to fit models: `auto`: where there is none for these settings or the last
    one is old; `always`: in each build, without memory of earlier ones; `never`."""

    refit_after_days: Annotated[int, Field(ge=1, le=36500)] = 30
    """With `refit: auto`, the age from which a model is fitted anew, in days between
    as-of dates."""

    models_keep: Annotated[int, Field(ge=1, le=1000)] = 24
    """Number of models to keep of each population, the current one included."""

    history: Literal["as_published", "restated"] = "as_published"
    """Segments of dates before the last fit: as they were published, or all by the
    current model."""

    fit_sample_size: Annotated[int, Field(ge=100, le=1_000_000)] = 50000
    """Maximum number of customers to fit a model on; all customers are scored."""

    own_features: dict[str, Any] = {}
    """Features of your own, each with an expression, words and a unit: see
    [segmentations.md](segmentations.md#features-of-your-own)."""

    evidence: Literal["full", "quick"] = "full"
    """`quick` leaves out evidence that takes time and changes no segment: gap
    statistic, prediction strength, other algorithms, stability."""

    bootstraps: Annotated[int, Field(ge=10, le=1000)] = 50
    """Number of fits on resampled customers to measure stability with."""

    segmentations: dict[str, Any] = {}
    """The segmentations to fit: see [segmentations.md](segmentations.md)."""

    segmentation_overrides: dict[str, Any] = {}
    """Merged over `segmentations` key by key: `{rfm: {clusters: 3}}`."""

    publish_dir: Text = "published"
    """The folder for the published versions."""

    publish_formats: list[Literal["parquet", "csv", "workbook", "report"]] = [
        *("parquet", "csv", "workbook", "report")
    ]
    """The files to publish besides the DuckDB file."""

    publish_keep: Annotated[int, Field(ge=1, le=100)] = 3
    """Number of versions to keep."""

    shared_folder: str = ""
    """On a cluster, a folder that executors and this machine both reach by the same
    path: tables of customers are published there as Parquet, by the executors. `''`:
    they come into the DuckDB file."""

    @property
    def inputs(self) -> dict[str, str]:
        """The inputs that this run reads, without surrounding blanks; '' for none.

        The two files of the sample belong together: as soon as there is an input of
        one's own, neither of them is read.
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
        """Return the first day that can only be a mistake.

        It is the day after ``latest_date``, but not before ``as_of_date`` if that is
        set.

        Parameters
        ----------
        today : datetime.date
            In UTC; everywhere on Earth, today ends within a day of its end in UTC.

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
