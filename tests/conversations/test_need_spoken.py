"""A firm's need from the first question to the open offer, as it reads in German and Arabic."""

from __future__ import annotations

import pytest

from tests.conversations.needing import a_minute, house, of_firm
from tests.people import Town

pytestmark = pytest.mark.both_databases
WAYS = (
    *(".textile.machine", ".job", "2", "Münsingen", ".more", ".now", ".all_day"),
    *(".A1", ".no", ".none"),
)
SENTENCE = "Wir sind ein kleines Team."
GERMAN_CARD = """Betrieb: Nähwerk Alb
👖 Industrie-Nähmaschine
📍 Ort: Münsingen
🏭 Ganzer Tag, Montag bis Freitag
🕒 Stunden pro Woche: 38,5
👥 Plätze: 2
💶 bezahlt
Beginn: Jetzt
💬 Deutsch: Mich vorstellen und einkaufen
Sie können ohne Erfahrung anfangen.
Der Betrieb schreibt (das sieht noch niemand):
✉️ Wir sind ein kleines Team."""
GERMAN = f"""
Wobei brauchen Sie Hilfe? Tippen Sie es an, oder schreiben Sie es.
Welches Angebot können Sie machen?
Wie viele Menschen?
Oder schreiben Sie Ort oder Postleitzahl.
Gemerkt. Mit mehr Antworten kommen die Richtigen. Haben Sie eine Minute?
Ab wann?
Wann ist die Arbeit?
Wie viel Deutsch braucht man?
Braucht man einen Führerschein oder ein Führungszeugnis?
Wie viel Erfahrung braucht man?
Zuerst liest es jemand vom Zentrum.
Danke.
Arbeit: Industrie-Nähmaschine
⏳ In einer Minute ist es offen. Noch weiß es niemand.
{GERMAN_CARD}
💶 Mindestlohn, Euro in der Stunde: 13,90, seit Donnerstag, 01.01.2026
Das ist nur zur Information. Es ist keine Rechtsberatung.
Code: E1
Arbeit: Industrie-Nähmaschine
Offen. Plätze: 2
{GERMAN_CARD}
Code: E1
"""
ARABIC_CARD = """الشركة: Nähwerk Alb
👖 ماكينة الخياطة الصناعية
📍 المكان: Münsingen
🏭 يوم كامل، من الاثنين إلى الجمعة
🕒 عدد الساعات في الأسبوع: 38,5
👥 عدد الأشخاص المطلوب: 2
💶 العمل بأجر
البداية: الآن
💬 مستوى اللغة الألمانية: أقول من أنا، وأتسوق
يمكنك البدء بدون خبرة.
الشركة تكتب (لا يرى الناس هذا بعد):
✉️ Wir sind ein kleines Team."""
ARABIC = f"""
في أي عمل تلزمك مساعدة؟ يمكنك اختياره أو كتابته.
ما العرض الذي يمكنك تقديمه؟
كم شخصًا؟
أو يمكن كتابة المكان أو الرمز البريدي.
حُفظ. كلما زادت الأجوبة جاء الأشخاص المناسبون. هل لديك دقيقة؟
متى البداية؟
متى وقت العمل؟
ما مستوى اللغة الألمانية المطلوب؟
هل تلزم رخصة قيادة أو شهادة حسن سلوك؟
كم من الخبرة يلزم؟
يقرؤها أحد الزملاء أولًا.
شكرًا لك.
عمل: ماكينة الخياطة الصناعية
⏳ يُفتح بعد دقيقة. لم نخبر أحدًا بعد.
{ARABIC_CARD}
💶 الحد الأدنى للأجور (Mindestlohn) باليورو في الساعة: 13,90، منذ الخميس، 01.01.2026
هذا للعلم فقط. وليس استشارة قانونية.
الرمز: E1
عمل: ماكينة الخياطة الصناعية
العرض متاح. عدد الأشخاص المطلوب: 2
{ARABIC_CARD}
الرمز: E1
"""


@pytest.mark.parametrize(("language", "said"), [("Deutsch", GERMAN), ("العربية", ARABIC)])
def test_a_need_from_the_first_question_to_the_open_offer(
    alb: Town, language: str, said: str
) -> None:
    firm = of_firm(alb, house(alb), language=language).says("/need")
    heard = [firm.sees.split("\n")[-1]]
    heard += [firm.taps(way).sees.split("\n")[-1] for way in WAYS]
    heard += firm.says(SENTENCE).sees.split("\n")
    a_minute(alb, firm)
    heard += firm.sees.split("\n")
    assert heard == said.strip().split("\n")
