from customer_segmentation.inputs.date_formats import DATE_FORMATS
from customer_segmentation.settings.project import ProjectSettings


def test_every_format_that_may_be_proposed_is_one_that_the_setting_takes():
    assert len(DATE_FORMATS) == len(set(DATE_FORMATS)) == 85
    for form in DATE_FORMATS:
        assert ProjectSettings(date_format=form).date_format == form
