"""What the service takes and answers; the descriptions are its documentation."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
"""A number: no text that looks like one, no true or false, no NaN and no infinity."""


class Health(BaseModel):
    """Which version answers, and how old it is."""

    version: str = Field(description="Name of the published version.")
    published_at: datetime = Field(description="When it was published, UTC.")
    age_seconds: int = Field(description="Seconds since then.", ge=0)
    as_of_date: date = Field(
        description="The midnight before which orders counted, local to the invoices."
    )
    customers: int = Field(description="Customers in it.", ge=0)


class SegmentProfile(BaseModel):
    """A segment: who they are and what they are worth; a description, not an order."""

    segmentation: str = Field(description="Name of the segmentation.")
    population: str = Field(description="The customers that share a model, or `all`.")
    segment_id: int = Field(description="Number within the population; it stays.")
    segment_name: str = Field(description="Name within the population.")
    description: str | None = Field(description="One phrase, or null.")
    sets_apart: str | None = Field(
        description="The three features that set it apart most, or null."
    )
    campaigns: str = Field(
        description="The campaign segments of its customers, in one sentence."
    )
    customers: int = Field(description="Customers in it.")
    customer_share: float = Field(description="Share of the population, 0 to 1.")
    revenue: float = Field(description="Net spend, in the currency of the invoices.")
    revenue_share: float | None = Field(
        description="Share of the population's revenue, 0 to 1; null without revenue."
    )
    means: dict[str, float] = Field(
        description="Mean of each known feature, in its unit (see /segmentations)."
    )


class CustomerSegment(SegmentProfile):
    """The segment of a customer."""

    distance: float = Field(
        description="Distance to the centre, in standard deviations of the features."
    )
    margin: float | None = Field(
        description="How much farther the next centre is; near 0, the customer could "
        "as well be there. Null where there is one segment."
    )


class Customer(BaseModel):
    """What is known of a customer, what to do, and the segments that describe it."""

    customer_id: str = Field(description="As in the invoices.")
    as_of_date: date = Field(description="The midnight before which orders counted.")
    campaign_segment: str | None = Field(
        description="The one segment to plan campaigns by; null: no order."
    )
    campaign_action: str | None = Field(
        description="What to do with this customer; null: no order."
    )
    recency: int | None = Field(description="Days since the last order, or null.")
    frequency: int | None = Field(description="Orders, or null.")
    monetary: float | None = Field(
        description="Net spend, in the currency of the invoices, or null."
    )
    quantity: int | None = Field(description="Units bought and kept, or null.")
    first_order_date: date | None = Field(description="Null: no order.")
    last_order_date: date | None = Field(description="Null: no order.")
    segments: list[CustomerSegment] = Field(
        description="One for each segmentation that has a segment for this customer."
    )


class Feature(BaseModel):
    """A feature that a segmentation needs."""

    feature: str = Field(description="Its name, as /score takes it.")
    noun: str = Field(description="What people call it.")
    unit: str = Field(description="Unit of its values.")
    transform: str = Field(
        description="`none`, `log1p` or `clip`, done by the service."
    )


class ScoringNeeds(BaseModel):
    """What a segmentation needs to score a customer."""

    segmentation: str = Field(description="Its name.")
    populations: list[str] = Field(description="Those that have a model.")
    features: list[Feature] = Field(description="What /score takes, all of them.")
    model_version: dict[str, str] = Field(
        description="Population -> version of its model."
    )


class ScoreRequest(BaseModel):
    """Raw values of a customer who need not be in the warehouse."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "features": {
                        "recency": 12,
                        "frequency": 7,
                        "monetary": 950.5,
                        "quantity": 310,
                        "basket_value": 135.79,
                    }
                }
            ]
        },
    )

    population: str | None = Field(
        default=None,
        max_length=200,
        description="Whose model to take; needed where there are several.",
    )
    features: dict[str, Number] = Field(
        description="Raw value of each feature of the segmentation, in its unit.",
        max_length=100,
    )


class Scored(CustomerSegment):
    """The segment of a customer that was scored."""

    model_version: str = Field(description="Version of the model that was used.")
    version: str = Field(description="Published version that it is from.")


class Problem(BaseModel):
    """Why there is no answer."""

    detail: str = Field(description="One sentence: what is wrong, and what is needed.")
