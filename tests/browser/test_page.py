"""The page of phones in a real browser: what Telegram shows, people see here."""

from __future__ import annotations

import re

from playwright.async_api import Browser, expect

from tests.browser.page_desk import NEW, PRACTICE, REZA, SALMA, SELAM, STAFF, Desk, venue
from tests.browser.window import IN_CHROMIUM, opened, phone

OFFER = "<b>عيادة أسنان</b>\nتدريب عملي 5 أيام\nZahnarztpraxis"
FIRST_LETTER = """(text, needle) => {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(needle);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + 1);
    const [letter, box] = [range.getBoundingClientRect(), text.getBoundingClientRect()];
    return [letter.left - box.left, box.right - letter.right];
  }
}"""
pytestmark = IN_CHROMIUM


async def test_each_line_runs_from_the_side_of_its_first_letter(browser: Browser) -> None:
    desk = Desk()
    desk.say(SALMA, OFFER)
    async with opened(browser, desk) as page:
        text = phone(page, SALMA).locator(".text")
        await expect(text.locator(".line").first).to_have_css("unicode-bidi", "plaintext")
        left, right = await text.evaluate(f"text => ({FIRST_LETTER})(text, 'تدريب')")
        assert right < 2 < left
        left, right = await text.evaluate(f"text => ({FIRST_LETTER})(text, 'Zahnarzt')")
        assert left < 2 < right


async def test_arabic_and_ethiopic_letters_have_our_fonts(browser: Browser) -> None:
    desk = Desk()
    desk.say(SALMA, "مرحبا")
    desk.say(SELAM, "ሰላም")
    async with opened(browser, desk) as page:
        await page.evaluate("document.fonts.ready")
        for family, letter in (("JIP Arabic", "م"), ("JIP Ethiopic", "ሰ")):
            assert await page.evaluate(
                "([f, l]) => [...document.fonts].some("
                "(x) => x.family.includes(f) && x.status === 'loaded')"
                " && document.fonts.check(`16px '${f}'`, l)",
                [family, letter],
            )


async def test_a_tap_turns_until_it_is_answered_and_the_toast_shows_each_time(
    browser: Browser,
) -> None:
    desk = Desk()
    desk.say(REZA, "Noch frei?", [[("Ja", "e:yes"), ("Nein", "e:no")]])
    async with opened(browser, desk) as page:
        yes = phone(page, REZA).get_by_role("button", name="Ja", exact=True)
        toast = phone(page, REZA).locator(".toast span")
        await page.clock.install()
        for _ in range(2):
            await yes.click()
            await expect(yes).to_have_attribute("aria-busy", "true")
            await expect(phone(page, REZA).locator("[aria-busy=true]")).to_have_count(1)
            desk.answer("Danke!")
            await expect(yes).not_to_have_attribute("aria-busy", "true")
            await expect(toast).to_have_text("Danke!")
            await page.clock.fast_forward(6000)
            await expect(toast).to_have_count(0)
        taps = [update["callback_query"]["data"] for update in desk.telegram.updates.waiting(9)]
        assert taps == ["e:yes", "e:yes"]


async def test_an_edit_stays_in_place_and_lights_up(browser: Browser) -> None:
    desk = Desk()
    first = desk.say(REZA, "12 Plätze", [[("Ich komme", "c")]])
    desk.say(REZA, "Bis Donnerstag!", silent=True)
    async with opened(browser, desk) as page:
        await expect(phone(page, REZA).locator(".changed")).to_have_count(0)
        desk.change(REZA, first, "11 Plätze")
        bubbles = phone(page, REZA).locator(".message")
        await expect(bubbles.locator(".text")).to_have_text(["11 Plätze", "Bis Donnerstag!"])
        await expect(bubbles.nth(0)).to_have_class(re.compile("changed"))
        await expect(bubbles.nth(0).locator(".meta")).to_contain_text("bearbeitet")
        await expect(bubbles.nth(0).locator(".key")).to_have_count(0)
        await expect(bubbles.nth(1).get_by_role("img", name="lautlos zugestellt")).to_be_visible()


async def test_the_bots_html_is_text_but_for_telegrams_own_marks(browser: Browser) -> None:
    desk = Desk()
    nasty = '<b class="top">fett</b> <img src="x"><a href="javascript:1">a</a><i>x</i>'
    desk.say(REZA, nasty)
    async with opened(browser, desk) as page:
        text = phone(page, REZA).locator(".text")
        await expect(text).to_have_text("fett ax")
        line = text.locator(".line")
        assert await line.evaluate("line => line.innerHTML") == "<b>fett</b> a<i>x</i>"


