"""What the environment says of page, mail, webhook and key file, and what is wrong together."""

from __future__ import annotations

import stat
from base64 import b64encode
from pathlib import Path

import pytest

from bot.mailserver import MailServer
from bot.settings import Settings, SettingsError, read_settings
from bot.values import address

KEY = b64encode(bytes(range(32))).decode()
GOOD_TOKEN = "123456:ABC-def_" + "x" * 20
SECRET = "w" * 40
PAGE = {"web_url": "https://jip.example.org/"}
MAIL = {"mail_from": "JIP <jip@example.org>", **PAGE}


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"JIP_{name.upper()}", raising=False)


@pytest.fixture
def env(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment with a token."""
    monkeypatch.setenv("JIP_TELEGRAM_TOKEN", GOOD_TOKEN)
    return monkeypatch


def read(env: pytest.MonkeyPatch, **values: str) -> Settings:
    """Return the settings of these values."""
    for name, value in values.items():
        env.setenv(f"JIP_{name.upper()}", value)
    return read_settings(token_needed=True)


def wrong(env: pytest.MonkeyPatch, **values: str) -> list[str]:
    """Return the sentences for these settings."""
    with pytest.raises(SettingsError) as caught:
        read(env, **values)
    return caught.value.sentences


def test_without_anything_there_is_no_page_no_mail_and_no_open_port(
    env: pytest.MonkeyPatch,
) -> None:
    found = read(env)
    assert (found.web_url, found.mail, found.ops_listen, found.webhook_url) == (None,) * 4


def test_a_page_needs_its_address_alone(env: pytest.MonkeyPatch) -> None:
    found = read(env, **PAGE)
    assert (found.web_url, found.web_listen) == ("https://jip.example.org", "127.0.0.1:8080")
    assert [str(each) for each in found.trusted] == ["127.0.0.1/32", "::1/128"]


@pytest.mark.parametrize(
    "url",
    [
        "http://jip.example.org",
        "https://jip.example.org/page",
        "https://jip.example.org/?a=b",
        "https://me@jip.example.org",
        "https://",
        "https://jip.example.org:0",
        "https://jip.example.org:no",
        "jip.example.org",
    ],
)
def test_a_page_has_a_public_root(env: pytest.MonkeyPatch, url: str) -> None:
    [said] = wrong(env, web_url=url)
    assert said.startswith("JIP_WEB_URL must be such as https://jip.example.org")


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("127.0.0.1:8080", ("127.0.0.1", 8080)),
        ("localhost:0", ("127.0.0.1", 0)),
        ("10.0.0.1:80", ("10.0.0.1", 80)),
        ("[::1]:8080", ("::1", 8080)),
        ("::1:8080", None),
        ("[127.0.0.1]:80", None),
        ("127.0.0.1", None),
        ("127.0.0.1:65536", None),
        ("127.0.0.1:8o", None),
        (":8080", None),
        ("jip.example.org:80", None),
        ("", None),
    ],
)
def test_where_a_server_listens(place: str, found: tuple[str, int] | None) -> None:
    assert address(place) == found


@pytest.mark.parametrize(
    ("url", "server"),
    [
        (
            "smtps://me:p%40ss@mail.example.org",
            MailServer("mail.example.org", 465, "from the start", "me", "p@ss"),
        ),
        ("smtp://mail.example.org", MailServer("mail.example.org", 587, "starttls")),
        ("smtp://127.0.0.1:2525", MailServer("127.0.0.1", 2525, "none")),
        ("smtp://10.0.0.1:25", MailServer("10.0.0.1", 25, "starttls")),
    ],
)
def test_mail_has_tls_wherever_it_leaves_this_computer(
    env: pytest.MonkeyPatch, url: str, server: MailServer
) -> None:
    found = read(env, smtp_url=url, **MAIL)
    assert found.mail == server
    assert "p@ss" not in repr(found) + repr(found.mail)


@pytest.mark.parametrize(
    "url", ["mail.example.org", "http://a", "smtp://", "smtp://a:0", "smtp://a/b"]
)
def test_what_is_no_mail_server(env: pytest.MonkeyPatch, url: str) -> None:
    [said] = wrong(env, smtp_url=url, **MAIL)
    assert said.startswith("JIP_SMTP_URL must be such as smtps://")


@pytest.mark.parametrize("who", ["jip", "a@b@c", "jip@ex ample.org", "J\nBcc: x <a@b.de>", "<>"])
def test_who_a_mail_cannot_be_from(env: pytest.MonkeyPatch, who: str) -> None:
    [said] = wrong(env, smtp_url="smtps://a", mail_from=who, **PAGE)
    assert said.startswith("JIP_MAIL_FROM must be such as")


def test_mail_needs_a_sender_and_a_page_to_lead_to(env: pytest.MonkeyPatch) -> None:
    found = wrong(env, smtp_url="smtps://mail.example.org")
    assert [said.split()[0] for said in found] == ["JIP_MAIL_FROM", "JIP_WEB_URL"]


def test_a_webhook_needs_its_secret(env: pytest.MonkeyPatch) -> None:
    url = "https://jip.example.org/telegram"
    assert wrong(env, webhook_url=url) == ["JIP_WEBHOOK_SECRET is missing: who is Telegram?"]
    assert SECRET not in repr(read(env, webhook_secret=SECRET))


@pytest.mark.parametrize("secret", ["x" * 31, "x" * 257, "x" * 40 + "!", "ä" * 40])
def test_a_secret_nobody_guesses_and_telegram_takes(env: pytest.MonkeyPatch, secret: str) -> None:
    [said] = wrong(env, webhook_url="https://jip.example.org/t", webhook_secret=secret)
    assert said.startswith("JIP_WEBHOOK_SECRET must be 32 to 256 characters")


@pytest.mark.parametrize("secret", [GOOD_TOKEN, SECRET])
def test_no_address_holds_a_secret(env: pytest.MonkeyPatch, secret: str) -> None:
    url = f"https://jip.example.org/{secret}"
    [said] = wrong(env, webhook_url=url, webhook_secret=SECRET)
    assert said.startswith("JIP_WEBHOOK_URL holds a secret")
    assert secret not in said


def test_telegram_calls_four_ports_and_ones_own_server_any(env: pytest.MonkeyPatch) -> None:
    webhook = {"webhook_url": "https://jip.example.org:9000/t", "webhook_secret": SECRET}
    assert wrong(env, **webhook)[0].startswith("JIP_WEBHOOK_URL has a port")
    assert read(env, telegram_api_url="https://bots.example.org", **webhook).webhook_url


def test_each_server_has_a_port_of_its_own(env: pytest.MonkeyPatch) -> None:
    same = {"web_listen": "127.0.0.1:9090", "ops_listen": "127.0.0.1:9090"}
    assert wrong(env, **PAGE, **same) == [
        "JIP_OPS_LISTEN and JIP_WEB_LISTEN are the same: each needs a port of its own."
    ]
    assert read(env, web_url="", **same).web_url is None


def test_a_key_in_a_file_of_its_own_is_made_there(env: pytest.MonkeyPatch, tmp_path: Path) -> None:
    kept = tmp_path / "etc" / "jip.key"
    key = read(env, secret_key_file=str(kept)).key
    assert (kept.read_text().strip(), stat.S_IMODE(kept.stat().st_mode)) == (key, 0o600)
    assert list((tmp_path / "data").iterdir()) == []
    kept.chmod(0o640)
    assert "chmod 600" in wrong(env)[0]


def test_a_folder_that_cannot_be_made_is_one_sentence(
    env: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    [said] = wrong(env, secret_key=KEY, data_dir=str(tmp_path / "file" / "data"))
    assert said == f"JIP_DATA_DIR {tmp_path / 'file' / 'data'} cannot be used: Not a directory."


def test_the_file_may_hold_several_keys_and_serves_postgresql(
    env: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    kept, postgresql = tmp_path / "jip.key", "postgresql://db/jip"
    missing = wrong(env, secret_key_file=str(kept), database_url=postgresql)
    assert missing[0].startswith(f"{kept} is missing although the database exists")
    kept.touch(0o600)
    kept.write_text(f"{KEY},{KEY}\n")
    assert read(env).key == f"{KEY},{KEY}"
    kept.write_text("none")
    assert wrong(env)[0].startswith(f"{kept} must be base64")


def test_a_key_beside_what_it_seals_is_refused(env: pytest.MonkeyPatch, tmp_path: Path) -> None:
    [said] = wrong(env, secret_key_file=str(tmp_path / "data" / "jip.key"))
    assert said == "JIP_SECRET_KEY_FILE lies in JIP_DATA_DIR: it must lie outside of it."
    found = wrong(env, secret_key_file=str(tmp_path / "jip.key"), secret_key=KEY)
    assert found == ["JIP_SECRET_KEY and JIP_SECRET_KEY_FILE are both set: one of them must go."]


def test_a_text_is_a_file_one_can_read(env: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = tmp_path / "imprint.txt"
    for content, said in (
        (None, "cannot be read: No such file or directory."),
        (b" \n", "is empty."),
        (b"\xff", "is no plain text (UTF-8)."),
    ):
        if content is not None:
            text.write_bytes(content)
        [found] = wrong(env, imprint_file=str(text))
        assert found == f"JIP_IMPRINT_FILE names {text}, which {said}"
    text.write_text("Landkreis Reutlingen\n", "utf-8")
    assert read(env).operator.has_imprint


def test_a_notice_may_be_a_folder_with_german_in_it(
    env: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "privacy"
    folder.mkdir()
    (folder / "ar.txt").write_text("بيان", "utf-8")
    [said] = wrong(env, privacy_file=str(folder))
    assert said.endswith("where de.txt is missing.")
    (folder / "de.txt").write_text("Hinweise", "utf-8")
    assert read(env).operator.has_notice
    (folder / "xx.txt").write_text("?", "utf-8")
    assert wrong(env)[0].endswith("where xx.txt is of no language we have.")


def test_a_page_makes_up_for_a_token_where_one_runs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIP_WEB_URL", "https://jip.example.org")
    assert read_settings(token_needed=True, page_will_do=True).token == ""
    assert wrong(monkeypatch)[0].startswith("JIP_TELEGRAM_TOKEN is missing")
