"""Whatever a file holds, every line and all readable money are accounted for."""

import csv
import io
from decimal import Decimal

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.builds import WITHOUT_TESTS, dbt_build
from tests.reliability.shop import HEADER

EVERYTHING_ALLOWED = {
    "allow": ["rejected_lines", "duplicate_lines"],
    "max_rejected_share": 1,
}
GOOD_LINE = ["1", "good", "GOOD", "3", "2024-01-05 08:26:00", "2.50", "somebody", "UK"]
CELLS = [
    st.sampled_from(["536365", "C536365", "c536366", "A563185", " 536367 ", "", "nan"]),
    st.sampled_from(["85123A", "POST", "22423", "", "D", "85123a"]),
    st.text(alphabet='a,;"\n\té|', max_size=8),
    st.one_of(
        st.integers(-99, 99).map(str), st.sampled_from(["", "1.5", "1e3", "x", "2.0"])
    ),
    st.sampled_from(
        ["2024-01-05", "2024-02-30", "2024-03-05 08:26:00", "", "05/01/2024"]
    ),
    st.one_of(
        st.decimals(-50, 50, places=2, allow_nan=False).map(str),
        st.sampled_from(["", "1,99", "NaN", "1e3"]),
    ),
    st.sampled_from(["12346", "12347.0", "", "NULL", "0012", "é", "e\u0301"]),
    st.sampled_from(["UK", "France", "", 'Q"']),
]
LINES = st.lists(st.tuples(*CELLS).map(list), min_size=1, max_size=60)


def plain_sum(lines: list[list[str]]) -> Decimal:
    """Units times price of every line in which both can be read."""
    total = Decimal(0)
    for line in lines:
        try:
            units, price = Decimal(line[3]), Decimal(line[5])
        except ArithmeticError:
            continue
        if "e" not in line[3] + line[5] and units == int(units) and price == price:
            total += units * price
    return total


def test_lines_and_money_are_conserved(tmp_path_factory, soak):
    @settings(
        max_examples=200 if soak else 2,
        deadline=None,
        derandomize=not soak,
        phases=[Phase.generate, Phase.shrink] if soak else [Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(LINES, st.sampled_from(",;\t|"))
    def check(lines, delimiter):
        folder = tmp_path_factory.mktemp("random")
        file = io.StringIO()
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
        writer.writerows([HEADER, GOOD_LINE, *lines])
        path = folder / "invoices.csv"
        path.write_text(file.getvalue())
        build = dbt_build(
            folder,
            *("--select", "+delivery_checks", *WITHOUT_TESTS),
            invoices=str(path),
            **EVERYTHING_ALLOWED,
        )
        assert build.code == 0, build.output
        found = build.rows(
            "select sum(lines), sum(amount), "
            "sum(case when disposition = 'clean' then amount - matched_amount end) "
            "from cleaning.int_line_totals"
        )[0]
        assert found[0] == len(lines) + 1
        assert found[1] == plain_sum([GOOD_LINE, *lines])
        net = build.value("select sum(gross - refunded) from cleaning.int_orders")
        assert found[2] == net

    check()
