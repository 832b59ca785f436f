"""
Hands at a browser: what people do on a page, each page looked at as they come to it.

`Hand` points and types, `Keys` never touches a mouse. Both name things by what stays
the same in every language: the field's name, the form's address. A page is looked at
for faults of access, for sideways scrolling, for a script's complaint and for an
answer that says the house broke.
"""

import re

BROKEN = 500
REFUSED = (404, 422)  # a page may say no; its own sentence says why
TABS = 300


class Hand:
    """Somebody with a mouse or a finger."""

    def __init__(self, page, looks, centre="/kassel"):
        self.page = page
        self.looks = looks
        self.centre = centre
        self.seen = set()
        page.on("response", self._answered)
        page.on("console", self._said)

    def _answered(self, response):
        if response.status >= BROKEN:
            self.page.faults.append(f"{response.status} {response.url}")

    def _said(self, said):
        refused = any(f"status of {code}" in said.text for code in REFUSED)
        if said.type == "error" and not refused:
            self.page.faults.append(f"{self.page.url}: {said.text}")

    # ---- going somewhere

    def goto(self, address):
        """Open an address, whole as in a letter, or one of the centre's own."""
        own = address.startswith("/")
        self.page.goto(f"{self.centre}{address}" if own else address)
        self.look()
        return self

    def follow(self, selector):
        """Follow a link."""
        self.press(f"a{selector}")

    def press(self, selector):
        """Press a link or button that leads to a page."""
        target = self.page.locator(selector).first
        assert target.count(), f"{self.page.url} has no {selector}:\n{self.text}"
        with self.page.expect_navigation():
            self.activate(target)
        self.look()

    def look(self):
        """Look at the page, once for each address and heading."""
        where = re.sub(r"[0-9]+", "0", self.page.url.partition("?")[0])
        heading = re.sub(r"[0-9]+", "0", self.page.locator("h1").first.inner_text())
        notices = self.page.locator(".notice").count()
        if (where, heading, notices) not in self.seen:
            self.seen.add((where, heading, notices))
            for looked in self.looks:
                looked(self.page)

    # ---- doing something

    def activate(self, target):
        target.click()

    def write(self, name, text):
        """Write into a field."""
        self.page.locator(f"main [name='{name}']").first.fill(text)

    def choose(self, name, value):
        """Choose one of several, or tick one."""
        self.page.locator(f"main input[name='{name}'][value='{value}']").check()

    def pick(self, name, value):
        """Pick a line of a list that opens."""
        self.page.locator(f"main select[name='{name}']").select_option(value)

    def open_help(self, number=0):
        self.page.locator("main details > summary").nth(number).click()

    # ---- reading

    @property
    def text(self):
        """What the page says."""
        return self.page.inner_text("main")

    @property
    def codes(self):
        """The codes and PINs the page shows, in their order."""
        return self.page.locator("main bdi.code").all_inner_texts()

    def says(self, *words):
        """Hold that the page says each of some things."""
        missing = [one for one in words if one not in self.text]
        assert not missing, f"{self.page.url} says nothing of {missing}:\n{self.text}"
        return self


class Bare(Hand):
    """
    Somebody whose browser runs no scripts.

    The search for faults of access is a script itself: it is run on the same page in
    a second window, which has nothing but the search.
    """

    def __init__(self, page, looks, mirror):
        super().__init__(page, (self._reflect,))
        self.mirror, self.mirrored = mirror, looks
        mirror.route("**/*", self._same)

    def _same(self, route):
        if not route.request.is_navigation_request():
            route.continue_()
            return
        kept = re.sub(r"<script.*?</script>", "", self.page.content(), flags=re.DOTALL)
        route.fulfill(body=kept, content_type="text/html; charset=utf-8")

    def _reflect(self, page):
        self.mirror.goto(page.url.partition("#")[0])
        for looked in self.mirrored:
            looked(self.mirror)


class Keys(Hand):
    """Somebody with a keyboard alone: Tab, Enter, Space, arrows and letters."""

    def reach(self, wanted):
        """
        Press Tab until the focus is on a thing, and see that it shows.

        :param wanted: what JavaScript says of the element that has the focus
        """
        for _press in range(TABS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(f"(() => {{ const it = document.activeElement; "
                                  f"return !!({wanted}); }})()"):  # fmt: skip
                self._shows()
                return
        raise AssertionError(f"{self.page.url}: the keyboard never reaches {wanted}")

    def _shows(self):
        shown = self.page.evaluate(
            """() => {
                const marked = (one) => {
                    const style = getComputedStyle(one);
                    return (style.outlineStyle !== "none"
                        && parseFloat(style.outlineWidth) > 0)
                        || style.boxShadow !== "none";
                };
                const it = document.activeElement, box = it.getBoundingClientRect();
                const inside = box.bottom > 0 && box.top < innerHeight;
                return [inside, marked(it) || marked(it.closest("label") || it)];
            }"""
        )
        where = f"{self.page.url}: {self._focused()}"
        assert shown == [True, True], f"{where}: in the window, marked: {shown}"

    def _focused(self):
        return self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")

    def activate(self, target):
        target.evaluate("it => it.setAttribute('data-wanted', '')")
        self.reach("it.hasAttribute('data-wanted')")
        self.page.keyboard.press("Enter")

    def write(self, name, text):
        self.reach(f"it.name === '{name}'")
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, name, value):
        self.reach(f"it.name === '{name}' && (it.type === 'radio' || "
                   f"it.value === '{value}')")  # fmt: skip
        kind = self.page.evaluate("document.activeElement.type")
        if kind == "checkbox":
            if not self.page.evaluate("document.activeElement.checked"):
                self.page.keyboard.press("Space")
            return
        if self.page.evaluate("document.activeElement.value") == value:
            self.page.keyboard.press("Space")
        for _press in range(40):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"The arrows never reach {name}={value}.")

    def pick(self, name, value):
        label = self.page.locator(
            f"main select[name='{name}'] option[value='{value}']"
        ).inner_text()
        self.reach(f"it.name === '{name}'")
        self.page.keyboard.type(label)
        assert self.page.evaluate("document.activeElement.value") == value
