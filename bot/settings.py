"""What must be known before the database opens: the environment and an optional .env file."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.keyfile import KeyFileError, kept_key
from bot.telegram.proxy import wrong_proxy

PREFIX = "JIP_"
TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


class SettingsError(Exception):
    """Settings are missing or wrong: one sentence each."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def _wrong(sentence: str) -> PydanticCustomError:
    return PydanticCustomError("setting", "{sentence}", {"sentence": sentence})


def _token(value: SecretStr | None) -> SecretStr | None:
    if value is not None and not TOKEN.fullmatch(value.get_secret_value()):
        raise _wrong("is not a bot token such as 123456789:AbC...; @BotFather gives it.")
    return value


def _api_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise _wrong("is not a web address such as https://api.telegram.org.")
    return value.rstrip("/")


def _database_url(value: str | None) -> str | None:
    if not value:
        return None
    if value.startswith("postgresql://"):
        value = value.replace("postgresql://", "postgresql+psycopg://", 1)
    if not value.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise _wrong("must begin with sqlite:/// or postgresql+psycopg://.")
    if value.startswith("sqlite"):
        _file(value.removeprefix("sqlite:///"))
    else:
        _server(value)
    return value


def _file(path: str) -> None:
    """Raise where no file is named: what is kept in memory is gone with the process."""
    if not path or ":memory:" in path or "?" in path or path.startswith("file:"):
        raise _wrong("must name a file, such as sqlite:////srv/jip/jip.db.")
    if Path(path).is_dir():
        raise _wrong("names a folder; it must name a file in it.")


def _server(value: str) -> None:
    """Raise where the port is none."""
    try:
        parts = urlsplit(value)
        good = parts.port != 0 and len(parts.path) > 1
    except ValueError:
        good = False
    if not good:
        raise _wrong("must be such as postgresql+psycopg://user:password@host:5432/name.")


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, LookupError):
        raise _wrong("is not a time zone such as Europe/Berlin.") from None
    return value


def _secret_key(value: SecretStr | None) -> SecretStr | None:
    if value is None or not value.get_secret_value():
        return None
    try:
        keys = [b64decode(k.strip(), validate=True) for k in value.get_secret_value().split(",")]
    except ValueError:
        keys = []
    if not keys or any(len(key) != 32 for key in keys):
        raise _wrong("must be base64 of exactly 32 bytes, or several of these with commas.")
    return value


class Settings(BaseSettings):
    """Everything that comes from the environment; limits live in the database."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        extra="ignore",
        frozen=True,
        env_ignore_empty=True,
        hide_input_in_errors=True,
    )

    telegram_token: Annotated[SecretStr | None, AfterValidator(_token)] = Field(
        default=None, description="The bot's token from @BotFather; run and invite need it."
    )
    telegram_api_url: Annotated[str, AfterValidator(_api_url)] = Field(
        default="https://api.telegram.org",
        description="Root of the Bot API server; another one may be used. HTTPS_PROXY, HTTP_PROXY "
        "and NO_PROXY are honoured.",
    )
    data_dir: Path = Field(
        default=Path("data"), description="Folder of the embedded database and its key."
    )
    database_url: Annotated[str | None, AfterValidator(_database_url)] = Field(
        default=None,
        repr=False,
        description="postgresql+psycopg://user:password@host/name for PostgreSQL; "
        "without it the SQLite file jip.db in JIP_DATA_DIR.",
    )
    secret_key: Annotated[SecretStr | None, AfterValidator(_secret_key)] = Field(
        default=None,
        description="Base64 of 32 bytes that seals personal data, several with commas: the first "
        "seals, all open. Made and kept in JIP_DATA_DIR/secret.key (mode 0600) for SQLite, "
        "required with PostgreSQL.",
    )
    timezone: Annotated[str, AfterValidator(_zone)] = Field(
        default="Europe/Berlin", description="Time zone of the district."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Written to standard error: debug, info, warning or error."
    )

    @property
    def database(self) -> str:
        """The database's address, also where it is the default."""
        return self.database_url or f"sqlite:///{self.data_dir.resolve() / 'jip.db'}"

    @property
    def key(self) -> str:
        """The key; `completed` makes sure that there is one."""
        return self.secret_key.get_secret_value() if self.secret_key else ""

    @property
    def token(self) -> str:
        """The token; read_settings has made sure of it where it is needed."""
        return self.telegram_token.get_secret_value() if self.telegram_token else ""

    @property
    def zone(self) -> ZoneInfo:
        """The district's time zone."""
        return ZoneInfo(self.timezone)


def read_settings(*, token_needed: bool) -> Settings:
    """Read the environment, and make the embedded key; SettingsError names all that is wrong."""
    settings, sentences = _read()
    wrong = " ".join(sentences)
    if token_needed and settings.telegram_token is None and "JIP_TELEGRAM_TOKEN" not in wrong:
        sentences.append("JIP_TELEGRAM_TOKEN is missing: the bot's token from @BotFather.")
    if proxy := wrong_proxy():
        sentences.append(proxy)
    if not {"JIP_SECRET_KEY", "JIP_DATABASE_URL"} & {*wrong.split()}:
        try:
            settings = completed(settings)
        except SettingsError as error:
            sentences += error.sentences
    if sentences:
        raise SettingsError(sentences)
    return settings


def _read() -> tuple[Settings, list[str]]:
    """Return the settings, with defaults in place of wrong ones, and what is wrong."""
    try:
        return Settings(), []
    except ValidationError as error:
        problems = error.errors(include_input=False, include_url=False)
        sentences = [
            f"{PREFIX}{str(each['loc'][0]).upper()} {_said(each['type'], each['msg'])}"
            for each in problems
        ]
        wrong = {str(each["loc"][0]) for each in problems}
        fields = Settings.model_fields
        defaults: dict[str, Any] = {name: fields[name].default for name in wrong}
        return Settings(**defaults), sentences


def completed(settings: Settings) -> Settings:
    """Return settings with a key: the embedded database gets its own; SettingsError otherwise."""
    if settings.secret_key is not None:
        return settings
    try:
        key = SecretStr(_embedded_key(settings))
    except KeyFileError as error:
        raise SettingsError([str(error)]) from None
    return settings.model_copy(update={"secret_key": key})


def _embedded_key(settings: Settings) -> str:
    if not settings.database.startswith("sqlite"):
        raise KeyFileError("JIP_SECRET_KEY is missing: it is required with PostgreSQL.")
    database = Path(settings.database.removeprefix("sqlite:///"))
    key = kept_key(settings.data_dir / "secret.key", database_exists=database.exists())
    try:
        _secret_key(SecretStr(key))
    except PydanticCustomError as error:
        raise KeyFileError(f"{settings.data_dir / 'secret.key'} {error}") from None
    return key


def _said(kind: str, message: str) -> str:
    return message if kind == "setting" else f"is wrong: {message}."
