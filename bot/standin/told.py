"""What the bot has told Telegram about itself: menus of commands, names, descriptions."""

from dataclasses import dataclass, field

from bot.standin.refusal import Json

Scope = tuple[str, int]  # ("chat", chat id), ("all_private_chats", 0) or ("default", 0)
Commands = list[Json]


@dataclass
class Profile:
    """Commands by scope and language, texts by kind ("name", "description", ...) and language."""

    commands: dict[tuple[Scope, str], Commands] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)

    def set_commands(self, scope: Scope, language: str, commands: Commands) -> None:
        """Keep these commands; an empty list takes them away."""
        self.commands.pop((scope, language), None)
        if commands:
            self.commands[scope, language] = commands

    def menu(self, chat_id: int, language: str) -> Commands:
        """Return the commands a private chat shows: the narrowest scope goes first."""
        for scope in (("chat", chat_id), ("all_private_chats", 0), ("default", 0)):
            for spoken in (language, ""):
                if found := self.commands.get((scope, spoken)):
                    return found
        return []

    def set_text(self, kind: str, language: str, text: str) -> None:
        """Keep this text; an empty one takes it away."""
        self.texts.pop((kind, language), None)
        if text:
            self.texts[kind, language] = text

    def text(self, kind: str, language: str) -> str:
        """Return the text people of this language see."""
        return self.texts.get((kind, language)) or self.texts.get((kind, ""), "")
