"""What macros may ask: one function each, in and out as JSON."""

import json
import os
from datetime import date
from typing import Any

from customer_segmentation.errors import SettingError
from customer_segmentation.inputs.catalogue import InputFiles
from customer_segmentation.inputs.queries import query_of_input, source_file
from customer_segmentation.memory.recall import recall
from customer_segmentation.packages import missing_package
from customer_segmentation.plugin.run_settings import settings_of_run
from customer_segmentation.publishing.version_folder import last_delivery
from customer_segmentation.settings.checks import written_in_project
from customer_segmentation.settings.frozen import check_fitted
from customer_segmentation.settings.project import ProjectSettings
from customer_segmentation.worker.client import start_worker


class Functions:
    """The functions that ``macros/plugin/`` names, a method each.

    Parameters
    ----------
    files : InputFiles
        The input files of the build.
    """

    def __init__(self, files: InputFiles) -> None:
        self._files = files

    def ask(self, function: str, question: str) -> str:
        """Answer a macro.

        Parameters
        ----------
        function : str
            Name of a method that takes JSON.
        question : str
            Its arguments, a JSON object.

        Returns
        -------
        str
            JSON: ``answer``, or ``problem`` with a sentence for whoever builds.

        Examples
        --------
        >>> Functions(None).ask("missing_package", '{"name": "json"}')
        '{"answer": ""}'
        """
        try:
            answer = getattr(self, function)(**json.loads(question))
        except SettingError as error:
            return json.dumps({"problem": str(error)})
        except Exception as error:
            # Whoever builds can do nothing about the lines of our code.
            said = f"{type(error).__name__}: {error}"
            problem = f"The plugin failed at {function} ({said}); please report it."
            return json.dumps({"problem": problem})
        return json.dumps({"answer": answer})

    def setting_names(self) -> list[str]:
        """List the names of all settings, and those that ``dbt_project.yml`` has."""
        known = ProjectSettings.model_fields
        return [*dict.fromkeys([*known, *written_in_project()])]

    def check_settings(self, values: dict[str, Any], today: str) -> dict[str, Any]:
        """Check all settings, and say what the macros need to know of them.

        Parameters
        ----------
        values : dict
            Setting -> value.
        today : str
            The day on which the build began in UTC, YYYY-MM-DD.

        Raises
        ------
        SettingError
            With a sentence for each mistake.
        """
        return settings_of_run(values, date.fromisoformat(today))

    def check_fitted(self, **question: Any) -> None:
        """Refuse a model of other settings; see the function in ``settings``."""
        check_fitted(**question)

    def query_of_input(self, **question: Any) -> dict[str, Any]:
        """Say how an input is read; see the function of that name in ``inputs``."""
        return query_of_input(self._files, question)

    def files_of_input(self, path: str, decimal: str) -> dict[str, Any]:
        """Say which files an input is.

        Parameters
        ----------
        path : str
            The setting ``invoices`` or ``customers``.
        decimal : str
            The setting of that name.

        Returns
        -------
        dict
            ``paths`` (absolute, of what is read), ``is_csv``, ``in_latin_1`` (names
            of files that are no UTF-8) and ``source_file`` (SQL for the name of the
            file that a row of the reader's refusals is from).
        """
        files = self._files.describe(path, decimal)["files"] if path else []
        return {
            "paths": [_absolute(file["read_from"]) for file in files],
            "is_csv": any(file["kind"] == "csv" for file in files),
            "in_latin_1": [
                file["name"] for file in files if file.get("encoding") == "cp1252"
            ],
            "source_file": source_file(files, "scans.file_path"),
        }

    def absolute_paths(self, paths: list[str]) -> list[str]:
        """Return paths as they are from the root of the file system."""
        return [_absolute(path) for path in paths]

    def changed_input(self, path: str) -> str:
        """Name a file of an input that changed since it was looked at; '' if none."""
        return self._files.changed(path)

    def damaged_input(self, path: str) -> str:
        """Say which file of an input cannot be read to its end, and why; else ''."""
        return self._files.damaged(path)

    def last_delivery(self, folder: str) -> dict[str, Any]:
        """Say what was published last; see the function in ``publishing``."""
        return last_delivery(folder)

    def recall(self, **question: Any) -> dict[str, Any]:
        """Say how a published version is read; see the function in ``memory``."""
        return recall(**question)

    def missing_package(self, name: str) -> str:
        """Return the name of a package if it is not installed, else ''."""
        return missing_package(name)

    def start_worker(self, modules: list[str]) -> None:
        """Start the process that fits models; see ``worker``.

        Parameters
        ----------
        modules : list of str
            What it imports while nobody waits for it.
        """
        start_worker(*modules)


def _absolute(path: str) -> str:
    # A link stays one: what it points to is not named in sentences.
    return os.path.abspath(path)  # noqa: PTH100 - resolve() follows links
