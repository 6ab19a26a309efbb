"""Who may import whom, which library has which door, and what --help must not load."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "cta_batch"

LINES = [
    {"__main__"},
    {"cli"},
    {"views", "export", "health"},
    {"pipeline"},
    {"store", "compose", "providers", "intake", "edits"},
    {
        "page",
        "prompts",
        "config",
        "angles",
        "grounding",
        "copyrules",
        "lexicon",
        "alttext",
        "units",
        "counting",
        "numerals",
        "actions",
    },
    {"migrations"},
    {"models"},
    {"placements", "languages"},
    {"domain"},
    {"limits", "findings", "floor"},
    {"errors", "redaction", "fairlock"},
]
"""From the top; a room may import from lines below its own, not from its neighbours."""

NEIGHBOURS = {
    ("prompts", "angles"),
    ("prompts", "copyrules"),
    ("prompts", "lexicon"),
    ("angles", "lexicon"),
    ("angles", "copyrules"),
    ("grounding", "lexicon"),
    ("grounding", "units"),
    ("grounding", "counting"),
    ("grounding", "numerals"),
    ("numerals", "counting"),
    ("grounding", "copyrules"),
    ("copyrules", "lexicon"),
    ("alttext", "copyrules"),
}
"""Within the words' own line, which small pure room stands on which."""

DOORS = {
    "typer": {"cli"},
    "rich": {"views", "cli"},
    "sqlmodel": {"models", "store", "migrations"},
    "sqlalchemy": {"models", "store", "migrations"},
    "alembic": {"store", "migrations"},
    "openai": {"providers"},
    "httpx2": {"providers"},
    "httpcore2": {"providers"},
    "tenacity": {"providers", "store"},
    "protego": {"providers"},
    "PIL": {"compose"},
    "numpy": {"compose"},
    "cv2": {"compose"},
    "uharfbuzz": {"compose"},
    "onnxruntime": {"compose"},
    "lxml": {"page"},
    "parsel": {"page"},
    "w3lib": {"page"},
    "price_parser": {"page"},
    "json_repair": {"page", "providers"},
    "platformdirs": {"config"},
    "langcodes": {"intake"},
    "packaging": {"health"},
    "anyascii": {"export"},
    "markupsafe": {"export"},
    "xlsxwriter": {"export"},
}
"""Outside libraries, and the rooms that may import them."""

FILES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    part = path.relative_to(PACKAGE).parts[0]
    return part.removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Dotted names of everything a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            names = {f"{module}.{alias.name}" for alias in node.names}
            found |= names if module == "cta_batch" else {module}
    return found


def line_of(name: str) -> int:
    found = [i for i, rooms in enumerate(LINES) if name in rooms]
    assert found, f"{name} has no line: say in LINES and docs/architecture.md where it belongs"
    return found[0]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_downward_only(path: Path) -> None:
    here = room(path)
    if here == "__init__":
        return
    for name in imports(path):
        if not name.startswith("cta_batch."):
            continue
        there = name.split(".")[1]
        if there in {here, "__version__"} or (here, there) in NEIGHBOURS:
            continue
        assert line_of(there) > line_of(here), f"{here} imports {there}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_each_library_has_its_door(path: Path) -> None:
    for name in imports(path):
        library = name.split(".")[0]
        assert room(path) in DOORS.get(library, {room(path)}), f"{path} imports {library}"


A_LIBRARYS_OWN = 'os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")'
"""Is no setting of ours: OpenBLAS reads it when it is loaded, and has no other door before."""


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_config_reads_the_environment(path: Path) -> None:
    if room(path) == "config":
        return
    text = path.read_text(encoding="utf-8").replace(A_LIBRARYS_OWN, "")
    assert "os.environ" not in text
    assert "getenv" not in text


@pytest.mark.parametrize(
    ("args", "unwanted"),
    [
        (
            ["--help"],
            {"pydantic", "sqlmodel", "openai", "httpx2", "PIL", "numpy", "cv2", "lxml", "pygments"},
        ),
        (
            ["run", "--help"],
            {"pydantic", "sqlmodel", "openai", "httpx2", "PIL", "numpy", "cv2", "lxml", "pygments"},
        ),
        (
            ["list"],
            {"openai", "httpx2", "PIL", "numpy", "cv2", "lxml", "alembic", "cta_batch.lexicon"},
        ),
        (["show", "last"], {"openai", "httpx2", "PIL", "numpy", "cv2", "lxml", "alembic"}),
    ],
)
def test_commands_load_only_what_they_use(
    args: list[str], unwanted: set[str], tmp_path: Path
) -> None:
    environment = {"CTA_BATCH_HOME": str(tmp_path), "PATH": ""}
    command = [sys.executable, "-X", "importtime", "-m", "cta_batch", *args]
    subprocess.run(command, env=environment, capture_output=True, check=False)  # makes the database
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 3}, done.stderr
    names = {
        line.rsplit("|", 1)[1].strip()
        for line in done.stderr.splitlines()
        if line.startswith("import time:") and "|" in line
    }
    loaded = names | {name.split(".")[0] for name in names}
    assert "typer" in loaded
    assert loaded & unwanted == set()
