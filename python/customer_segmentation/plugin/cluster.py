"""What macros may ask where the input is a table or a folder of a cluster."""

from collections.abc import Mapping
from typing import Any, Protocol

from customer_segmentation.errors import SettingError
from customer_segmentation.inputs.cluster import query_of_relation
from customer_segmentation.inputs.cluster_expressions import check_portable
from customer_segmentation.plugin.functions import Functions
from customer_segmentation.settings.features import LINE_COLUMNS, filter_columns
from customer_segmentation.settings.sandbox import in_brackets


class Engine(Protocol):
    """What the adapter of a cluster knows of it."""

    def type_of(self, columns: Mapping[str, str], text: str) -> str:
        """Return the type of an expression over columns (name -> type).

        Raises
        ------
        ValueError
            With the reason why it has none.
        """

    def problem_of_folder(self, folder: str) -> str:
        """Say why executors and this process cannot share a folder; else ''."""


class ClusterFunctions(Functions):
    """The functions of :class:`Functions`, without files on the user's disk.

    Parameters
    ----------
    engine : Engine
        What the adapter knows of the cluster.

    Examples
    --------
    >>> ClusterFunctions(None).changed_input("shop.invoices")
    ''
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(files=None)
        self._engine = engine

    def check_settings(self, values: dict[str, Any], today: str) -> dict[str, Any]:
        """Check all settings, and that the cluster understands their expressions."""
        settings = super().check_settings(values, today)
        if values["date_format"] != "iso":
            raise SettingError(
                f"Setting date_format is {values['date_format']}, and on a cluster "
                "dates in texts are read in the form iso only; write an expression in "
                "invoice_columns, such as invoice_date: to_timestamp(day, 'd/M/yyyy')."
            )
        type_of = self._engine.type_of
        for name, feature in settings["own_features"].items():
            label = f"Setting expression of own feature {name}"
            text = values["own_features"][name]["expression"]
            check_portable(label, LINE_COLUMNS, text, type_of)
            feature["expression"] = in_brackets(text)
        columns = filter_columns(settings["features"])
        for text in settings["conditions"]:
            check_portable(f"The filter {text}", columns, text, type_of)
            # Spark has no try(), and gives null where it cannot compute.
            settings["conditions"][text] = in_brackets(text)
        self._check_folder(values["shared_folder"])
        return settings

    def _check_folder(self, folder: str) -> None:
        problem = self._engine.problem_of_folder(folder) if folder else ""
        if problem:
            raise SettingError(
                f"Setting shared_folder is {folder}, which executors and the process "
                f"of dbt do not share ({problem}); name a folder that both reach and "
                "write by the same path, or leave it empty."
            )

    def query_of_input(self, **question: Any) -> dict[str, Any]:
        """Say how an input is read; see ``inputs.cluster``."""
        return query_of_relation(question, self._engine.type_of)

    def files_of_input(self, path: str, decimal: str) -> dict[str, Any]:
        """Say that an input is no file that the process of dbt reads."""
        return {"paths": [], "is_csv": False, "in_latin_1": [], "source_file": "''"}

    def changed_input(self, path: str) -> str:
        """Say that no file changed: an engine reads one version of a table."""
        return ""

    def damaged_input(self, path: str) -> str:
        """Say nothing of files: the engine does."""
        return ""
