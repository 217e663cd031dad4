"""What people call a job is understood, in five languages, as it is really typed."""

from __future__ import annotations

import pytest

from conversations import terms
from conversations.cards.skill_words import skill_called, skills_named, skills_near, skills_said
from locales.languages import LANGUAGES
from locales.render import label
from storage.rules.tables import rows
from storage.rules.taxonomy import skills
from tests.conversations.needing import asks_for, house, of_firm
from tests.people import Phone, Town

ONE = {
    "de": {
        "Maurer": "Mauern", "Maurerin": "Mauern", "Maurer:in": "Mauern", "Maurer*innen": "Mauern",
        "Schweißer": "Schweißen", "schweisser": "Schweißen", "SCHWEISSER": "Schweißen",
        "Melker": "Melken", "Melkerin": "Melken", "Zerspaner": "Fräsen",
        "Zerspanungsmechaniker (m/w/d)": "Fräsen", "Fräser": "Fräsen", "ZFA": "Beim Zahnarzt",
        "zfa": "Beim Zahnarzt", "Zahnarzthelferin": "Beim Zahnarzt", "MFA": "Arztpraxis",
        "Arzthelferin": "Arztpraxis", "PTA": "Apotheker", "Apothekerin": "Apotheker",
        "Koch": "Kochen", "Köchin": "Kochen", "Koechin": "Kochen", "Köche": "Kochen",
        "Koch/Köchin": "Kochen", "Kellner": "Gäste", "Kellnerin": "Gäste", "Bedienung": "Gäste",
        "Elektriker": "Strom", "Elektroinstallateur/in": "Strom", "Lagerhelfer": "Lager",
        "Lagerist": "Lager", "Staplerfahrer": "Gabelstapler", "Busfahrerin": "Bus fahren",
        "LKW-Fahrer": "Lkw", "Postbote": "Briefe", "Putzfrau": "Gebäude reinigen",
        "Gebäudereiniger": "Gebäude reinigen", "Fensterputzer": "Fenster", "Erntehelfer": "Ernte",
        "Erntehelferinnen": "Ernte", "Maler": "Malen", "Friseur": "Haare", "Friseurin": "Haare",
        "Frisör": "Haare", "Bäcker": "Backen", "Baecker": "Backen", "Bäckerin": "Backen",
        "Konditor": "Backen", "Metzger": "Metzgerei", "Küchenhilfe": "In der Küche",
        "Spülkraft": "In der Küche", "Zimmermädchen": "Hotelzimmer", "Dachdecker": "Dächer",
        "Fliesenleger": "Fliesen", "Gipser": "Verputzen", "Schreiner": "Schreinern",
        "Tischlerin": "Schreinern", "Zimmermann": "Zimmern", "Klempner": "Wasser",
        "Schlosser": "Metallbau", "Kfz-Mechatroniker": "Autos reparieren", "Ärztin": "Arzt",
        "Krankenschwester": "Krankenpflege", "Erzieherin": "Erzieher", "Lehrerin": "Lehrer",
        "Bäuerin": "Landwirtschaft", "Schäfer": "Schafe", "Gärtner": "Gärten",
        "Waldarbeiter": "Wald", "Kassiererin": "Kasse", "Schneiderin": "Schneidern",
        "Hausmeister": "Hausmeister", "Wachmann": "Wache", "Dolmetscherin": "Dolmetschen",
        "Buchhalter": "Buchhaltung", "Bürokauffrau": "Büroarbeit", "Ingenieurin": "Ingenieur",
    },
    "en": {
        "bricklayer": "walls", "welder": "Welding", "Welders": "Welding", "cook": "Cooking",
        "chef": "Cooking", "waiter": "guests", "waitress": "guests", "baker": "Baking",
        "butcher": "Butcher", "electrician": "Electric", "plumber": "Water pipes",
        "truck driver": "truck", "hairdresser": "hair", "barber": "hair", "nurse": "Nurse",
        "shepherd": "Sheep", "gardener": "Gardens", "cashier": "Cash", "tiler": "Tiles",
    },
    "ar": {
        "خباز": "الخبز", "الخباز": "الخبز", "خبّاز": "الخبز", "خبازة": "الخبز", "طباخ": "الطبخ",
        "طبّاخة": "الطبخ", "نادل": "الزبائن", "كهربائي": "الكهرباء", "سباك": "أنابيب",
        "حلاق": "الشعر", "دهان": "دهان", "بلاط": "البلاط", "محاسب": "المحاسبة",
        "مبرمج": "البرمجة", "سائق شاحنة": "شاحنة", "طبيب أسنان": "الأسنان", "ممرضة": "التمريض",
        "صيدلي": "الصيدلة", "حارس": "الحراسة",
    },
    "fa": {
        "آشپز": "آشپزی", "نانوا": "نانوایی", "جوشکار": "جوشکاری",
        "برق‌کار": "برق", "برقکار": "برق", "لوله‌کش": "لوله", "لوله کش": "لوله",
        "گارسون": "پذیرایی", "قصاب": "قصابی", "باغبان": "باغبانی", "چوپان": "گوسفند",
        "پرستار": "پرستاری", "حسابدار": "حسابداری", "کفاش": "کفش", "نگهبان": "نگهبانی",
        "مترجم": "ترجمه", "انجنیر": "مهندس",
    },
    "ti": {
        "ከሻኒ": "ምኽሻን", "ከሻናይ": "ምኽሻን", "ነርስ": "ነርስ", "መምህር": "መምህር", "ለሓሚ": "ምልሓም",
        "ነዳቓይ": "ምንዳቕ", "ኤለክትሪሻን": "ኤለክትሪክ", "ኣሳላፊ": "ምእንጋድ", "ሓረስታይ": "ሕርሻ",
        "ፋርማሲስት": "ፋርማሲስት", "ኣስተርጓሚ": "ትርጉም", "ተሓዝ ሕሳብ": "ሕሳብ", "ዋርድያ": "ዋርድያ",
        "ሓላቢ": "ላሕሚ", "ሓኪም ስኒ": "ሓኪም ስኒ", "ካሸር": "ካሳ", "ቀምቃሚ": "ጸጉሪ", "ኢንጅነር": "መሃንድስ",
    },
}  # fmt: skip
SEVERAL = {
    "Fahrer": "drive.van drive.truck drive.bus",
    "Näherin": "textile.tailor textile.machine",
    "Pflegekraft": "care.elderly care.nurse",
    "Tierpfleger": "green.cattle green.sheep",
    "Putzen": "food.housekeeping clean.building clean.windows",
    "سائق": "drive.van drive.truck drive.bus",
    "نجار": "wood.joinery wood.carpentry",
    "راننده": "drive.van drive.truck drive.bus",
    "ዘዋሪ": "drive.van drive.truck drive.bus",
}
NEAR = {
    "Rohrschweißer": "metal.welding",
    "Aushilfskellner": "food.service",
    "Stallhilfe": "green.cattle green.sheep",
    "Schweiser": "metal.welding",
    "Elektricker": "install.electric",
    "2 Maurer": "build.masonry",
    "Koch oder Kellner": "food.cook food.service",
    "Zerspa": "metal.cnc",
    "Montag": "metal.assembly",
}
NOTHING = ("Kapitän", "Bademeister", "xyz", "Amal", "Frau", "لا أعرف", "نمی دانم", "ኣይፈልጥን")
OWN = {"de": "Deutsch", "en": "English", "ar": "العربية", "fa": "فارسی", "ti": "ትግርኛ"}


