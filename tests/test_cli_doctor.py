"""``doctor``: each check in its states, and that looking changes nothing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cta_batch.config import load
from cta_batch.health import asked
from cta_batch.providers.openai import Listing
from tests.conftest import Cli, Result, without_rights
from tests.jobs import stored_job
from tests.servers import HeldImages, ModelServer, Reply, ShopServer, api_error, asked_to_wait
from tests.test_cli_trouble import broken
from tests.test_segmentation import model_of_brightness
from tests.upkeep import RUN, diagnosis, doctor, everything, put

NAMES = [
    *("versions", "fonts", "scripts", "config", "home", "rights", "logs", "database"),
    *("paid calls", "pictures", "leftovers", "cut-out model", "provider", "prices"),
]


@pytest.fixture
def job(cli: Cli, batch: Any, shop: ShopServer) -> dict[str, Any]:
    """A finished job of two ads, in a home that is its owner's only."""
    cli.home.chmod(0o700)
    made: dict[str, Any] = cli.process(*RUN, batch()).json
    return made


# --- as a whole ---


def test_all_is_well_after_a_run(cli: Cli, job: dict[str, Any]) -> None:
    found = doctor(cli)
    assert list(found.checks) == NAMES
    assert found.not_ok == set(), found.checks
    assert doctor(cli, "--fix").fixed == set()


def test_a_home_that_is_not_there_is_fine_and_stays_so(cli: Cli, tmp_path: Path) -> None:
    cli.env |= {"CTA_BATCH_HOME": str(tmp_path / "deep" / "home")}
    for args in ((), ("--fix",)):
        found = doctor(cli, *args)
        assert found.not_ok == set(), found.checks
        assert "othing was made yet" in found.said("database")
    assert not (tmp_path / "deep").exists()


def test_people_get_a_line_for_each_check_and_scripts_an_exit_code(
    cli: Cli, job: dict[str, Any]
) -> None:
    (cli.home / "assets" / job["id"]).rename(cli.home / "elsewhere")
    result = cli.process("doctor")
    lines = result.stdout.splitlines()
    assert [line[9:24].strip() for line in lines] == NAMES
    assert sum(line.startswith("warning") and "→" in line for line in lines) == 1
    assert result.stderr == "14 checks: no problems, 1 warning.\n"
    assert result.exit_code == 0
    (cli.home / "cta.db").write_bytes(b"garbage" * 1000)
    assert cli.process("doctor").exit_code == 1


def test_a_check_that_breaks_is_a_finding(
    cli: Cli, job: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_settings: object) -> None:
        raise RuntimeError("no such luck with sk-0123456789")

    monkeypatch.setattr(asked, "prices", breaks)
    found = diagnosis(cli("doctor", "--json"))
    assert found.state("prices") == "problem"
    assert "RuntimeError: no such luck" in found.said("prices")
    assert "0123456789" not in found.said("prices")
    assert found.not_ok == {"prices"}


# --- looking changes nothing ---


@pytest.mark.parametrize("state", ["sound", "older", "died", "garbage", "all of it"])
def test_without_fix_nothing_at_all_is_changed(
    state: str, cli: Cli, api: ModelServer, batch: Any, shop: ShopServer
) -> None:
    assert cli.process(*RUN, batch()).exit_code == 0
    if state == "older":
        cli.sql("DROP TABLE cta_owner")
        cli.sql("UPDATE alembic_version SET version_num = '0002'")
    if state in {"died", "all of it"}:
        images = HeldImages(api)
        process = cli.start(*RUN, batch((shop.url + "/p/lamp", 3)))
        images.wait_for_calls(2)
        process.kill()
        process.communicate()
        assert (cli.home / "cta.db-wal").stat().st_size > 0, "nothing to be tempted by"
    if state == "garbage":
        (cli.home / "cta.db").write_bytes(b"garbage" * 1000)
    if state == "all of it":
        put(cli.home / "assets" / "cut-outs" / ".abcdefgh.part")
        (cli.home / "logs").chmod(0o755)
        next((cli.home / "assets").rglob("square.jpg")).unlink()
    before = everything(cli.home.parent)
    found = doctor(cli)
    assert everything(cli.home.parent) == before
    assert found.fixed == set()
    if state == "all of it":
        assert found.not_ok >= {"rights", "paid calls", "pictures", "leftovers"}, found.checks


# --- versions and fonts: what the interpreter finds first on its path ---


@pytest.fixture
def shadow(cli: Cli, tmp_path: Path) -> Path:
    """A folder whose packages hide the installed ones."""
    folder = tmp_path / "shadow"
    folder.mkdir()
    cli.env["PYTHONPATH"] = str(folder)
    return folder


