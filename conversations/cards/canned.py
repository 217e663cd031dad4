"""Sentences a centre says often: chosen by staff, read in the person's own language."""

from __future__ import annotations

from collections.abc import Mapping

from locales.words import Words, _

# NOTE: A centre answers a person with one of these sentences; staff choose it from a list.
SENTENCES: Mapping[str, Words] = {
    "come": _("Please come to the centre. You need no appointment."),
    "call_today": _("I will call you today."),
    "call_tomorrow": _("I will call you tomorrow."),
    "bring_letter": _("Please bring the letter with you."),
    "call_us": _("Please call us."),
    "appointment": _("You will get an appointment. The message comes here."),
    "tell_more": _("Please tell me more."),
    "thanks": _("Thank you. I have read it."),
    "number": _("Please write your phone number here."),
    "when_call": _("When can I call you? Please write a day and a time."),
    "which_day": _("Which day is good for you?"),
    "bring_id": _("Please bring your passport or identity card with you."),
    "bring_papers": _("Please bring your papers about school and work with you."),
    "bring_cv": _("Please bring your CV (Lebenslauf) with you."),
    "no_photos": _("Please send no photos of papers. Bring them to the centre."),
    "bring_child": _("You can bring your child with you."),
    "interpreter": _("Somebody who speaks your language will be there."),
    "wish_interpreter": _("Do you want somebody there who speaks your language?"),
    "jobcenter": _("The Jobcenter decides this. We help you to ask there."),
    "foreigners": _("The foreigners' office decides this (Ausländerbehörde)."),
    "lawyer": _("A lawyer must look at this. We tell you where it is free."),
    "course": _("We look for a German course for you."),
    "recognition": _("We ask who can check your papers from home (Anerkennung)."),
    "asked_colleague": _("I asked a colleague. You hear from us."),
    "asked_firm": _("I asked the firm. You hear from me when they answer."),
    "firm_yes": _("The firm wants to meet you."),
    "firm_no": _("The firm took somebody else. We keep looking."),
    "nothing_yet": _("I have nothing yet. I keep looking."),
    "some_days": _("I need some days for this. Then I write to you."),
    "done": _("This is done."),
}
WITH_PLACE = frozenset({"come", "call_us"})
"""Behind these stands how to reach the centre."""