@pytest.fixture(params=["de", "en", "ar", "fa", "ti"])
def language(request: pytest.FixtureRequest) -> str:
    """Each language in turn."""
    return str(request.param)


@pytest.fixture
def firm(alb: Town, language: str) -> Phone:
    """Somebody of a sewing firm, in each language."""
    return of_firm(alb, house(alb), language=OWN[language])


def test_a_firm_types_a_job_and_the_next_question_follows(firm: Phone, language: str) -> None:
    asked = firm.says("/need").sees.split("\n")[-1]
    for word, work in ONE[language].items():
        firm.says("/need").says(word)
        assert work in firm.sees, word
        assert asked not in firm.sees, word


@pytest.mark.parametrize("word", [*SEVERAL, *NEAR])
def test_what_may_be_several_or_is_nearly_a_word_is_asked(alb: Town, word: str) -> None:
    firm = of_firm(alb, house(alb))
    firm.says("/need").says(word)
    assert "What do you need help with?" in firm.sees
    keys = (SEVERAL.get(word) or NEAR[word]).split()
    assert (skills_named(word) or skills_near(word)) == keys
    assert len(firm.buttons) == len(keys) + 3  # another field, helping hands, cancel
    assert "What can you offer?" in firm.taps(f".{keys[-1]}").sees


