"""What the bot promises, and which code keeps it."""

from __future__ import annotations

# Everything that sounds like a promise, and what keeps it. Not what people hope for: what is done.
KEPT = {
    (
        "⚠️ The clock of our computer was wrong. Nothing was deleted because of it. "
        "Please tell the person who looks after it."
    ): "the operator does",
    "👍 I will come": "the person says it",
    "⏳ A lead must see it first, until {when}.": "storage/approvals",
    "✅ I will come": "the person says it",
    "👍 I will come: {count}": "the person says it",
    "⏳ You are on the waiting list. We write to you when there is a place.": "scheduler: a place",
    "🔕 We asked on {day} if the person still looks for work. No answer: the offers pause.": (
        "storage/fatigue"
    ),
    "❓ We asked on {day} if the person still looks for work. No offers until they answer.": (
        "storage/fatigue, storage/reachable"
    ),
    "❓ Offers without an answer: {count}. Before the next one we ask the person.": (
        "storage/fatigue, storage/reachable"
    ),
    "🛑 Hidden after a problem, until a colleague looked:": "storage/hiding",
    "⚠️ Somebody told of a problem at this offer. Nobody sees it until you looked.": (
        "storage/hiding, storage/matching"
    ),
    "✅ Yes, I look for work": "the person says it",
    "Good. We look for offers for you. What fits now: /offers": "scheduler/offers, in waves",
    "⏳ Was never shown an offer before.": "what was",
    "Good until: {day}": "storage/page/screens: it ends by itself",
    "It is kept for you until: {when}": "storage/cells holds it",
    "When there is one, I ask you, in the daytime.": "scheduler/earlier",
    "Thank you. We look for something else: /offers": "/offers, at once",
    "Thank you. We ask again in {n} days.": "scheduler/prompts",
    "Thank you. The offer closes in a minute. Then we tell who was interested.": (
        "storage/pending, everybody/closing, introduced"
    ),
    "At night and on Sundays they never come.": "storage/queues/quiet",
    "You said: no. In a minute we tell the person, kindly and without a reason.": (
        "storage/introductions/firm_said, scheduler/introductions"
    ),
    "You said: no longer there. In a minute we tell the person and the centre.": (
        "storage/introductions/firm_said, scheduler/introductions"
    ),
    "You said: begins on {day}. In a minute we tell the person and the centre.": (
        "storage/introductions/firm_said, scheduler/introductions"
    ),
    "You said: did not come. In a minute we tell the person and the centre.": (
        "storage/introductions/firm_said, scheduler/introductions"
    ),
    "We ask this person now. You hear from us by {day}.": "scheduler/introductions, news",
    "⌛ We wait for your answer until {day}.": "storage/introductions/steps: it ends by itself",
    "⌛ The firm waits until {day}.": "storage/introductions/timing: it ends by itself",
    "We ask which day is good. You hear by {day}.": "scheduler/introductions, news",
    "The centre answers by {day}.": "storage/introductions/asking; staff see it as stuck",
    "What would you like to know? The centre answers.": "staff/introducing: it waits there",
    "The centre calls you by {day}.": "scheduler/introductions, news; staff see who is stuck",
    "It is being arranged. The centre calls you by {day}.": (
        "scheduler/introductions, news; staff see who is stuck"
    ),
    "For this we must keep what you tell us. So we ask you first:": "a question",
    "Shall I send this to your centre?": "a question",
    "Shall I send it?": "a question",
    "Shall we make a need of this?": "a question",
    "⏳ In a minute we tell the people who are on the way to you.": "scheduler/offers",
    "I keep your text. It goes on after the PIN.": "kit/pin and kit/engine, in the position",
    "Shall I look for work for you too?": "a question",
    "Until what time?": "a question",
    "Which sentence shall not be offered any more?": "a question",
    "Who shall answer?": "a question",
    "How shall we talk?": "a question",
    "We ask the person first.": "everybody/mediation, at once",
    "We ask again.": "everybody/mediation, at once",
    "Thank you. We ask somebody who speaks it.": "everybody/mediation, at once",
    "🛑 You told us of a problem. You hear nothing of this firm until the centre looked.": (
        "storage/holds"
    ),
    "It is good for one phone, until: {at}": "storage/invitations",
    "It is good once, until: {at}": "storage/new_phone",
    "🛑 On hold until you release it: {employer}": "storage/holds",
    "🛑 On hold until the centre looked.": "storage/holds",
    "These times are free for you until {when}:": "storage/replacing",
    "Which number shall we call? Please write it.": "a question",
    "Until which day is it valid?": "a question",
    "Until which day does the permission hold? Type it like 24.12.2026.": "a question",
    "It holds until: {day}": "storage/introductions/steps",
    "🤝 I look after this": "the colleague says it",
    "✔️ Save, until {day}": "storage/offers_ending",
    "⏳ Valid until": "a question",
    "⏳ Valid until: {day}": "storage/activities_ending",
    "⏳ Valid until: not said": "storage/activities_ending",
    "You can always come to the centre or call.": "the centre's door and phone",
    (
        "I have no offer for you yet. It is not your fault. "
        "I look every day. I will write to you by {day}."
    ): "newcomer/news",
    (
        "I have no other offer for you yet. It is not your fault. "
        "I look every day. I will write to you by {day}."
    ): "newcomer/news",
    (
        "We keep your answers until you delete them: /delete. "
        "If you do not write for 12 months, we delete them."
    ): "storage/retention",
    "That is fine. We keep nothing. If you change your mind, write /start.": "newcomer/welcome",
    "This paper is good until: {day}": "storage/page/links",
    "It is good until: {at}": "storage/page/links",
    "Which phone number may we call?": "a question",
    "How shall we ask you?": "a question",
    "Whom may we ask for? Please type a name.": "a question",
    "Shall somebody else answer for the firm, too?": "a question",
    "When may we ask you? One message a day at most, from this hour on.": "scheduler/firm_days",
    "Meanwhile we ask the others of the firm.": "storage/firm_contacts",
    "🌴 Away until: {day}": "storage/firm_contacts",
    "We keep what you write here, and call you. Nothing is published before.": "staff/firms",
    "☎️ The centre calls you by: {day}": "staff/firms: they stand first, and in /today",
    "⏳ The centre looks at it first. Nothing is published before.": "rules/verifying",
    "✅ Checked, until: {day}": "scheduler/firms",
    "🔁 Please check again. It is shown until: {day}": "scheduler/firms",
    "Shall the e-mails stop?": "a question",
    "✅ Yes, I answer": "the person says it",
    "Right. You hear from me when the person has answered.": "everybody/notices.came",
    "Thank you. We keep nothing.": "employer/letter forgets the chat",
    # What the people of the centre do, face to face, when somebody asks them.
    "We look for people who help.": "the centre",
    "At the centre we help you with it. Please bring this paper.": "the centre",
    "We never ask for money or photos of passports. Does somebody? Please call us.": "the centre",
    (
        "You need a certificate of good conduct (Führungszeugnis). "
        "The town hall gives it. We help you."
    ): "the centre",
    (
        "💡 Your own profession needs recognition (Anerkennung). This offer does not. We help you."
    ): "the centre",
    "💡 There is no child care. Ask us, we look with you.": "the centre",
    "A person from the centre looks for work with you: /person": "the centre",
    "You are not 18 yet. A person from the centre looks for work with you.": "the centre",
    (
        "We help you find work, an internship (Praktikum), an apprenticeship (Ausbildung), "
        "courses and things to do."
    ): "the centre",
    "About your ways to firms the centre calls you.": "everybody/ways: a call for staff",
    "After two weeks and after three months I ask how it is going.": "introductions: check_in",
    (
        "May we tell {employer} your first name? Only this firm, only until this way ends. "
        "You can end it at any time. No is fine."
    ): "asked; introductions/sealing forgets it at the end",
    "Next: a person of the centre looks at it with you.": "introductions: news to the centre",
    (
        "Next: you say you are 18 or older. The centre looks at this with you."
    ): "introductions.age_changed: news to the centre",
    "Next: a person of the centre talks with you and with the firm.": "introductions: news",
    "Then we tell the firm and the centre.": "everybody/how_it_goes, introduced",
    "Next: the centre answers the question.": "introductions: news to the centre",
    "Shall I tell them that you do not come? They hear no reason.": "a question",
    "Shall the centre check the papers for this work with you? It costs nothing.": "a question",
    "This place stays yours until the authority answers.": "rules/stages: nothing expires",
    "You can always ask us: /person": "/person",
    "You hear from us by {day} at the latest.": "introductions: give_news, check_in",
    "📄 Your papers for this place (Arbeitserlaubnis) hold until {day}.": (
        "a colleague says it; scheduler/introductions: look_at_permission"
    ),
    "Until then nothing of your firm is shown.": "storage/openings: of verified firms alone",
    "the centre looks at it": "introductions: news to the centre",
    "the centre talks with you and the firm": "introductions: news to the centre",
    "👍 I keep the place": "the person says it",
    "🔎 I look for work again": "the person says it",
}
