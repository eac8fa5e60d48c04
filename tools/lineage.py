"""The lineage of the models as a picture."""

import argparse
import json
import sys
from html import escape
from pathlib import Path

PICTURE = Path("docs/lineage.svg")

WIDTH, HEIGHT = 196, 24
"""Size of a box, in pixels."""

COLUMN, ROW, TOP = 250, 34, 54
"""Distance of columns and rows, and room for the names of the layers."""


def draw_lineage(manifest: dict) -> str:
    """Draw the models and seeds of a dbt manifest, a column for each layer.

    Parameters
    ----------
    manifest : dict
        The content of ``target/manifest.json``.

    Returns
    -------
    str
        An SVG picture; the colours are those of the layers in ``dbt_project.yml``.
    """
    nodes = {
        unique_id: node
        for unique_id, node in manifest["nodes"].items()
        if node["resource_type"] in ("model", "seed")
    }
    layers = _layers(nodes)
    tallest = max(len(members) for _, members in layers)
    height, width = TOP + tallest * ROW + 10, len(layers) * COLUMN
    places = {
        unique_id: (
            column * COLUMN + (COLUMN - WIDTH) // 2,
            TOP + (tallest - len(members)) * ROW // 2 + row * ROW,
        )
        for column, (_, members) in enumerate(layers)
        for row, unique_id in enumerate(members)
    }
    picture = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="Helvetica, Arial, sans-serif" role="img">',
        "<title>Lineage: from raw lines on the left to published tables on the right"
        "</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    picture += _edges(nodes, places)
    for column, (layer, members) in enumerate(layers):
        colour = nodes[members[0]]["config"]["docs"]["node_color"]
        middle = column * COLUMN + COLUMN // 2
        picture.append(
            f'<text x="{middle}" y="28" font-size="17" font-weight="bold" '
            f'text-anchor="middle" fill="#333333">{escape(layer)}</text>'
        )
        picture += [
            _box(nodes[member]["name"], places[member], colour) for member in members
        ]
    return "\n".join([*picture, "</svg>\n"])


def main() -> None:
    """Run the command line: draw ``docs/lineage.svg`` again."""
    argparse.ArgumentParser(
        prog="python -m tools.lineage",
        description=f"Draw {PICTURE} from target/manifest.json.",
    ).parse_args()
    manifest = Path("target/manifest.json")
    if not manifest.exists():
        sys.exit(
            f"{manifest} is not there; run dbt parse first, in the project folder."
        )
    PICTURE.write_text(draw_lineage(json.loads(manifest.read_text())))


def _layers(nodes: dict[str, dict]) -> list[tuple[str, list[str]]]:
    """Group nodes by folder, in the order in which data flows."""
    depths: dict[str, int] = {}

    def depth(unique_id: str) -> int:
        if unique_id not in depths:
            parents = _parents(unique_id, nodes)
            depths[unique_id] = 1 + max(map(depth, parents), default=0)
        return depths[unique_id]

    layers: dict[str, list[str]] = {}
    for unique_id in sorted(nodes, key=lambda node: (depth(node), node)):
        node = nodes[unique_id]
        is_seed = node["resource_type"] == "seed"
        layers.setdefault("lookups" if is_seed else node["fqn"][1], []).append(
            unique_id
        )
    return sorted(
        layers.items(),
        key=lambda layer: (layer[0] != "lookups", max(map(depth, layer[1])), layer[0]),
    )


def _parents(unique_id: str, nodes: dict[str, dict]) -> list[str]:
    listed = nodes[unique_id]["depends_on"].get("nodes", [])
    return [parent for parent in listed if parent in nodes]


def _edges(nodes: dict[str, dict], places: dict[str, tuple[int, int]]) -> list[str]:
    edges = []
    for child in sorted(nodes):
        for parent in sorted(_parents(child, nodes)):
            (x1, y1), (x2, y2) = places[parent], places[child]
            y1, y2 = y1 + HEIGHT // 2, y2 + HEIGHT // 2
            if x1 == x2:  # within a layer: around the left side
                path = f"M{x1},{y1} C{x1 - 26},{y1} {x2 - 26},{y2} {x2},{y2}"
            else:
                x1 += WIDTH
                bend = (x1 + x2) // 2
                path = f"M{x1},{y1} C{bend},{y1} {bend},{y2} {x2},{y2}"
            edges.append(f'<path d="{path}" fill="none" stroke="#b9bfc7"/>')
    return edges


def _box(name: str, place: tuple[int, int], colour: str) -> str:
    x, y = place
    return (
        f'<rect x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" rx="5" '
        f'fill="#ffffff" stroke="{escape(colour)}" stroke-width="2"/>'
        f'<text x="{x + WIDTH // 2}" y="{y + 16}" font-size="12" text-anchor="middle" '
        f'fill="#222222">{escape(name)}</text>'
    )


if __name__ == "__main__":
    main()
