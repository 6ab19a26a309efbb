"""Input files: every problem at once, each with its place; nothing stored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cta_batch.errors import InputError
from cta_batch.intake import Batch, BatchItem, read_batch, read_brand
from tests.conftest import Cli


def problems(data: Any, folder: Path = Path("/nowhere")) -> list[str]:
    text = data if isinstance(data, str) else json.dumps(data)
    with pytest.raises(InputError) as caught:
        read_batch(text, source="input.json", folder=folder)
    return caught.value.problems


def outcome(text: str) -> Batch | InputError:
    try:
        return read_batch(text, source="x", folder=Path("/nowhere"))
    except InputError as error:
        return error


GOOD = {"url": "https://shop.example/a", "variant": 1}


def test_a_good_input_keeps_its_order() -> None:
    data = [{"url": f"https://shop.example/{n}", "variant": n} for n in (3, 1, 2)]
    batch = read_batch(json.dumps(data), source="-", folder=Path())
    assert batch.items == tuple(BatchItem(d["url"], d["variant"]) for d in data)  # type: ignore[arg-type]  # mixed dict values
    assert batch.raw == data


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", "not JSON"),
        ("[1,", "line 1"),
        ("{}", "an object"),
        ("[]", "empty list"),
        ('[{"url": "https://a.b", "variant": NaN}]', "NaN"),
        ('[{"url": "https://a.b", "url": "https://c.d", "variant": 1}]', "twice"),
        ([GOOD | {"url": "https://shop.example/\ud800"}], "holds control characters"),
        ([3], "[0]: is a number"),
        ([{}], "[0].url: is missing"),
        ([GOOD | {"variant": 11}], "[0].variant: 11 is more than 10"),
        ([GOOD | {"variant": 0}], "[0].variant: 0 is less than 1"),
        ([GOOD | {"variant": True}], "[0].variant: true is not a whole number"),
        ([GOOD | {"variant": 1.5}], "[0].variant: 1.5 is not"),
        ([GOOD | {"variant": "2"}], '[0].variant: "2" is not'),
        ([GOOD | {"varaint": 2}], "[0].varaint: is not a known key"),
        (
            [GOOD | {"url": "shop.example/p"}],
            "[0].url: 'shop.example/p' has no http:// or https://",
        ),
        ([GOOD | {"url": "ftp://a.b/c"}], "has no http://"),
        ([GOOD | {"url": "https://"}], "names no host"),
        ([GOOD | {"url": "https://me:pw@shop.example"}], "password"),
        ([GOOD | {"url": "https://a b.example"}], "space"),
        ([GOOD | {"url": "https://a.example\n/x"}], "control"),
        ([GOOD | {"url": "https://a.example:99999/"}], "not a web address"),
        ([GOOD | {"url": "https://a.example/" + "x" * 2048}], "more than 2048"),
        ([GOOD | {"url": None}], "null"),
        ([GOOD, GOOD], "[1].url: is the same as [0].url"),
        ([GOOD | {"url": f"https://a.example/{n}"} for n in range(6)], "6 URLs are more than 5"),
        ([GOOD | {"html": "gone.html"}], "[0].html"),
    ],
)
def test_each_problem_has_its_place(data: Any, expected: str) -> None:
    assert any(expected in problem for problem in problems(data)), problems(data)


def test_all_problems_are_told_at_once_and_nothing_is_stored(cli: Cli, tmp_path: Path) -> None:
    source = tmp_path / "input.json"
    data = [
        GOOD,
        GOOD | {"url": "https://shop.example/b", "variant": 11},
        GOOD | {"url": "x", "variant": "y"},
    ]
    source.write_text(json.dumps(data))
    result = cli("run", str(source))

    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        "Error: input.json: 3 problems",
        "  [1].variant: 11 is more than 10",
        "  [2].url: 'x' has no http:// or https://",
        '  [2].variant: "y" is not a whole number',
    ]
    assert result.stdout == ""
    assert not (cli.home / "cta.db").exists()


def test_the_config_raises_the_limits(cli: Cli, tmp_path: Path) -> None:
    source = tmp_path / "input.json"
    source.write_text(
        json.dumps([{"url": f"https://shop.example/{n}", "variant": 12} for n in range(7)])
    )
    assert cli("run", str(source), "--dry-run").exit_code == 2
    (cli.home / "config.toml").write_text("max_urls = 7\nmax_variants = 12\n")
    assert cli("run", str(source), "--dry-run", "--json").json["infos"] == 84


def test_config_problems_are_told_with_their_place(cli: Cli) -> None:
    (cli.home / "config.toml").write_text("max_urls = 0\nmaxvariants = 3\n")
    result = cli("list")
    assert result.exit_code == 2
    assert "max_urls" in result.stderr
    assert "maxvariants: there is no such setting" in result.stderr


@settings(deadline=None, max_examples=150)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["url", "variant", "html", "x"]) | st.text(), inner, max_size=3
            )
        ),
        max_leaves=8,
    )
)
def test_any_json_is_a_batch_or_has_problems(data: Any) -> None:
    found = outcome(json.dumps(data))
    if isinstance(found, InputError):
        assert found.problems
        assert all("\n" not in problem for problem in found.problems)
    else:
        assert all(1 <= item.variant <= 10 for item in found.items)


@settings(deadline=None, max_examples=100)
@given(st.text())
def test_any_text_is_a_batch_or_has_problems(text: str) -> None:
    assert problems(text) if not text.strip().startswith("[{") else True


def test_a_brand_kit_is_checked(tmp_path: Path) -> None:
    file = tmp_path / "brand.toml"
    file.write_text('name = "Norda"\naccent = "#ff5500"\nforbidden_words = ["cheap"]\n')
    assert read_brand(file).forbidden_words == ("cheap",)
    file.write_text('nmae = "x"\nlogo = "gone.png"\ncorners = "wavy"\n')
    with pytest.raises(InputError) as caught:
        read_brand(file)
    assert len(caught.value.problems) == 3
