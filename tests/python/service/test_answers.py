import pytest
from pydantic import ValidationError

from customer_segmentation.service import answers
from customer_segmentation.service.answers import ScoreRequest


def test_everything_is_described():
    for name, model in vars(answers).items():
        if isinstance(model, type) and model.__module__ == answers.__name__:
            assert model.__doc__, name
            for key, field in model.model_fields.items():
                assert field.description, (name, key)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"features": {"recency": float("inf")}},
        {"features": {"recency": None}},
        {"features": {}, "customer": 1},
        {"features": {str(number): 1 for number in range(101)}},
        {"features": {}, "population": "x" * 201},
    ],
)
def test_bodies_are_bounded(body):
    with pytest.raises(ValidationError):
        ScoreRequest(**body)
