"""What macros may ask where the input is a table or a folder of a cluster."""

from typing import Any

from customer_segmentation.errors import SettingError
from customer_segmentation.inputs.cluster import query_of_relation
from customer_segmentation.plugin.functions import Functions


class ClusterFunctions(Functions):
    """The functions of :class:`Functions`, without files on the user's disk.

    Examples
    --------
    >>> ClusterFunctions().changed_input("shop.invoices")
    ''
    """

    def __init__(self) -> None:
        super().__init__(files=None)

    def check_settings(self, values: dict[str, Any], today: str) -> dict[str, Any]:
        """Check all settings, those included that only DuckDB understands."""
        settings = super().check_settings(values, today)
        in_sql = [f"the own feature {name}" for name in settings["own_features"]]
        in_sql += [f"the filter {condition!r}" for condition in settings["conditions"]]
        if in_sql:
            raise SettingError(
                f"The settings have {', '.join(in_sql)} in the SQL of DuckDB, which a "
                "cluster does not take so far; leave it out, or build on a target of "
                "DuckDB."
            )
        if values["date_format"] != "iso":
            raise SettingError(
                f"Setting date_format is {values['date_format']}, and on a cluster "
                "dates in texts are read in the form iso only; name a view that has "
                "them as timestamps."
            )
        return settings

    def query_of_input(self, **question: Any) -> dict[str, Any]:
        """Say how an input is read; see ``inputs.cluster``."""
        return query_of_relation(question)

    def files_of_input(self, path: str, decimal: str) -> dict[str, Any]:
        """Say that an input is no file that the process of dbt reads."""
        return {"paths": [], "is_csv": False, "in_latin_1": [], "source_file": "''"}

    def changed_input(self, path: str) -> str:
        """Say that no file changed: an engine reads one version of a table."""
        return ""

    def damaged_input(self, path: str) -> str:
        """Say nothing of files: the engine does."""
        return ""
