"""A firm's way with somebody as it reads in German and in Arabic, from the card to the start."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from storage.rules.stages import Stage
from tests.conversations.candidate_scene import a_minute, asked, chooses, says_yes, stage, way
from tests.people import Phone, Town
from tests.scheduler.desk import local

MONDAY, DAY = date(2026, 11, 16), timedelta(days=1)
GERMAN: dict[str, Any] = {
    "card": (
        "1 Frage an Sie",
        "👤 Person {code}",
        "Ein Tag zum Zuschauen (Hospitation): Näherin",
        "✅ 👖 Industrie-Nähmaschine: hat das jahrelang gemacht",
        "🎯 Sucht: 💼 Arbeit",
        "💬 Deutsch: Ich verstehe einfache Anweisungen",
        "🕒 Hat Zeit: 🏭 Ganzer Tag, Montag bis Freitag",
        "🚌 Kann zu Ihnen kommen: ja",
        "Passt diese Person?",
        "⌛ Wir warten bis Dienstag, 24.11.2026 auf Ihre Antwort.",
        "☎️ Integrationszentrum Alb: +49 7381 000-1",
    ),
    "send": ("👋 Bitte schicken", "Wir fragen die Person jetzt."),
    "days": "👍 Amal möchte kommen. Welcher Tag passt Ihnen?",
    "dated": "📅 Amal kommt: Montag, 16.11.2026, 09:00 Uhr (vormittags)",
    "eve": "⏰ Morgen kommt jemand zu Ihnen.",
    "after": "Wie war der Tag mit Amal?",
    "begins": (
        "🎉 Fängt bei uns an",
        "Das Zentrum klärt noch, was dafür nötig ist. Es ruft Sie bis",
    ),
}
ARABIC: dict[str, Any] = {
    "card": (
        "سؤال واحد لك",
        "👤 شخص {code}",
        "يوم للتعرف على العمل (Hospitation): Näherin (Deutsch)",
        "✅ 👖 ماكينة الخياطة الصناعية: خبرة لسنوات في هذا العمل",
        "🎯 يرغب الشخص في: 💼 عمل",
        "💬 اللغة الألمانية: أفهم التعليمات البسيطة",
        "🕒 الأوقات: 🏭 يوم كامل، من الاثنين إلى الجمعة",
        "🚌 يمكن الوصول إليك: نعم",
        "هل هذا الشخص مناسب؟",
        "⌛ ننتظر إجابتك حتى الثلاثاء، 24.11.2026.",
        "☎️ Integrationszentrum Alb: +49 7381 000-1",
    ),
    "send": ("👋 نعم، نرحب بالشخص", "نسأل الشخص الآن."),
    "days": "👍 Amal: توجد رغبة في الحضور. أي يوم يناسبك؟",
    "dated": "📅 موعد حضور Amal: الاثنين، 16.11.2026، الساعة 09:00 (صباحًا)",
    "eve": "⏰ غدًا يأتي شخص إليك.",
    "after": "كيف كان اليوم مع Amal؟",
    "begins": ("🎉 سيبدأ هذا الشخص معنا", "يجري ترتيب الأمر. سيتصل بك المركز في موعد أقصاه"),
}


@pytest.mark.parametrize(
    ("language", "said"), [("Deutsch", GERMAN), ("العربية", ARABIC)], ids=["de", "ar"]
)
def test_from_a_card_to_a_start(alb: Town, language: str, said: dict[str, Any]) -> None:
    firm, _offer, key = asked(alb, language=language)
    code = way(alb, key).code
    lines = firm.sees.split("\n")
    assert lines[:-1] == [line.format(code=code) for line in said["card"]]
    answers(firm, *said["send"])
    says_yes(alb, key)
    alb.walk(alb.now + DAY)
    assert said["days"] in firm.reads().sees
    firm.taps("16.11")
    chooses(alb, key, MONDAY)
    assert said["dated"] in firm.reads().says("/mypeople").sees
    alb.walk(local(MONDAY - DAY, 18))
    assert firm.reads().sees.startswith(said["eve"])
    alb.walk(local(MONDAY + DAY, 9))
    assert said["after"] in firm.reads().sees
    label, then = said["begins"]
    firm.taps(label).says("1.12.2026").taps("08:00")
    assert "01.12.2026" in firm.sees.split("\n")[-3]
    a_minute(alb, firm)
    assert then in firm.sees
    assert stage(alb, key) is Stage.PERMIT


def answers(firm: Phone, label: str, then: str) -> None:
    """Tap a button by its label and read what it comes to."""
    firm.taps(label)
    assert then in firm.sees
