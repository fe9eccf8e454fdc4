import pytest

from k3extract.errors import RuleError
from k3extract.rulebook.strict_yaml import load_entries


def test_every_scalar_is_text() -> None:
    (node,) = load_entries("satu:\n  a: no\n  b: 12:30\n  c: 007\n  d: [1.10, null]\n", "f.yaml")
    assert node.value == {"a": "no", "b": "12:30", "c": "007", "d": ["1.10", "null"]}
    assert (node.key, node.line) == ("satu", 1)
    assert node.lines["b"] == 3
    assert node.lines["d.1"] == 5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: {x: 1}\na: {x: 2}\n", "f.yaml:2: the key 'a' stands twice"),
        ("a:\n  x: 1\n  x: 2\n", "f.yaml:3: the key 'x' stands twice"),
        ("- a\n", "f.yaml:1: a rule file is a mapping"),
        ("a: [1\n", "f.yaml:2: not YAML"),
        ("a: *b\n", "f.yaml:1: not YAML"),
    ],
)
def test_doubtful_yaml_names_its_line(text: str, message: str) -> None:
    with pytest.raises(RuleError) as caught:
        load_entries(text, "f.yaml")
    assert str(caught.value).startswith(message)


def test_an_empty_file_has_no_entries() -> None:
    assert load_entries("# nothing\n", "f.yaml") == []
