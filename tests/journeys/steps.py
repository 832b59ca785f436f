"""
The steps of the chain, each told once: refer, ask, answer, meet, close.

Every step takes a hand (hands.py), so that it can be done with a mouse, with a finger
in Arabic, with the keyboard alone or without JavaScript.
"""

import re

from tests.journeys.traces import NAMES, NOTES, PHONES


def pass_on(sender, address, *, number=0, read_by=""):
    """
    Pass on a contact at a form's address; return code and both PINs.

    :param read_by: who read the text aloud, where it is not there in Arabic
    """
    sender.goto(address)
    first = sender.page.locator("main input[name=topic]").first
    sender.choose("topic", first.get_attribute("value"))
    sender.pick("language", "ar")
    sender.choose("urgency", "no_hurry")
    sender.pick("district", "Mitte")
    sender.write("first_name", NAMES[number])
    sender.write("channel", PHONES[number])
    sender.write("note", NOTES[number])
    if read_by:
        sender.write("read_by", read_by)
    for tick in ("pass_on", "release", "feedback"):
        sender.choose("consents", tick)
    sender.press("main form:has([name=channel]) button[type=submit]")
    assert len(sender.codes) == len(("code", "person", "sender")), sender.text
    return sender.codes


def look_at_status(person, code, pin):
    """Open one's own page with code and PIN."""
    person.goto("/counselling/status/")
    person.write("code", code)
    person.write("pin", pin)
    person.press("main form:has([name=pin]) button[type=submit]")


def open_referral(coordinator, code):
    """Open a referral from the coordination's list."""
    coordinator.goto("/counselling/")
    coordinator.press(f"main a:has-text('{code}')")


def ask_in_order(coordinator, code):
    """Look at who could help, and ask one after the other; return whom, in order."""
    open_referral(coordinator, code)
    coordinator.follow("[href$='/candidates/']")
    ticked = coordinator.page.locator("main input[name=whom]:checked")
    order = ticked.evaluate_all("all => all.map((one) => one.value)")
    coordinator.press("main button[name=mode][value=in_order]")
    return order


def newest_letter(reader):
    """Open the newest letter of the mailbox; return the address it holds."""
    reader.goto("/letters/mailbox/")
    reader.follow("[href*='/letters/mailbox/']:not([href$='/mailbox/'])")
    return re.search(r"https?://\S+", reader.text)[0].rstrip(".")


def decline(adviser, address):
    """Look, and say no."""
    adviser.goto(address)
    adviser.press("main button[name=do][value=show]")
    adviser.press("main button[name=do][value=no]")


def accept(adviser, address):
    """Look, and say yes. What is shown before tells nothing of the person."""
    adviser.goto(address)
    shut(adviser)
    adviser.press("main button[name=do][value=show]")
    shut(adviser)
    adviser.press("main button[name=do][value=yes]")
    shut(adviser)


def shut(adviser):
    """Hold that the page does not tell the person."""
    seen = [word for word in (*NAMES, *PHONES, *NOTES) if word in adviser.text]
    assert seen == []


def give_pin(coordinator, code):
    """Make the adviser's PIN, as told by telephone; return it."""
    open_referral(coordinator, code)
    coordinator.press("main form[action$='/ask/pin/'] button")
    return re.search(r"\b\d{6}\b", coordinator.text)[0]


def open_person(adviser, address, pin, number=0):
    """Open name and number with the PIN: now they are there."""
    adviser.goto(address)
    adviser.press("main button[name=do][value=show]")
    adviser.write("pin", pin)
    adviser.press("main form:has([name=pin]) button[type=submit]")
    kept = PHONES[number].replace(" ", "").lstrip("0")
    adviser.says(NAMES[number], NOTES[number])
    assert kept in adviser.text.replace(" ", "")


def agree(adviser):
    """Take the first of three free times; return what it says."""
    times = adviser.page.locator("main input[name=how][value*='@']")
    assert times.count() == 3
    adviser.choose("how", times.first.get_attribute("value"))
    adviser.press("main form:has([name=how]) button[type=submit]")


def close_by_link(adviser, address):
    """The talk is over: outcome and minutes on the page of one's yes."""
    adviser.goto(address)
    adviser.press("main button[name=do][value=show]")
    adviser.choose("outcome", "helped")
    adviser.write("minutes", "45")
    adviser.press("main form:has([name=outcome]) button[type=submit]")


def close(hand, code, *, outcome="helped", minutes="45"):
    """Outcome, minutes, done."""
    open_referral(hand, code)
    hand.follow("[href$='/close/']")
    hand.choose("outcome", outcome)
    hand.write("minutes", minutes)
    hand.press("main form:has([name=outcome]) button[type=submit]")
