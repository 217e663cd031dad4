"""The room that hears and speaks: Telegram, HTTP, process start."""
