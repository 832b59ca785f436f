"""What has to be done before some pages are there: one deed for each of the cast."""

from pathlib import Path

DATA = Path(__file__).parents[1] / "intake" / "data"


def stranger(walk):
    """A robot fills the trap: the coordination finds what was held back."""
    page = walk.page
    page.goto("/kassel/counselling/refer/")
    page.evaluate(
        """() => document.querySelectorAll("main form input[type=text]").forEach(
            (field) => { field.value = "http://spam.example"; })"""
    )
    _answer_three(page)
    page.wait_for_load_state()


def coordinator(walk):
    """An invitation, a slip by telephone, a session without one, and a list."""
    page = walk.page
    page.goto("/kassel/team/invite/")
    page.locator("input[name=name]").fill("Jonas Neu")
    page.locator("input[name=email]").fill("neu@allin.example")
    page.locator("input[name=kind]").first.check()
    _press(walk, "main form.form button")
    link = page.locator("main").get_by_text("/join/").first
    walk.visit(link.inner_text().strip())

    page.goto("/kassel/counselling/walk-in/")
    page.locator("input[name=topic]").first.check()
    page.locator("select[name=language]").select_option("ar")
    _press(walk, "main form.form button")

    page.goto("/kassel/import/associations/")
    page.locator("input[type=file]").set_input_files(DATA / "vereine.xlsx")
    _press(walk, "main form.form button")
    _press(walk, "main form.form button")


def caritas(walk):
    """A slip, and a contact that its person looks at."""
    page = walk.page
    page.goto("/kassel/counselling/refer/")
    _answer_three(page)
    page.wait_for_load_state()
    _press(walk, "main form.form button")

    page.goto("/kassel/counselling/refer/contact/")
    page.locator("input[name=topic]").first.check()
    page.locator("select[name=language]").select_option("ar")
    page.locator("select[name=district]").select_option("Mitte")
    page.locator("input[name=urgency]").last.check()
    page.locator("input[name=first_name]").fill("Samar")
    page.locator("input[name=channel]").fill("0151 23456789")
    for tick in page.locator("input[name=consents]").all():
        tick.check()
    _press(walk, "main form.form button")
    code, pin, _senders = page.locator("bdi.code").all_inner_texts()
    walk.visit("/kassel/counselling/status/")
    page.locator("input[name=code]").fill(code)
    page.locator("input[name=pin]").fill(pin)
    _press(walk, "main form.form button")


def _answer_three(page):
    page.locator("input[name=topic]").first.check()
    page.locator("select[name=language]").select_option("ar")
    page.locator("select[name=district]").select_option("Mitte")
    page.locator("main form.form button").click()


def _press(walk, button):
    """Send the form and look at the page that comes."""
    walk.page.set_viewport_size({"width": 1280, "height": 900})
    for _twice in range(2):  # a person takes longer; the house asks to send again
        with walk.page.expect_navigation():
            walk.page.locator(button).last.click()
        if not walk.page.get_by_text("Das ging sehr schnell").count():
            break
        walk.page.wait_for_timeout(3_000)
    walk.here(walk.page.url)