def metadata(folder: Path, name: str, version: str, *lines: str) -> None:
    info = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir()
    head = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    (info / "METADATA").write_text(head + "".join(f"{line}\n" for line in lines))


def test_a_library_outside_its_bounds_is_a_warning(cli: Cli, shadow: Path) -> None:
    metadata(shadow, "rich", "1.2.3")
    found = doctor(cli)
    assert found.state("versions") == "warning"
    assert "rich 1.2.3" in found.said("versions")


def test_a_library_that_is_missing_is_a_problem(cli: Cli, shadow: Path) -> None:
    metadata(
        shadow, "cta-batch", "9", "Requires-Dist: no-such-library>=1",
        "Requires-Dist: no-such-extra; extra == 'onnx'",
    )  # fmt: skip
    found = doctor(cli)
    assert found.state("versions") == "problem"
    assert "no-such-library" in found.said("versions")
    assert "no-such-extra" not in found.said("versions")


def test_a_library_that_cannot_be_loaded_is_a_problem(cli: Cli, shadow: Path) -> None:
    (shadow / "sqlmodel.py").write_text("raise ImportError('libsomething.so: no such file')")
    found = doctor(cli)
    assert found.state("versions") == "problem"
    assert "libsomething.so" in found.said("versions")


def test_a_font_that_is_missing_or_broken_is_a_problem(cli: Cli, shadow: Path) -> None:
    (shadow / "fontpkg_heebo").mkdir()
    (shadow / "fontpkg_heebo" / "__init__.py").touch()
    cjk = shadow / "noto_cjk_sans_jp_bold"
    cjk.mkdir()
    (cjk / "__init__.py").touch()
    (cjk / "NotoSansCJKjp-Bold.otf").write_bytes(b"no font")
    found = doctor(cli)
    assert found.state("fonts") == "problem"
    assert "fontpkg-heebo, noto-cjk-sans-jp-bold" in found.said("fonts")
    assert "pip install" in found.said("fonts")


def test_fonts_of_more_scripts_are_optional_but_not_broken(cli: Cli, shadow: Path) -> None:
    assert doctor(cli).state("scripts") == "ok"
    (shadow / "manimgx_fonts").mkdir()
    (shadow / "manimgx_fonts" / "__init__.py").touch()
    assert doctor(cli).state("scripts") == "problem"


# --- config ---


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("workspce = 'x'", "workspce: there is no such setting"),
        ("api_key = 'sk-in-a-file'", "OPENAI_API_KEY only"),
        ("max_urls = ", "config.toml"),
        ("max_urls = 0", "max_urls"),
    ],
)
def test_a_config_that_is_wrong_is_the_finding(text: str, words: str, cli: Cli) -> None:
    (cli.home / "config.toml").write_text(text)
    found = doctor(cli)
    assert found.state("config") == "problem"
    assert words in found.said("config")
    assert "sk-in" not in found.said("config")
    assert list(found.checks) == NAMES[:4]


def test_a_config_that_is_named_and_not_there(cli: Cli) -> None:
    cli.env["CTA_BATCH_CONFIG"] = str(cli.home / "nowhere.toml")
    assert "no such file" in doctor(cli).said("config")


# --- the home ---


