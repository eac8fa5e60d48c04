"""Rows of a sheet in the XML of workbooks: SQL writes them, many at a time."""

from collections.abc import Iterator, Mapping

import duckdb

from customer_segmentation.sql_text import literal, name

MOST_UNITS = 32_767
"""Longest text that fits into a cell, in units of UTF-16: one or two a character."""

ROWS_AT_ONCE = 1_000
"""Rows that Python holds at a time."""

ROW = name("number of the row in the sheet")
"""The header is row 1."""

CONTROLS = r"\x00-\x08\x0B-\x1F\x{FFFE}\x{FFFF}"
"""Characters that XML has no sign for; workbooks write ``_xHHHH_`` instead."""

NEEDS_CARE = rf"[&<>{CONTROLS}]|_x[0-9a-fA-F]{{4}}_|^[ \t\n]|[ \t\n]$"
"""Texts with a match are escaped; nearly none has one."""

MACROS = f"""
    create or replace temp macro units(value) as
        length(value)
        + length(regexp_replace(value, '[^\\x{{10000}}-\\x{{10FFFF}}]', '', 'g'));

    create or replace temp macro cut_to_cell(value) as
        case
            when strlen(value) <= {MOST_UNITS} then value
            when units(value) <= {MOST_UNITS} then value
            else
                left(value, {MOST_UNITS // 2 - 30})
                || format(' … ({{:,}} characters)', length(value))
        end;

    create or replace temp macro escape_controls(value) as
        array_to_string(
            list_transform(
                regexp_extract_all(
                    regexp_replace(value, '(_x[0-9a-fA-F]{{4}}_)', '_x005F\\1', 'g'),
                    '(?s).'
                ),
                lambda character:
                    case
                        when regexp_matches(character, '[{CONTROLS}]')
                            then printf('_x%04X_', unicode(character))
                        else character
                    end
            ),
            ''
        );

    create or replace temp macro escape_signs(value) as
        replace(replace(replace(value, '&', '&amp;'), '<', '&lt;'), '>', '&gt;');

    create or replace temp macro text_element(value) as
        case
            when strlen(value) <= {MOST_UNITS}
                and not regexp_matches(value, '{NEEDS_CARE}')
                then '<t>' || value || '</t>'
            else
                '<t xml:space="preserve">'
                || escape_signs(escape_controls(cut_to_cell(value)))
                || '</t>'
        end;

    -- The day 1900-02-29 counts, though there was none.
    create or replace temp macro day_number(value) as
        value - date '1899-12-31' + (value > date '1900-02-28')::integer;
"""

_CELLS = {
    "VARCHAR": (' t="inlineStr"><is>', "text_element({value})", "</is></c>"),
    "BOOLEAN": (' t="b"><v>', "({value})::integer", "</v></c>"),
    "DATE": ("><v>", "day_number({value})", "</v></c>"),
}
"""Type of a column -> what stands before, for and after its values in a cell."""

_WHOLE = ("><v>", "{value}", "</v></c>")
_NUMBER = (
    "><v>",
    "case when isfinite({value}::double) then printf('%.16G', {value}::double) end",
    "</v></c>",
)


def rows_as_xml(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, str],
    styles: Mapping[str, str],
) -> Iterator[bytes]:
    """Write the rows of a table as elements ``row`` of a sheet.

    What is null, or no number, gets no cell. A text that is too long for a cell ends
    with the number of characters it has.

    Parameters
    ----------
    connection : duckdb.DuckDBPyConnection
        Receives temporary macros.
    table : str
        Its rows follow the header in the order in which they were inserted.
    columns : mapping of str to str
        The columns to write, from the left -> their types.
    styles : mapping of str to str
        Letters of the columns of the sheet, in the same order -> number of the style.

    Yields
    ------
    bytes
        The elements of at most ``ROWS_AT_ONCE`` rows.
    """
    connection.execute(MACROS)
    cells = ", ".join(
        _cell(column, kind, letters, style)
        for (column, kind), (letters, style) in zip(
            columns.items(), styles.items(), strict=True
        )
    )
    rows = connection.execute(
        f"select concat('<row r=\"', {ROW}, '\">', {cells}, '</row>') "
        f"from (select (rowid + 2)::varchar as {ROW}, * from {name(table)})"
    )
    while some := rows.fetchmany(ROWS_AT_ONCE):
        yield "".join(row for (row,) in some).encode()


def _cell(column: str, kind: str, letters: str, style: str) -> str:
    """Write the expression for a cell, which is null where there is none."""
    whole = kind.endswith("INT") or kind == "INTEGER"
    before, value, after = _CELLS.get(kind, _WHOLE if whole else _NUMBER)
    parts = [
        literal(f'<c r="{letters}'),
        ROW,
        literal(f'" s="{style}"{before}'),
        value.format(value=name(column)),
        literal(after),
    ]
    return " || ".join(parts)
