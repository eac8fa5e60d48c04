"""Invoices and customers that never were, with everything that real ones have.

``python -m tools.sample --help`` says how to write them to files.
Customers behave by hidden types, so that there is something to find, and every kind
of dirt that the cleaning knows is there, at the rate that ``RATES`` states.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from tools.sample.dirt import RATES
from tools.sample.files import FORMATS, TableFile, write_lines
from tools.sample.lines import (
    CUSTOMER_SCHEMA,
    SCHEMA,
    Batch,
    make_batch,
)

CUSTOMERS_PER_BATCH = 20_000


def batches(
    *, seed: int, customers: int | None = None, lines: int | None = None
) -> Iterator[Batch]:
    """Make customers with their invoice lines, a bounded number at a time.

    Parameters
    ----------
    seed : int
        Equal seeds give equal data, on every machine.
    customers : int, optional
        How many customers to make.
    lines : int, optional
        How many invoice lines to make; customers are made until there are enough.
        Give either this or ``customers``.

    Yields
    ------
    Batch
        Customers, at most ``CUSTOMERS_PER_BATCH`` of them, with all their lines; the
        last batch is cut where ``lines`` is reached.

    Raises
    ------
    ValueError
        If both or none of ``customers`` and ``lines`` are given, or they are below 1.
    """
    sizes = [size for size in (customers, lines) if size is not None]
    if len(sizes) != 1 or sizes[0] < 1:
        raise ValueError(
            f"The sample got {customers} customers and {lines} lines; give one of the "
            "two, as a number from 1."
        )
    made = number = 0
    while made < sizes[0]:
        size = CUSTOMERS_PER_BATCH
        if customers is not None:
            size = min(size, customers - made)
        batch = make_batch(np.random.SeedSequence([seed, number]), number, size)
        if lines is not None:
            batch = batch.first_lines(lines - made)
        made += size if customers is not None else batch.lines.num_rows
        number += 1
        yield batch


def write_sample(
    folder: Path,
    *,
    seed: int,
    customers: int | None = None,
    lines: int | None = None,
    file_format: str = "csv",
    progress: bool = False,
) -> dict[str, int]:
    """Write ``invoices`` and ``customers`` to a folder.

    Parameters
    ----------
    folder : pathlib.Path
        Made if absent; the two files are replaced.
    seed, customers, lines
        See :func:`batches`.
    file_format : {"csv", "parquet"}
        CSV holds what cannot be read as text such as ``n/a``, Parquet as null.
    progress : bool, default False
        Whether to say on standard error how far it is.

    Returns
    -------
    dict of str to int
        Rows written: ``invoices`` and ``customers``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows = {"invoices": 0, "customers": 0}
    with (
        TableFile(folder / f"invoices.{file_format}", SCHEMA) as invoices,
        TableFile(folder / f"customers.{file_format}", CUSTOMER_SCHEMA) as people,
    ):
        for batch in batches(seed=seed, customers=customers, lines=lines):
            rows["invoices"] += write_lines(invoices, batch)
            rows["customers"] += people.write(batch.customers)
            if progress:
                print(f"\r{rows['invoices']:,} lines", end="", file=sys.stderr)
    return rows


def main(arguments: list[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.sample",
        description="Write invoices and customers with hidden behaviour types and "
        "every kind of dirt, the same for the same seed.",
        epilog="Dirt, as shares: "
        + ", ".join(f"{kind} {rate:.2%}" for kind, rate in RATES.items()).replace(
            "%", "%%"
        ),
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--customers", type=int, help="how many customers (default 800)")
    size.add_argument("--lines", type=int, help="how many invoice lines instead")
    parser.add_argument("--seed", type=int, default=42, help="default 42")
    parser.add_argument("--format", choices=FORMATS, default="csv", help="default csv")
    parser.add_argument(
        "--output",
        type=Path,
        default=Path("seeds/sample"),
        help="folder for the two files (default seeds/sample)",
    )
    options = parser.parse_args(arguments)
    customers = options.customers
    if customers is None and options.lines is None:
        customers = 800
    if (options.lines if customers is None else customers) < 1:
        parser.error("--customers and --lines take a number from 1")
    rows = write_sample(
        options.output,
        seed=options.seed,
        customers=customers,
        lines=options.lines,
        file_format=options.format,
        progress=sys.stderr.isatty(),
    )
    print(
        f"{options.output}: {rows['invoices']:,} invoice lines, "
        f"{rows['customers']:,} customers"
    )


if __name__ == "__main__":
    main()
