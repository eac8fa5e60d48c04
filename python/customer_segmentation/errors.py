"""Errors that people read."""


class BuildError(Exception):
    """Stops a build with one sentence: what came, what was needed, what to do.

    dbt prints an error of a Python model with its traceback. The reader of this one
    made a mistake in data or settings, and no line of our code would help: it
    answers with no traceback.
    """

    __module__ = "builtins"

    @property
    def __traceback__(self):
        return None

    @__traceback__.setter
    def __traceback__(self, value):
        pass


class InputError(Exception):
    """The rest of a sentence: "invoices.csv, which ..."."""


class SettingError(Exception):
    """A whole sentence: which setting, what came, what it takes."""
