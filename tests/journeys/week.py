"""The steps of a centre's first week: lists, rooms, partners, texts, the report."""

import base64
import hashlib
import hmac
import re
import struct
import time
from pathlib import Path

LISTS = Path(__file__).parents[1] / "intake" / "data"
FORM = "main form:has([name={}]) button[type=submit]"


def six_digits(secret):
    """Return what a code app shows for a secret right now (RFC 6238)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    count = struct.pack(">Q", int(time.time()) // 30)
    mac = hmac.new(key, count, hashlib.sha1).digest()
    at = mac[-1] & 15
    number = int.from_bytes(mac[at : at + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**6:06}"


def join(hand, address):
    """Follow an invitation and set up a code app, as everybody does who may open."""
    hand.goto(address)
    hand.press("main form[action*='/join/'] button")
    hand.follow("[href*='totp/activate']")
    secret = hand.page.locator("main code").inner_text()
    hand.write("code", six_digits(secret))
    hand.press(FORM.format("code"))


def send(hand, name):
    """Send the form that has a field of this name."""
    hand.press(FORM.format(name))


def bring(hand, target, file, decide=()):
    """
    Bring a list: file, columns, trial run, what is doubtful, entries.

    :param decide: which doubts are settled, by a word of theirs: as it is offered
    """
    hand.goto("/import/")
    hand.follow(f"[href$='/import/{target}/']")
    hand.page.locator("main input[type=file]").set_input_files(LISTS / file)
    send(hand, "file")
    send(hand, "heading")
    if decide:
        hand.follow("[href$='/doubts/']")
        for word in decide:
            doubt = hand.page.locator("main fieldset", has_text=word).first
            offered = doubt.locator("input[value=o0], input[value=take]").first
            name = offered.get_attribute("name")
            hand.choose(name, offered.get_attribute("value"))
        hand.press("main form:has([type=radio]) button[type=submit]")
    hand.press("main form[action$='/create/'] button")


def invited(reader, to):
    """Return the address in the letter that came for somebody."""
    reader.goto("/letters/mailbox/")
    row = reader.page.locator("main tr", has_text=to).first
    with reader.page.expect_navigation():
        row.locator("a").click()
    reader.look()
    return re.search(r"https?://\S+", reader.text)[0].rstrip(".")


def book(hand, room, day, starts, ends, **more):
    """Fill in the form for a room and send it."""
    hand.goto("/rooms/book/")
    hand.page.locator("main select[name=room]").select_option(label=room)
    for name, text in {"on": day, "starts": starts, "ends": ends}.items():
        hand.write(name, text)
    if until := more.get("until"):
        hand.choose("repeats", "weekly")
        hand.write("until", until)
    if title := more.get("title"):
        hand.write("title", title)
    send(hand, "starts")


def write_text(hand, purpose, language, text):
    """Write a legal text and note who reviewed it."""
    hand.goto("/centre/texts/write/")
    hand.pick("purpose", purpose)
    hand.pick("language", language)
    hand.write("text", text)
    send(hand, "purpose")
    waiting = hand.page.locator(
        "main tr", has_text=re.compile("nicht geprüft|ungeprüft")
    )
    with hand.page.expect_navigation():
        waiting.locator("a").first.click()
    hand.look()
    hand.write("reviewer", "Samira Said")
    send(hand, "reviewer")


def introduce(hand, centre_words):
    """Say where the centre is and which districts there are."""
    hand.goto("/centre/contact/")
    for name, text in centre_words.items():
        hand.write(name, text)
    send(hand, "districts")


def switch_on(hand, *areas):
    """Switch on what a new centre does not begin with."""
    hand.goto("/centre/modules/")
    for area in areas:
        hand.choose("modules", area)
    send(hand, "modules")


def make_partner(hand, name):
    """Enter a partner bound to secrecy; return its own form's address."""
    hand.goto("/directory/partners/new/")
    hand.write("name", name)
    hand.pick("kind", "caritas")
    hand.page.locator("main input[name=bound_to_secrecy]").check()
    send(hand, "kind")
    hand.write("label", "Beratung Mitte")
    send(hand, "label")
    if not hand.page.locator("main a[href*='/counselling/from/']").count():
        hand.follow("[href*='/directory/addresses/']")
    return hand.page.locator("main a[href*='/from/']").get_attribute("href")


def open_association(hand, name):
    """Open an association's page from the list."""
    hand.goto("/directory/")
    hand.press(f"main a:has-text('{name}')")


def invite_board(hand, association, name, email):
    """Invite somebody to an association's board."""
    open_association(hand, association)
    hand.follow("[href$='/invite/']")
    hand.write("name", name)
    hand.write("email", email)
    send(hand, "email")


def publish_offer(hand, association, *, topic, language_names):
    """Publish an association's first offer, open on Tuesdays from four to six."""
    open_association(hand, association)
    hand.press("main td a[href*='/offers/']")
    offer = hand.page.url
    hand.goto(f"{offer}edit/")
    hand.choose("topics", topic)
    hand.write("language_bits", language_names)
    hand.page.locator("main input[name=takes_walk_in]").check()
    hand.choose("state", "published")
    send(hand, "title")
    hand.goto(f"{offer}hours/")
    hand.pick("weekday", "1")
    hand.write("starts", "16:00")
    hand.write("ends", "18:00")
    send(hand, "weekday")
    hand.goto(offer)
    hand.press("main form[action$='/confirm/'] button")


def bind(hand, volunteer):
    """Enter when somebody has time, and that confidentiality is signed."""
    hand.goto(f"/volunteers/{volunteer}/edit/")
    for day in range(5):
        hand.choose("morning", f"{day}")
    send(hand, "morning")
    hand.goto(f"/volunteers/{volunteer}/bind/")
    send(hand, "signed_on")


def slip(hand, address, topic):
    """Three answers at a form's address, the next open hour; return the code."""
    hand.goto(address)
    hand.choose("topic", topic)
    hand.pick("language", "ar")
    hand.pick("district", "Mitte")
    send(hand, "district")
    hand.press("main form:has([name=hour]) button[type=submit]")
    return hand.codes[0]


def arrive(hand, code):
    """Somebody brings a slip: one tap."""
    hand.goto("/counselling/slip/")
    hand.write("code", code.lower())
    send(hand, "code")
    hand.press("main form[action$='/redeem/'] button")


def correct(hand, minutes):
    """Say what a talk really took."""
    hand.write("minutes", minutes)
    send(hand, "minutes")


def walk_in(hand, topic):
    """Count somebody who brought no slip."""
    hand.goto("/counselling/walk-in/")
    hand.choose("topic", topic)
    hand.pick("language", "ar")
    send(hand, "language")


def tally(hand, topic, presses):
    """Count the people of an open hour, one press each."""
    hand.goto("/counselling/tally/")
    hand.pick("language", "ar")
    for _press in range(presses):
        hand.press(f"main button[name=topic][value='{topic}']")


def freeze(hand, year, quarter):
    """Freeze a period's figures; return the address of what was frozen."""
    hand.goto(f"/report/?year={year}&quarter={quarter}")
    hand.press("main form[action$='/freeze/'] button")
    return hand.page.url
