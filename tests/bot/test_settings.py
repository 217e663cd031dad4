"""What the environment may say, and what the operator reads when it is wrong."""

from __future__ import annotations

import stat
from base64 import b64encode
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.settings import Settings, SettingsError, read_settings

GOOD_KEY = b64encode(bytes(32)).decode()
NO_TOKEN, SHORT_KEY = "secret-but-none", "c2hvcnQ="
GOOD_TOKEN = "123456:ABC-def_" + "x" * 20
ANY_PATH = {"data_dir", "secret_key_file"}
WRONG = {
    "web_url": "http://jip.example.org",
    "web_listen": "8080",
    "web_proxies": "proxy.example.org",
    "smtp_url": "smtp://jip:hunter3@",
    "mail_from": "JIP Reutlingen",
    "mail_reply_to": "nobody",
    "controller": "Landkreis\nReutlingen",
    "imprint_file": "no/imprint.txt",
    "privacy_file": "no/privacy.txt",
    "open_anyway": "perhaps",
    "ops_listen": "fd:2",
    "webhook_url": "https://jip:hunter4@jip.example.org/telegram",
    "webhook_secret": "hunter5",
    "webhook_listen": "example.org:80",
}


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"JIP_{name.upper()}", raising=False)


def wrong(monkeypatch: pytest.MonkeyPatch, **values: str) -> list[str]:
    """Return the sentences for these settings."""
    for name, value in values.items():
        monkeypatch.setenv(f"JIP_{name.upper()}", value)
    with pytest.raises(SettingsError) as caught:
        read_settings(token_needed=True)
    return caught.value.sentences


def test_a_token_is_enough(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JIP_TELEGRAM_TOKEN", GOOD_TOKEN)
    settings = read_settings(token_needed=True)
    assert settings.database == f"sqlite:///{tmp_path / 'data' / 'jip.db'}"
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.zone.key == "Europe/Berlin"
    assert (settings.token, len(settings.key)) == (GOOD_TOKEN, 44)


def test_a_file_named_env_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"JIP_TELEGRAM_TOKEN={GOOD_TOKEN}\nJIP_LOG_LEVEL=debug\n")
    assert read_settings(token_needed=True).log_level == "debug"


def test_the_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = read_settings(token_needed=False).key
    kept = tmp_path / "data" / "secret.key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert read_settings(token_needed=False).key == first == kept.read_text().strip()


def test_a_key_others_can_read_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    read_settings(token_needed=False)
    (tmp_path / "data" / "secret.key").chmod(0o640)
    assert "chmod 600" in wrong(monkeypatch, telegram_token=GOOD_TOKEN)[0]


def test_a_database_without_its_key_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "jip.db").touch()
    assert "although the database exists" in wrong(monkeypatch, telegram_token=GOOD_TOKEN)[0]
    assert not (tmp_path / "data" / "secret.key").exists()


def test_postgresql_needs_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    found = wrong(monkeypatch, telegram_token=GOOD_TOKEN, database_url="postgresql://db/jip")
    assert found == ["JIP_SECRET_KEY is missing: it is required with PostgreSQL."]
    monkeypatch.setenv("JIP_SECRET_KEY", f"{GOOD_KEY},{GOOD_KEY}")
    assert read_settings(token_needed=True).database == "postgresql+psycopg://db/jip"


def test_all_that_is_wrong_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    found = wrong(
        monkeypatch,
        telegram_token=NO_TOKEN,
        telegram_api_url="api.telegram.org",
        database_url="mysql://root:hunter2@db/jip",
        secret_key=SHORT_KEY,
        timezone="Europe/Reutlingen",
        log_level="loud",
        **WRONG,
    )
    names = [sentence.split()[0] for sentence in found]
    assert sorted(names) == sorted(
        f"JIP_{name.upper()}" for name in Settings.model_fields if name not in ANY_PATH
    )
    assert all(sentence.endswith(".") for sentence in found)
    assert not any(word in " ".join(found) for word in (NO_TOKEN, "hunter", SHORT_KEY))


def test_a_missing_token_is_said_beside_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    found = wrong(monkeypatch, timezone="Mars", database_url="postgresql://db/jip")
    assert [sentence.split()[0] for sentence in found] == [
        "JIP_TIMEZONE",
        "JIP_TELEGRAM_TOKEN",
        "JIP_SECRET_KEY",
    ]


def test_the_command_says_it_on_standard_error_and_ends_with_two(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("JIP_TIMEZONE", "Mars")
    ended = CliRunner().invoke(main, ["run"])
    assert ended.exit_code == 2
    assert ended.stdout == ""
    assert len(ended.stderr.strip().splitlines()) == 2


def test_neither_token_nor_key_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIP_TELEGRAM_TOKEN", GOOD_TOKEN)
    monkeypatch.setenv("JIP_DATABASE_URL", "postgresql://jip:hunter2@db/jip")
    monkeypatch.setenv("JIP_SECRET_KEY", GOOD_KEY)
    shown = repr(read_settings(token_needed=True))
    assert not any(secret in shown for secret in (GOOD_TOKEN, GOOD_KEY, "hunter2"))


def test_every_setting_is_described() -> None:
    assert all(field.description for field in Settings.model_fields.values())
