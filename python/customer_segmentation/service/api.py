"""The HTTP interface of the published version."""

from typing import Annotated

from fastapi import FastAPI, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from customer_segmentation.fitting.model import Model
from customer_segmentation.service.answers import (
    Customer,
    Feature,
    Health,
    Problem,
    Scored,
    ScoreRequest,
    ScoringNeeds,
    SegmentProfile,
)
from customer_segmentation.service.bodies import (
    MOST_BYTES,
    NO_JSON,
    SECONDS,
    CheckedBodies,
    problem,
)
from customer_segmentation.service.paths import CheckedPaths
from customer_segmentation.service.scoring import ScoringError, score_customer
from customer_segmentation.service.version import Version, Versions

ABOUT = """
Segments of customers from the version that `dbt build` published last. A new version
answers soon after its publication, without a pause. Everything here is read only, and
equals the published tables: `segment_profiles`, `customer_segments`, `customers` and
`segment_model_parameters`.
"""

NOT_FOUND = {404: {"model": Problem, "description": "There is nothing of that name."}}
NOT_TAKEN = {
    408: {"model": Problem, "description": f"No body within {SECONDS:g} seconds."},
    413: {"model": Problem, "description": f"The body is over {MOST_BYTES} bytes."},
    422: {"model": Problem, "description": "The request is not valid."},
}


def make_api(versions: Versions) -> FastAPI:
    """Make the application.

    Parameters
    ----------
    versions : Versions
        Where answers come from.

    Returns
    -------
    fastapi.FastAPI
        With its description at ``/openapi.json``. There is no page that shows it:
        those that FastAPI has are loaded from elsewhere.
    """
    api = FastAPI(
        title="Customer segments",
        description=ABOUT,
        version="1",
        docs_url=None,
        redoc_url=None,
        responses={422: NOT_TAKEN[422]},
    )
    api.add_middleware(CheckedBodies)
    api.add_middleware(CheckedPaths)
    api.add_exception_handler(RequestValidationError, _say_what_is_taken)
    api.add_exception_handler(HTTPException, _say_why_not)
    _answer_what_is_published(api, versions)
    _answer_scores(api, versions)
    return api


def _answer_what_is_published(api: FastAPI, versions: Versions) -> None:
    """Add what is read from the published tables as it stands there."""

    @api.get("/health", summary="Which version answers, and how old it is")
    async def health() -> Health:
        version = versions.current()
        return Health(
            version=version.name,
            published_at=version.published_at,
            age_seconds=max(version.age, 0),
            as_of_date=version.as_of_date,
            customers=version.customers,
        )

    @api.get(
        "/segments",
        summary="The segments that models found, what they are worth and what to do",
        responses=NOT_FOUND,
    )
    async def segments(
        segmentation: Annotated[
            str | None, Query(description="Only those of this segmentation.")
        ] = None,
    ) -> list[SegmentProfile]:
        version = versions.current()
        if segmentation is not None:
            _populations(version, segmentation)
        return [
            SegmentProfile(**profile)
            for (name, *_), profile in version.profiles.items()
            if segmentation in (None, name)
        ]

    @api.get(
        "/customers/{customer_id:path}",
        summary="What to do with a customer, and the segments that describe it",
        responses=NOT_FOUND,
    )
    async def customer(
        customer_id: Annotated[str, Path(description="As in the invoices.")],
    ) -> Customer:
        found = versions.current().customer(customer_id)
        if found is None:
            raise HTTPException(
                404,
                f"No customer has the id {customer_id[:80]!r}; ids are texts, as in "
                "the invoices.",
            )
        return Customer(**found)


def _answer_scores(api: FastAPI, versions: Versions) -> None:
    """Add what the published models say of other customers."""

    @api.get("/segmentations", summary="What can be scored, and what it takes")
    async def segmentations() -> list[ScoringNeeds]:
        version = versions.current()
        names = dict.fromkeys(name for name, _ in version.models)
        return [_needs(version, name) for name in names]

    @api.post(
        "/segmentations/{segmentation}/score",
        summary="Score a customer from raw values",
        responses=NOT_FOUND | NOT_TAKEN,
    )
    async def score(
        segmentation: Annotated[str, Path(description="See /segmentations.")],
        asked: ScoreRequest,
    ) -> Scored:
        return _score(versions.current(), segmentation, asked)


def _needs(version: Version, segmentation: str) -> ScoringNeeds:
    populations = version.populations(segmentation)
    first = next(iter(populations.values()))
    return ScoringNeeds(
        segmentation=segmentation,
        populations=[*populations],
        features=[
            Feature(
                feature=feature,
                noun=version.units[feature][0],
                unit=version.units[feature][1],
                transform=transform,
            )
            for feature, transform in first.transforms.kinds.items()
        ],
        model_version={
            population: model.version for population, model in populations.items()
        },
    )


def _populations(version: Version, segmentation: str) -> dict[str, Model]:
    """Return the models of a segmentation, or answer that there is none."""
    populations = version.populations(segmentation)
    if not populations:
        known = ", ".join(dict.fromkeys(name for name, _ in version.models))
        raise HTTPException(
            404, f"There is no segmentation {segmentation[:80]!r}; there are {known}."
        )
    return populations


def _score(version: Version, segmentation: str, asked: ScoreRequest) -> Scored:
    populations = _populations(version, segmentation)
    population = asked.population
    if population is None and len(populations) == 1:
        (population,) = populations
    if population not in populations:
        came = "missing" if asked.population is None else repr(asked.population)
        raise HTTPException(
            422,
            f"population is {came}; {segmentation} takes one of "
            f"{', '.join(populations)}.",
        )
    model = populations[population]
    try:
        found = score_customer(model, asked.features)
    except ScoringError as error:
        raise HTTPException(422, str(error)) from None
    return Scored(
        **version.profiles[segmentation, population, found.segment_id],
        distance=found.distance,
        margin=found.margin,
        model_version=model.version,
        version=version.name,
    )


async def _say_what_is_taken(
    request: Request, error: RequestValidationError
) -> Response:
    first = error.errors()[0]
    place = ".".join(str(step) for step in first["loc"] if step != "body")
    if isinstance(first.get("input"), bytes):
        said = "Send the body with the header content-type: application/json."
    elif first["type"] == "json_invalid":
        said = NO_JSON
    elif first["type"] == "missing":
        said = f"{place or 'The body'} is missing; see /openapi.json for the format."
    else:
        what = first["msg"][:1].lower() + first["msg"][1:]
        said = f"{place or 'The body'} is {repr(first['input'])[:80]}: {what}."
    return problem(422, said)


async def _say_why_not(request: Request, error: HTTPException) -> Response:
    # FastAPI says 400 of what its parser of JSON gives up on.
    if error.status_code == 400:
        return problem(422, NO_JSON)
    return problem(error.status_code, str(error.detail))
