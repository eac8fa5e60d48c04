from datetime import date

import pytest
import yaml

from customer_segmentation.settings.project import SAMPLE, ProjectSettings
from tests.builds import ROOT

TODAY = date(2024, 5, 1)


def test_dbt_project_has_each_setting_with_its_default_in_the_same_order():
    written = yaml.safe_load((ROOT / "dbt_project.yml").read_text())["vars"]
    declared = {
        name: field.default for name, field in ProjectSettings.model_fields.items()
    }
    assert [*written] == [*declared]
    del written["segmentations"], declared["segmentations"]
    assert written == declared


@pytest.mark.parametrize(
    ("invoices", "customers", "read", "is_sample"),
    [
        (SAMPLE["invoices"], SAMPLE["customers"], SAMPLE, True),
        ("mine.csv", SAMPLE["customers"], {"invoices": "mine.csv"}, False),
        (SAMPLE["invoices"], "mine.csv", {"customers": "mine.csv"}, False),
        (SAMPLE["invoices"], "", {"invoices": SAMPLE["invoices"]}, True),
        (" a.csv ", "b.csv", {"invoices": "a.csv", "customers": "b.csv"}, False),
    ],
)
def test_the_files_of_the_sample_are_only_read_together(
    invoices, customers, read, is_sample
):
    settings = ProjectSettings(invoices=invoices, customers=customers)
    assert settings.inputs == {"invoices": "", "customers": "", **read}
    assert settings.is_sample == is_sample


@pytest.mark.parametrize(
    ("settings", "day"),
    [
        ({}, "2024-05-03"),
        ({"latest_date": "2023-12-31"}, "2024-01-01"),
        ({"latest_date": "9999-12-31"}, "9999-12-31"),
        ({"as_of_date": "2024-04-01"}, "2024-05-03"),
        ({"as_of_date": "2030-01-01"}, "2030-01-01"),
        ({"as_of_date": "2030-01-01", "latest_date": "2023-12-31"}, "2024-01-01"),
    ],
)
def test_days_from_which_on_dates_are_mistakes(settings, day):
    found = ProjectSettings(invoices="mine.csv", **settings)
    assert str(found.first_implausible_day(TODAY)) == day