@pytest.mark.parametrize(("word", "first"), [("Arbeit", "Social work"), ("people", "elderly")])
def test_a_word_within_a_name_is_asked(alb: Town, word: str, first: str) -> None:
    firm = of_firm(alb, house(alb)).says("/need").says(word)
    assert "What do you need help with?" in firm.sees
    assert first in firm.buttons[0]


@pytest.mark.parametrize("word", NOTHING)
def test_what_is_no_work_shows_the_fields_of_work(alb: Town, word: str) -> None:
    firm = of_firm(alb, house(alb)).says("/need").says(word)
    assert "I do not know this work. Please tap a field of work" in firm.sees
    assert len(firm.buttons) == 14 + 2
    firm.taps("Metal and factory").taps("Welding")
    assert "What can you offer?" in firm.sees


def test_a_sentence_is_not_taken_for_a_job(alb: Town) -> None:
    firm = asks_for(of_firm(alb, house(alb)), "Unser Koch ist leider seit gestern sehr krank").phone
    assert "Shall we make a need of this?" in firm.sees


def test_a_newcomer_types_a_job_and_finds_it_marked(alb: Town) -> None:
    amal = alb.phone("amal").settles_in().taps("Yes, look").says("Bäckerin")
    assert "☑️ 🥖 Baking bread and cakes" in amal.buttons
    amal.taps("Done")
    assert "How well can you do it?" in amal.sees


def test_a_newcomer_who_types_what_may_be_several_chooses(alb: Town) -> None:
    amal = alb.phone("amal").settles_in().taps("Yes, look").says("نجار")
    assert "⬜ 🗄️ Making furniture, doors, windows" in amal.buttons
    assert not [each for each in amal.buttons if "☑️" in each]


def test_a_newcomer_whose_word_is_not_known_chooses_a_field(alb: Town) -> None:
    amal = alb.phone("amal").settles_in().taps("Yes, look").says("Kapitän")
    assert "I do not know this work. Please tap a field of work" in amal.sees
    assert "🧵 Sewing and textiles" in amal.buttons


def test_every_word_of_the_table_leads_to_its_skill() -> None:
    for row in rows("job_words.csv"):
        for word in "|".join(list(row.values())[1:]).split("|"):
            assert row["key"] in skills_named(word), word
            assert row["key"] in skills_named(f" {word.upper()} "), word


def test_the_name_of_a_skill_is_that_skill() -> None:
    for each in skills():
        for code in LANGUAGES:
            assert skill_called(label(terms.skill(each), code)) == each


def test_women_and_several_are_the_same_job() -> None:
    for row in rows("job_words.csv"):
        titles = [each for each in row["de"].split("|") if each.endswith("er") and " " not in each]
        for word in titles:
            for form in ("in", "innen", ":in", "*innen", "/-in", "_in", "n", "(in)", " (w/m/d)"):
                assert row["key"] in skills_named(word + form), word + form


def test_a_file_is_read_only_where_one_work_is_meant() -> None:
    assert skill_called("Schweißerin") == "metal.welding"
    assert [skill_called(each) for each in (*SEVERAL, *NEAR, *NOTHING)] == [None] * (
        len(SEVERAL) + len(NEAR) + len(NOTHING)
    )


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("معلم شاورما", "food.cook"),
        ("zwei Leute zum Montieren von Küchen", "wood.joinery"),
        ("Schreinerlehrling", "wood.joinery"),
        ("شخصين للتنظيف", "clean.building"),
    ],
)
def test_what_a_firm_says_is_that_work_alone(text: str, skill: str) -> None:
    assert skills_said(text) == [skill]