def test_a_home_that_is_a_file(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for home in ("file", "file/below"):
        cli.env["CTA_BATCH_HOME"] = str(tmp_path / home)
        found = doctor(cli)
        assert found.state("home") == "problem"
        assert "is no folder" in found.said("home")


def test_a_home_that_may_not_be_written(
    cli: Cli, job: dict[str, Any], kept_from_writing: list[str]
) -> None:
    for path in (cli.home, *cli.home.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222)
    before = everything(cli.home)
    for args in ((), ("--fix",)):
        found = diagnosis(without_rights(cli, kept_from_writing, "doctor", "--json", *args))
        assert found.not_ok == {"home", "database", "logs"}, found.checks
        assert (found.state("home"), found.state("database")) == ("problem", "problem")
        assert found.state("logs") == "warning"
    assert everything(cli.home) == before


FULL = """
mount -t tmpfs -o size=900k tmpfs "$CTA_BATCH_HOME"
"$@" list
dd if=/dev/zero of="$CTA_BATCH_HOME/ballast" bs=1k 2>/dev/null
"$@" doctor --json > "$OUT/out" 2> "$OUT/err"; echo $? > "$OUT/code"
"$@" doctor --fix --json > "$OUT/out2" 2> "$OUT/err2"; echo $? > "$OUT/code2"
"""


def test_a_full_disk_is_a_problem(cli: Cli, small_disk: list[str], tmp_path: Path) -> None:
    environ = {**os.environ, **{k: v for k, v in cli.environ.items() if v is not None}}
    (tmp_path / "config.toml").touch()
    environ |= {"OUT": str(tmp_path), "CTA_BATCH_CONFIG": str(tmp_path / "config.toml")}
    command = [sys.executable, "-m", "cta_batch"]
    subprocess.run([*small_disk, "sh", "-c", FULL, "sh", *command], env=environ, check=True)
    for end in ("", "2"):
        out, err, code = ((tmp_path / f"{n}{end}").read_text() for n in ("out", "err", "code"))
        found = diagnosis(Result(int(code), out, err))
        assert found.state("home") == "problem"
        assert "0 bytes free" in found.said("home")
        assert found.state("database") == "ok"


def test_a_log_that_may_not_be_written(
    cli: Cli, job: dict[str, Any], kept_from_writing: list[str]
) -> None:
    (cli.home / "logs" / "cta-batch.log").chmod(0o400)
    found = diagnosis(without_rights(cli, kept_from_writing, "doctor", "--json"))
    assert found.state("logs") == "warning"
    assert found.not_ok == {"logs"}


# --- the database ---


@pytest.mark.parametrize("how", ["garbage", "half of it", "noise in the middle"])
def test_a_broken_database_is_a_problem_and_left_alone(
    how: str, cli: Cli, shop: ShopServer
) -> None:
    cli.home.chmod(0o700)
    job = stored_job(cli, shop, 200)
    path = cli.home / "cta.db"
    path.write_bytes(broken(path.read_bytes(), how))
    source = put(cli.home / "assets" / job / "sources" / ("0" * 24 + ".png"))
    before = everything(cli.home)
    for args in ((), ("--fix",)):
        found = doctor(cli, *args)
        assert found.state("database") == "problem"
        assert str(path) in found.said("database")
        for other in ("paid calls", "pictures", "leftovers"):
            assert found.state(other) == "warning"
            assert "Not looked at" in found.said(other)
    assert everything(cli.home) == before
    assert source.exists()


def test_a_newer_database_is_a_problem(cli: Cli, job: dict[str, Any]) -> None:
    cli.sql("UPDATE alembic_version SET version_num = '9999_later'")
    for args in ((), ("--fix",)):
        found = doctor(cli, *args)
        assert found.state("database") == "problem"
        assert "newer version" in found.said("database")


def test_rows_that_belong_to_nothing_are_told_and_stay(cli: Cli, job: dict[str, Any]) -> None:
    cli.sql("DELETE FROM cta_generation_job")
    found = doctor(cli, "--fix")
    assert found.state("database") == "warning"
    assert "2 rows" in found.said("database")
    assert cli.sql("SELECT count(*) FROM cta_info") == [(2,)]
    assert found.state("pictures") == "ok"
    assert found.fixed == set()


def test_a_database_elsewhere_is_the_one_that_is_looked_at(
    cli: Cli, job: dict[str, Any], tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere" / "ads.db"
    elsewhere.parent.mkdir()
    shutil.copy(cli.home / "cta.db", elsewhere)
    (cli.home / "cta.db").write_bytes(b"garbage")
    cli.env["CTA_BATCH_DATABASE_URL"] = f"sqlite:///{elsewhere}"
    elsewhere.chmod(0o644)
    assert doctor(cli).not_ok == {"rights"}
    assert doctor(cli, "--fix").fixed == {"rights"}
    assert elsewhere.stat().st_mode & 0o777 == 0o600
    assert elsewhere.parent.stat().st_mode & 0o777 == 0o755, "not ours to close"


def test_a_database_that_cannot_be_reached(cli: Cli) -> None:
    cli.env["CTA_BATCH_DATABASE_URL"] = "oracle://ada:hunter22secret@127.0.0.1/ads"
    result = cli.process("doctor", "--json")
    assert diagnosis(result).state("database") == "problem"
    assert "hunter22secret" not in result.stdout


def test_a_journal_without_its_index_is_a_sentence(cli: Cli, job: dict[str, Any]) -> None:
    put(cli.home / "cta.db-wal")
    before = everything(cli.home)
    found = doctor(cli)
    assert found.state("database") == "problem"
    assert "cta-batch list" in found.said("database")
    assert everything(cli.home) == before


# --- pictures ---


def test_pictures_that_are_gone_or_broken_are_told_with_a_remedy(
    cli: Cli, job: dict[str, Any]
) -> None:
    first, second = (info["suggestion"] for info in job["cta_infos"])
    Path(first["creatives"][0]["path"]).unlink()
    Path(second["creatives"][0]["path"]).write_bytes(b"scribble")
    found = doctor(cli)
    assert found.state("pictures") == "warning"
    said = found.said("pictures")
    assert "1 file missing, 1 damaged" in said
    assert all(info["id"][:8] in said for info in job["cta_infos"])
    assert f"cta-batch render {job['id'][:8]}" in said
    assert cli("render", job["id"]).exit_code == 0
    assert doctor(cli).state("pictures") == "ok"

    Path(first["background_image"]["path"]).write_bytes(b"scribble")
    assert "from a copy" in doctor(cli).said("pictures")


def test_a_picture_that_a_person_retouched_is_whole(cli: Cli, job: dict[str, Any]) -> None:
    creative, other = (i["suggestion"]["creatives"][0]["path"] for i in job["cta_infos"])
    Path(creative).write_bytes(Path(other).read_bytes() + b"\0")
    assert doctor(cli).state("pictures") == "ok"


def test_what_others_lost_is_counted_and_not_named(cli: Cli, job: dict[str, Any]) -> None:
    Path(job["cta_infos"][0]["suggestion"]["creatives"][0]["path"]).unlink()
    cli.env["CTA_BATCH_USER"] = "eve"
    result = cli.process("doctor", "--json")
    assert "1 ad of other users" in diagnosis(result).said("pictures")
    for name in (job["id"][:8], *(info["id"][:8] for info in job["cta_infos"])):
        assert name not in result.stdout


# --- who is asked ---


def test_a_cut_out_model_must_be_there_and_run(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "model.onnx"
    (cli.home / "config.toml").write_text(f'[cutout]\nmodel = "{path}"')
    assert "no such file" in doctor(cli).said("cut-out model")
    path.write_bytes(b"no model")
    found = doctor(cli)
    assert found.state("cut-out model") == "problem"
    assert "could not be run" in found.said("cut-out model")
    model_of_brightness(path)
    assert doctor(cli).state("cut-out model") == "ok"


def serves(api: ModelServer, *models: str) -> None:
    body = json.dumps({"object": "list", "data": [{"id": m, "object": "model"} for m in models]})
    api.files["/v1/models"] = Reply(200, body.encode(), kind="application/json")


def test_a_server_with_the_models_is_asked_for_its_list_only(cli: Cli, api: ModelServer) -> None:
    serves(api, "gpt-5-mini", "gpt-image-2")
    found = doctor(cli)
    assert (found.state("provider"), found.state("prices")) == ("ok", "ok")
    assert [(r.method, r.path) for r in api.requests] == [("GET", "/v1/models")]


@pytest.mark.parametrize(
    ("reply", "state", "words"),
    [
        (api_error(401, "invalid_api_key", "Incorrect key: sk-test-0123456789."), "problem", "key"),
        (api_error(403, None, "Missing scopes: api.model.read"), "warning", "(403)"),
        (Reply(404, b"not here"), "warning", "(404)"),
        (Reply(200, b"<h1>Welcome</h1>"), "problem", "/v1"),
        (Reply(200, b'{"data": 3}', kind="application/json"), "problem", "/v1"),
        (api_error(500), "problem", "500"),
        (asked_to_wait(30), "warning", "asks to wait"),
        (Reply(drop="before"), "problem", "did not answer"),
    ],
)
def test_what_a_server_may_answer_instead(
    reply: Reply, state: str, words: str, cli: Cli, api: ModelServer
) -> None:
    api.files["/v1/models"] = reply
    result = cli.process("doctor", "--json")
    found = diagnosis(result)
    assert found.state("provider") == state, found.said("provider")
    assert words in found.said("provider")
    assert "0123456789" not in result.stdout + result.stderr


def test_a_server_that_is_not_there(cli: Cli, api: ModelServer) -> None:
    cli.env["OPENAI_BASE_URL"] = "http://127.0.0.1:1/v1"
    assert doctor(cli).state("provider") == "problem"


def test_a_model_that_the_server_does_not_list(cli: Cli, api: ModelServer) -> None:
    serves(api, "gpt-image-2")
    found = doctor(cli)
    assert found.state("provider") == "warning"
    assert "gpt-5-mini" in found.said("provider")


def test_openai_s_own_list_is_taken_at_its_word() -> None:
    settings = load({"OPENAI_API_KEY": "sk-x", "CTA_BATCH_TEXT_MODEL": "gpt-typo"})
    found = asked._listed(settings, Listing(frozenset({settings.image_model}), 200))
    assert (found.state, found.finding) == (
        "problem",
        "OpenAI answers, but does not list gpt-typo.",
    )


def test_a_model_of_unknown_price_takes_no_budget(cli: Cli, api: ModelServer) -> None:
    serves(api, "my-llama", "gpt-image-2")
    cli.env["CTA_BATCH_TEXT_MODEL"] = "my-llama"
    found = doctor(cli)
    assert found.state("prices") == "warning"
    assert '[prices."my-llama"]' in found.said("prices")
