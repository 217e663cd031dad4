"""What a firm never learns of somebody is noticed where it asks, and where it is answered."""

from __future__ import annotations

import pytest

from storage.rules.protected import is_protected

ASKED = {
    "sex": (
        "Ist es eine Frau?",
        "Ist die Person männlich oder weiblich?",
        "Wir suchen eher einen Mann, passt das?",
        "Is it a woman?",
        "Male or female?",
        "هل هي امرأة؟",
        "رجل أم امرأة؟",
        "زن است یا مرد؟",
        "جنسیت این شخص چیست؟",
        "ሰበይቲ ድያ ወይ ሰብኣይ?",
        "ጾታኡ እንታይ እዩ?",
    ),
    "age": (
        "Wie alt ist die Person?",
        "Ist er schon volljährig?",
        "Schon 18?",
        "25 Jahre alt?",
        "How old is the person?",
        "Is she over 18?",
        "كم عمره؟",
        "ما تاريخ الميلاد؟",
        "چند سال دارد؟",
        "سن او چند است؟",
        "ክንደይ ዓመት ገይራ?",
        "ዕድሚኣ ክንደይ እዩ?",
    ),
    "family": (
        "Hat sie Kinder?",
        "Hat die Person kleine Kinder?",
        "Ist sie schwanger?",
        "Verheiratet?",
        "Does he have children?",
        "Is she pregnant?",
        "هل لديها أطفال؟",
        "هل هي حامل؟",
        "آیا بچه دارد؟",
        "باردار است؟",
        "ቆልዑ ኣለውዋ ዶ?",
        "ጥንስቲ ድያ?",
    ),
    "religion": (
        "Ist er Muslim?",
        "Trägt sie ein Kopftuch?",
        "Fastet die Person im Ramadan?",
        "Is he a Muslim?",
        "Does she wear a headscarf?",
        "هل هو مسلم؟",
        "هل ترتدي الحجاب؟",
        "مسلمان است؟",
        "روسری می‌پوشد؟",
        "ሃይማኖቱ እንታይ እዩ?",
        "ሂጃብ ትኽደን ድያ?",
    ),
    "origin": (
        "Woher kommt er?",
        "Welche Nationalität?",
        "Aus welchem Land kommt die Person?",
        "Where is she from?",
        "Which country does he come from?",
        "من أين يأتي؟",
        "ما جنسيتها؟",
        "اهل کجاست؟",
        "از کدام کشور آمده؟",
        "ካበይ መጺኣ?",
        "ዜግነቱ እንታይ እዩ?",
    ),
    "status": (
        "Hat er eine Duldung?",
        "Welchen Aufenthaltstitel hat sie?",
        "Is he an asylum seeker?",
        "Which visa does she have?",
        "ما نوع الإقامة؟",
        "هل هو طالب لجوء؟",
        "اجازه اقامت دارد؟",
        "پناهندگی گرفته؟",
        "መንበሪ ፍቓድ ኣለዎ ዶ?",
        "ሓታቲ ዑቕባ ድዩ?",
    ),
    "health": (
        "Ist sie krank?",
        "Any illness?",
        "هل هو مريض؟",
        "بیماری دارد؟",
        "ሕማም ኣለዎ ዶ?",
    ),
}
FREE = (
    "Frau Müller fragt: Passt Dienstag?",
    "Arbeitet die Person gern im Kindergarten?",
    "Kann sie gut mit Kindern umgehen?",
    "Wir haben viel mit Kindern zu tun.",
    "Hat die Person schon in der Altenpflege gearbeitet?",
    "Kann sie alte Fenster reparieren?",
    "Unsere Maschinen sind 10 Jahre alte Modelle.",
    "Kann die Person Müsli abfüllen?",
    "Kennt sie die Fluchtwege?",
    "Unser Aufenthaltsraum ist im 2. Stock.",
    "Wir sind ein Familienbetrieb. Kann sie auch samstags?",
    "Arbeitet er lieber allein oder mit einem Mannschaftswagen?",
    "Ist die Person schwindelfrei?",
    "Hat er einen Führerschein?",
    "Wie viel Deutsch?",
    "Kommt er mit dem Bus um 6 Uhr?",
    "Wie gut spricht sie Englisch?",
    "Would a Tuesday in the old building fit?",
    "Can the person sew leather?",
    "Can he come from Reutlingen by bus?",
    "Does she manage the workload?",
    "Has she worked in a nursery with children?",
    "هل يستطيع العمل صباحًا؟",
    "هل لديه رخصة قيادة؟",
    "هل عمل في روضة أطفال؟",
    "هل عمل في عيادة أسنان؟",
    "آیا می‌تواند خیاطی کند؟",
    "گواهی‌نامه دارد؟",
    "در مهد کودک کار کرده؟",
    "یک دوره سه روزه خوب است؟",
    "ምስፋይ ይኽእል ዶ?",
    "ሰሉስ ክመጽእ ይኽእል ዶ?",
    "ኣብ መዋእለ ህጻናት ሰሪሓ ዶ?",
)


@pytest.mark.parametrize("text", [each for texts in ASKED.values() for each in texts])
def test_what_nobody_tells_a_firm_is_noticed(text: str) -> None:
    assert is_protected(text)


@pytest.mark.parametrize("text", FREE)
def test_words_of_work_and_names_are_free(text: str) -> None:
    assert not is_protected(text)
