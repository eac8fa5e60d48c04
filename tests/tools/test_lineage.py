from xml.etree import ElementTree

from tools.lineage import draw_lineage


def node(kind, folder, name, *parents):
    fqn = ["project", name] if kind == "seed" else ["project", folder, name]
    return {
        "resource_type": kind,
        "name": name,
        "fqn": fqn,
        "config": {"docs": {"node_color": "#123456"}},
        "depends_on": {"nodes": list(parents)},
    }


def test_layers_stand_in_the_order_of_the_data():
    manifest = {
        "nodes": {
            "z": node("model", "marts", "customers<", "a", "y"),
            "a": node("model", "staging", "stg_lines", "source.not.a.node"),
            "y": node("seed", "", "codes"),
            "t": node("test", "marts", "unique", "z"),
        }
    }
    picture = ElementTree.fromstring(draw_lineage(manifest))
    texts = [text.text for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert texts == ["lookups", "codes", "staging", "stg_lines", "marts", "customers<"]
    assert len(list(picture.iter("{http://www.w3.org/2000/svg}path"))) == 2
