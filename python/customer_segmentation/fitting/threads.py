"""One thread inside a fit: equal numbers everywhere, and no fight for the cores."""

from contextlib import AbstractContextManager
from functools import cache

# Their thread pools must be loaded before they can be found.
import sklearn.cluster  # noqa: F401
from threadpoolctl import ThreadpoolController


def one_thread() -> AbstractContextManager:
    """Return a context in which numerical libraries use one thread.

    Finding the thread pools takes longer than a small fit; they are found once.

    Examples
    --------
    >>> with one_thread():
    ...     pass
    """
    return _pools().limit(limits=1)


@cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()
