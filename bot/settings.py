"""What must be known before the database opens: the environment and an optional .env file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import mailserver, proxies, values
from bot.consistent import contradictions
from bot.doorway import Door
from bot.keyfile import KeyFileError, kept_key
from bot.mailserver import MailServer
from bot.outward import wrong_proxy
from bot.proxies import Network
from storage.operator import Operator

PREFIX = "JIP_"
WEB_URL = "JIP_WEB_URL"


class SettingsError(Exception):
    """Settings are missing or wrong: one sentence each."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


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

    telegram_token: Annotated[SecretStr | None, AfterValidator(values.token)] = Field(
        default=None,
        description="The bot's token from @BotFather; run and invite need it where there is no "
        "page.",
    )
    telegram_api_url: Annotated[str, AfterValidator(values.api_url)] = Field(
        default="https://api.telegram.org",
        description="Root of the Bot API server; another one may be used. HTTPS_PROXY, HTTP_PROXY "
        "and NO_PROXY are honoured.",
    )
    data_dir: Path = Field(
        default=Path("data"), description="Folder of the embedded database and its key."
    )
    database_url: Annotated[str | None, AfterValidator(values.database_url)] = Field(
        default=None,
        repr=False,
        description="postgresql+psycopg://user:password@host/name for PostgreSQL; "
        "without it the SQLite file jip.db in JIP_DATA_DIR.",
    )
    secret_key: Annotated[SecretStr | None, AfterValidator(values.secret_key)] = Field(
        default=None,
        description="Base64 of 32 bytes that seals personal data, several with commas: the first "
        "seals, all open. Made and kept in JIP_DATA_DIR/secret.key (mode 0600) for SQLite, "
        "required with PostgreSQL.",
    )
    secret_key_file: Path | None = Field(
        default=None,
        description="File with what JIP_SECRET_KEY would hold (mode 0600), outside JIP_DATA_DIR "
        "and never in the same backup; for SQLite made there at the first start.",
    )
    timezone: Annotated[str, AfterValidator(values.zone)] = Field(
        default="Europe/Berlin", description="Time zone of the district."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Written to standard error: debug, info, warning or error."
    )

    web_url: Annotated[str | None, AfterValidator(values.web_url)] = Field(
        default=None,
        description="The page's public address, such as https://jip.example.org; without it there "
        "is no page, and no link to it anywhere.",
    )
    web_listen: Annotated[str, AfterValidator(values.place)] = Field(
        default="127.0.0.1:8080",
        description="Where the page listens, behind a proxy with TLS; fd:3 is a systemd socket.",
    )
    web_proxies: Annotated[str, AfterValidator(proxies.web_proxies)] = Field(
        default="127.0.0.1,::1",
        description="Addresses or networks of proxies, with commas: only their X-Forwarded-For "
        "counts.",
    )
    smtp_url: Annotated[SecretStr | None, AfterValidator(mailserver.smtp_url)] = Field(
        default=None,
        description="smtps://user:password@host, or smtp://user:password@host:587 for STARTTLS; "
        "never without TLS but on this computer. Without it no mail is sent.",
    )
    mail_from: Annotated[str | None, AfterValidator(mailserver.mail_from)] = Field(
        default=None, description="Who mails are from, such as JIP <jip@example.org>."
    )
    mail_reply_to: Annotated[str | None, AfterValidator(mailserver.mail_from)] = Field(
        default=None,
        description="Where people read what is answered to a mail; without it at JIP_MAIL_FROM.",
    )
    controller: Annotated[str | None, AfterValidator(values.line)] = Field(
        default=None,
        description="Who is responsible for the data: name and address in one line.",
    )
    imprint_file: Annotated[Path | None, AfterValidator(values.text_file)] = Field(
        default=None,
        description="The imprint as plain text, paragraphs with an empty line between them.",
    )
    privacy_file: Annotated[Path | None, AfterValidator(values.text_files)] = Field(
        default=None,
        description="The privacy notice, plain text as the imprint, or a folder with de.txt, "
        "ar.txt and so on, of which de.txt must be there.",
    )
    open_anyway: bool = Field(
        default=False,
        description="Whether new people are let in although controller, imprint, privacy notice "
        "or a centre's address and phone are missing; else they read that it is not open yet.",
    )
    ops_listen: Annotated[str | None, AfterValidator(values.place)] = Field(
        default=None,
        description="Where /livez, /healthz and /metrics are answered, such as 127.0.0.1:9090; "
        "not for the public.",
    )
    webhook_url: Annotated[str | None, AfterValidator(values.webhook_url)] = Field(
        default=None,
        description="Where Telegram brings messages, such as https://jip.example.org/telegram; "
        "without it they are fetched (long polling).",
    )
    webhook_secret: Annotated[SecretStr | None, AfterValidator(values.webhook_secret)] = Field(
        default=None,
        description="What Telegram shows there in a header: 32 to 256 of A-Z, a-z, 0-9, _ and -.",
    )
    webhook_listen: Annotated[str, AfterValidator(values.place)] = Field(
        default="127.0.0.1:8081",
        description="Where the webhook listens, behind a proxy with TLS; fd:4 as above.",
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
    def mail(self) -> MailServer | None:
        """Whom to give mail to."""
        return mailserver.mail_server(self.smtp_url.get_secret_value()) if self.smtp_url else None

    @property
    def operator(self) -> Operator:
        """What people must be able to read of who runs this."""
        texts = self.privacy_file is not None, self.imprint_file is not None
        return Operator(self.controller, *texts, anyway=self.open_anyway)

    @property
    def door(self) -> Door | None:
        """Where Telegram brings messages; None where they are fetched."""
        if self.webhook_url is None or self.webhook_secret is None:
            return None
        return Door(self.webhook_url, self.webhook_secret.get_secret_value(), self.webhook_listen)

    @property
    def trusted(self) -> tuple[Network, ...]:
        """The proxies whose word counts."""
        return proxies.networks(self.web_proxies)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log may show."""
        password = self.mail.password if self.mail else None
        webhook = self.webhook_secret.get_secret_value() if self.webhook_secret else None
        return tuple(each for each in (self.token, webhook, password) if each)

    @property
    def zone(self) -> ZoneInfo:
        """The district's time zone."""
        return ZoneInfo(self.timezone)


def read_settings(*, token_needed: bool, page_will_do: bool = False) -> Settings:
    """Read the environment, and make the embedded key; SettingsError names all that is wrong.

    Where `page_will_do` a page makes up for a missing token.
    """
    settings, sentences = _read()
    wrong = {sentence.split()[0] for sentence in sentences}
    token_needed = token_needed and not (page_will_do and (settings.web_url or WEB_URL in wrong))
    if token_needed and settings.telegram_token is None and "JIP_TELEGRAM_TOKEN" not in wrong:
        sentences.append("JIP_TELEGRAM_TOKEN is missing: the bot's token from @BotFather.")
    if proxy := wrong_proxy():
        sentences.append(proxy)
    sentences += contradictions(settings, wrong)
    if not {"JIP_SECRET_KEY", "JIP_SECRET_KEY_FILE", "JIP_DATABASE_URL"} & wrong:
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
    """Return settings with a key: of its file, or the database's own; SettingsError otherwise.

    The folder of the embedded database is made where it is not there yet.
    """
    _make_folder(settings)
    if settings.secret_key is not None:
        return settings
    try:
        key = SecretStr(_kept_key(settings))
    except KeyFileError as error:
        raise SettingsError([str(error)]) from None
    return settings.model_copy(update={"secret_key": key})


def _make_folder(settings: Settings) -> None:
    if settings.database_url is not None:
        return
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        sentence = f"JIP_DATA_DIR {settings.data_dir} cannot be used: {error.strerror}."
        raise SettingsError([sentence]) from None


def _kept_key(settings: Settings) -> str:
    embedded = settings.database.startswith("sqlite")
    path = settings.secret_key_file or settings.data_dir / "secret.key"
    if not embedded and settings.secret_key_file is None:
        raise KeyFileError("JIP_SECRET_KEY is missing: it is required with PostgreSQL.")
    database = Path(settings.database.removeprefix("sqlite:///"))
    key = kept_key(path, database_exists=not embedded or database.exists())
    try:
        values.secret_key(SecretStr(key))
    except PydanticCustomError as error:
        raise KeyFileError(f"{path} {error}") from None
    return key


def _said(kind: str, message: str) -> str:
    return message if kind == "setting" else f"is wrong: {message}."