async def test_the_bots_keyboard_types_and_shares_a_place(browser: Browser) -> None:
    desk = Desk()
    rows = [[{"text": "Standort senden", "request_location": True}], [{"text": "Termine"}]]
    markup = {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}
    desk.telegram.deliver(desk.telegram.reach(SALMA), markup, text="Wo?", html="Wo?")
    async with opened(browser, desk) as page:
        here = phone(page, SALMA)
        await here.get_by_role("button", name="Standort senden").click()
        await here.get_by_role("button", name="Münsingen").click()
        await expect(here.locator(".mine .map")).to_be_visible()
        await expect(here.locator(".reply")).to_have_count(0)
        await here.get_by_role("button", name="Tastenfeld").click()
        await here.get_by_role("button", name="Termine").click()
        await expect(here.locator(".mine .text")).to_have_text("Termine")
        place = desk.telegram.updates.waiting(9)[0]["message"]["location"]
        assert place == {"latitude": 48.4114, "longitude": 9.4949}


async def test_a_centre_has_a_map_a_name_and_an_address(browser: Browser) -> None:
    desk = Desk()
    desk.say(REZA, "", media=venue("Zentrum Reutlingen", "Musterplatz 1, 72764 Reutlingen"))
    async with opened(browser, desk) as page:
        card = phone(page, REZA).locator(".place")
        await expect(card.locator(".pin")).to_be_visible()
        await expect(card).to_contain_text("Zentrum Reutlingen")
        await expect(card).to_contain_text("Musterplatz 1, 72764 Reutlingen")


async def test_commands_typing_and_attachments_reach_the_bot(browser: Browser) -> None:
    desk = Desk()
    desk.say(STAFF, "Heute: 3 warten")
    desk.say(REZA, "Guten Tag")
    commands = [{"command": "help", "description": "Hilfe"}]
    desk.telegram.profile.set_commands(("chat", REZA), "", commands)
    async with opened(browser, desk) as page:
        here = phone(page, REZA)
        await here.get_by_role("button", name="Befehle").click()
        await here.get_by_role("button", name="Hilfe /help").click()
        await here.get_by_role("textbox").fill("سلام")
        await page.keyboard.press("Enter")
        await here.get_by_role("button", name="Anhängen").click()
        await here.get_by_role("button", name="Sprachnachricht").click()
        await expect(here.locator(".mine .text")).to_have_text(["/help", "سلام"])
        await expect(here.locator(".mine .attachment.voice")).to_be_visible()
        assert "voice" in desk.telegram.updates.waiting(9)[-1]["message"]


async def test_german_stands_below_each_line_and_button_on_request(browser: Browser) -> None:
    desk = Desk()
    twin = ("Hallo!\n📍 In Metzingen\nT9", [["👍 Los"], ["Nein"]])
    desk.say(SELAM, "ሰላም!\n📍 ኣብ Metzingen\nT9", [[("👍 ጀምር", "s")], [("ኣይፋል", "n")]], german=twin)
    desk.telegram.type_text(SELAM, "ሰላም")
    async with opened(browser, desk) as page:
        here = phone(page, SELAM)
        german = here.get_by_role("button", name="Deutsch")
        await german.click()
        await expect(german).to_have_attribute("aria-pressed", "true")
        below = ["ሰላም!", "Hallo!", "📍 ኣብ Metzingen", "In Metzingen", "T9"]
        await expect(here.locator(".line")).to_have_text([*below, "ሰላም"])
        await expect(here.locator(".key")).to_have_text(["👍 ጀምርLos", "ኣይፋልNein"])
        await german.click()
        await expect(here.locator(".subtitle")).to_have_count(0)
        await expect(here.locator(".key")).to_have_text(["👍 ጀምር", "ኣይፋል"])
        await expect(phone(page, REZA).get_by_role("button", name="Deutsch")).to_be_hidden()


async def test_german_that_is_there_is_not_said_twice(browser: Browser) -> None:
    desk = Desk()
    desk.say(SELAM, "ቆጸራ\n\nIhr Termin\nMorgen", german=("Ihr Termin\nMorgen", []))
    desk.say(SELAM, "<pre>ሀ\nለ</pre>", german=("<pre>A\nB</pre>\nC", []))
    async with opened(browser, desk) as page:
        here = phone(page, SELAM)
        await here.get_by_role("button", name="Deutsch").click()
        await expect(here.locator(".subtitle")).to_have_text(["A B C"])
        await expect(here.locator(".text").first).to_have_text("ቆጸራIhr TerminMorgen")


async def test_the_owner_stands_above_and_the_bot_inside(browser: Browser) -> None:
    desk = Desk()
    desk.telegram.type_text(SALMA, "/start")
    async with opened(browser, desk) as page:
        here = phone(page, SALMA)
        await expect(here.locator(".owner h2")).to_have_text("Salmas Telefon")
        await expect(here.locator(".frame")).not_to_contain_text("Salma")
        await expect(here.locator(".head")).to_have_text("Arbeit und Kurseschreibt …")
        await expect(here.locator(".mine .meta .icon")).to_be_visible()
        desk.say(SALMA, "مرحبا")
        await expect(here.locator(".head")).to_have_text("Arbeit und KurseBot")
        await page.get_by_role("button", name="English").click()
        await expect(here.locator(".owner h2")).to_have_text("Salma’s phone")


