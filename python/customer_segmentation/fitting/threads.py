"""One thread inside a fit: equal numbers everywhere, and no fight for the cores."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from threading import local

# Their thread pools must be loaded before they can be found.
import sklearn.cluster  # noqa: F401
from threadpoolctl import ThreadpoolController

_HERE = local()
"""Some libraries have a limit for each of our threads, others one for all of them."""


@contextmanager
def one_thread() -> Iterator[None]:
    """Run what is inside with numerical libraries that use one thread.

    They stay with one thread: the end of one fit would lift the limit within another
    that runs beside it. Finding the thread pools takes longer than a small fit; they
    are found once.

    Examples
    --------
    >>> with one_thread():
    ...     pass
    """
    if not getattr(_HERE, "is_limited", False):
        _pools().limit(limits=1)
        _HERE.is_limited = True
    yield


@cache
def _pools() -> ThreadpoolController:
    return ThreadpoolController()
