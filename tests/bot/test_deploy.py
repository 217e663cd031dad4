"""What an operator copies: units, proxies, container; each fits what the program does."""

from __future__ import annotations

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

from bot.commands import GRACE_SECONDS
from bot.settings import PREFIX, Settings
from bot.telegram.webhook import LARGEST

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "bot" / "deploy"
PROXIES = ("Caddyfile", "nginx.conf")
HARDENED = {
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX",
    "RestrictNamespaces": "yes",
    "SystemCallFilter": "@system-service",
    "UMask": "0077",
}


class UnitFile(ConfigParser):
    """Names as they are written; a key that is there twice is an error."""

    def optionxform(self, optionstr: str) -> str:
        """Leave it."""
        return optionstr


def unit(name: str) -> UnitFile:
    """Read a unit file."""
    found = UnitFile(interpolation=None)
    found.read_string((DEPLOY / name).read_text("utf-8"))
    return found


def default(name: str) -> str:
    """Return what a setting is unless told otherwise."""
    return str(Settings.model_fields[name].default)


def test_the_service_ends_in_its_time_and_is_started_anew_but_not_with_wrong_settings() -> None:
    service = unit("jip-bot.service")["Service"]
    assert (service["Type"], service["User"]) == ("exec", "jip")
    assert float(service["TimeoutStopSec"]) > GRACE_SECONDS
    assert (service["Restart"], service["RestartPreventExitStatus"]) == ("on-failure", "2")
    assert service["ExecStart"].endswith("/jip-bot run")
    assert {key: service[key] for key in HARDENED} == HARDENED


def test_the_service_keeps_data_and_key_apart() -> None:
    service = unit("jip-bot.service")["Service"]
    said = dict(pair.split("=", 1) for pair in service["Environment"].split())
    assert {name.removeprefix(PREFIX).lower() for name in said} <= set(Settings.model_fields)
    folders = [f"/var/lib/{each}" for each in service["StateDirectory"].split()]
    assert said["JIP_DATA_DIR"] in folders
    assert str(Path(said["JIP_SECRET_KEY_FILE"]).parent) in folders
    assert not said["JIP_SECRET_KEY_FILE"].startswith(f"{said['JIP_DATA_DIR']}/")


def test_the_socket_is_the_one_the_service_takes() -> None:
    service, held = unit("jip-bot.service"), unit("jip-bot.socket")
    assert held["Socket"]["ListenStream"] == default("web_listen")
    assert "Accept" not in held["Socket"]
    assert "JIP_WEB_LISTEN=fd:3" in service["Service"]["Environment"]
    assert service["Unit"]["Requires"] == "jip-bot.socket"


@pytest.mark.parametrize("name", PROXIES)
def test_a_proxy_leads_to_both_ports_times_what_is_slow_and_logs_no_links(name: str) -> None:
    said = re.sub(r"^\s*#.*$", "", (DEPLOY / name).read_text("utf-8"), flags=re.MULTILINE)
    assert said.count("{") == said.count("}") > 0
    for place in ("web_listen", "webhook_listen"):
        assert default(place) in said
    assert "/telegram" in said
    assert re.search(r"(read_header|client_header_timeout) 10s", said)
    assert re.search(r"(read_body|client_body_timeout) 10s", said)
    assert re.search(r"(max_size 1MB|client_max_body_size 1m)", said)
    assert LARGEST == 2**20
    logs = re.findall(r"^\s*(?:access_)?log\b.*$", said, flags=re.MULTILINE)
    assert {line.strip() for line in logs} <= {"access_log off;"}


def test_nginx_names_host_and_address() -> None:
    said = (DEPLOY / "nginx.conf").read_text("utf-8")
    assert "proxy_set_header Host $host;" in said
    assert "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;" in said
    assert said.count("access_log off;") == said.count("server {") == 2


def test_the_container_runs_as_nobody_from_hashes_alone() -> None:
    said = (ROOT / "Containerfile").read_text("utf-8")
    assert said.index("\nUSER ") < said.index("\nENTRYPOINT ")
    [user] = re.findall(r"^USER (\d+)$", said, re.MULTILINE)
    assert int(user) > 0
    installs = re.findall(r"pip install.*", said)
    assert installs
    assert all("--require-hashes" in each for each in installs)
    assert set(re.findall(r"\w+://[^/ ]+", said)) == {"http://127.0.0.1:9090"}
    assert set(re.findall(r"JIP_(\w+)=", said)) <= {each.upper() for each in Settings.model_fields}


def test_the_container_holds_the_five_rooms() -> None:
    said = (ROOT / "Containerfile").read_text("utf-8")
    copied = {part for line in re.findall(r"^COPY (.*) \S+$", said, re.M) for part in line.split()}
    assert {"bot/", "conversations/", "locales/", "scheduler/", "storage/"} <= copied
    assert [part for part in copied if not (ROOT / part).exists()] == []