async def test_the_clock_says_when_it_is_and_walks_to_what_one_can_see(browser: Browser) -> None:
    desk = Desk()
    async with opened(browser, desk) as page:
        await page.set_viewport_size({"width": 390, "height": 844})
        clock = page.locator("#clock .now")
        await expect(clock).to_have_text("09:30Donnerstag, 5. März")
        await page.get_by_role("button", name="morgen 08:00").click()
        await expect(clock).to_have_text("08:00Freitag, 6. März")
        await expect(phone(page, PRACTICE).locator(".owner")).not_to_be_in_viewport()
        await page.get_by_role("button", name="nächstes Ereignis").click()
        await expect(clock).to_have_text("08:30Freitag, 6. März")
        assert desk.walks[-1] == (None, [SALMA, REZA, SELAM, PRACTICE])
        await expect(phone(page, PRACTICE).locator(".owner")).to_be_in_viewport(ratio=1)
        await expect(page.locator("#nothing-came")).to_be_empty()
        await page.get_by_role("button", name="English").click()
        await expect(clock).to_contain_text("6 March")


async def test_long_labels_wrap_inside_the_phone(browser: Browser) -> None:
    desk = Desk()
    long = "Donaudampfschifffahrtsgesellschaftskapitänspatentprüfung" * 2
    arabic = "أريد أن أعرف المزيد عن هذا التدريب العملي قبل أن أقرر المشاركة فيه"
    desk.say(REZA, "Was?", [[(long, "1"), (arabic, "2")], [("a", "3"), ("b", "4"), ("c", "5")]])
    async with opened(browser, desk) as page:
        keys = phone(page, REZA).locator(".key")
        await expect(keys).to_have_count(5)
        cut = await keys.evaluate_all(
            "keys => keys.filter(k => k.scrollWidth > k.clientWidth"
            " || k.scrollHeight > k.clientHeight).length"
        )
        assert cut == 0
        log = phone(page, REZA).locator(".log")
        assert await log.evaluate("log => log.scrollWidth <= log.clientWidth")
        tops = await keys.evaluate_all("keys => keys.map(k => k.getBoundingClientRect().top)")
        assert tops[0] == tops[1] < tops[2] == tops[3] == tops[4]


async def test_four_phones_fit_a_laptop_and_everybody_is_in_the_drawer(browser: Browser) -> None:
    desk = Desk()
    async with opened(browser, desk) as page:
        strip = page.locator("#strip")
        assert await strip.evaluate("strip => strip.scrollWidth <= innerWidth")
        await page.get_by_role("button", name="Telefone").click()
        await expect(page.get_by_role("switch")).to_have_count(6)
        await page.get_by_role("switch", name="Tekle").click()
        await page.get_by_role("switch", name="Salma").click()
        await page.keyboard.press("Escape")
        await expect(page.locator(".phone")).to_have_count(4)
        await expect(phone(page, NEW).locator(".about")).to_contain_text("Kostenlos")
        await phone(page, NEW).get_by_role("button", name="Start").click()
        await expect(phone(page, NEW).locator(".mine")).to_contain_text("/start")


async def test_a_reader_stays_where_she_reads_until_she_wants_the_newest(browser: Browser) -> None:
    desk = Desk()
    for number in range(30):
        desk.say(REZA, f"Nachricht {number}")
    async with opened(browser, desk) as page:
        log = phone(page, REZA).get_by_role("log")
        down = phone(page, REZA).get_by_role("button", name="Zu den neuesten Nachrichten")
        await expect(log.get_by_text("Nachricht 29")).to_be_in_viewport()
        await expect(down).to_be_hidden()
        await log.evaluate("log => log.scrollTo(0, 0)")
        desk.say(REZA, "Die neueste")
        await expect(log.get_by_text("Die neueste")).to_have_count(1)
        await expect(log.get_by_text("Die neueste")).not_to_be_in_viewport()
        await down.click()
        await expect(log.get_by_text("Die neueste")).to_be_in_viewport()


async def test_a_blocked_bot_can_be_unblocked(browser: Browser) -> None:
    desk = Desk()
    desk.say(REZA, "Guten Tag")
    async with opened(browser, desk) as page:
        here = phone(page, REZA)
        await here.get_by_role("button", name="Mehr").click()
        await here.get_by_role("button", name="Bot blockieren").click()
        await expect(here.get_by_role("textbox")).to_have_count(0)
        assert desk.telegram.phones[REZA].blocked
        await here.get_by_role("button", name="Blockierung aufheben").click()
        await expect(here.get_by_role("textbox")).to_be_visible()
