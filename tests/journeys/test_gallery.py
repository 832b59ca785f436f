"""Every component, as people meet it: both directions, both sizes, every look."""

import pytest


@pytest.fixture(autouse=True)
def _demo(settings, kassel):
    settings.DEMO = True


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_every_component_is_clean_on_a_desktop(
    page, axe, no_sideways_scroll, picture, live_server, language, look
):
    page.context.add_cookies(
        [{"name": "allin_theme", "value": look, "url": live_server.url}]
    )
    page.goto(f"/gallery/?lang={language}")
    picture(page, f"gallery-{language}-{look}")
    no_sideways_scroll(page)
    axe(page)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_every_component_is_clean_on_a_telephone(
    phone, axe, no_sideways_scroll, picture, language
):
    phone.goto(f"/gallery/?lang={language}")
    picture(phone, f"gallery-{language}-360")
    no_sideways_scroll(phone)
    axe(phone)


def test_targets_on_a_telephone_are_large_enough(phone):
    phone.goto("/gallery/?lang=de")
    small = phone.evaluate(
        """() => [...document.querySelectorAll("main .button, .choice, .field input, \
            .field select, .phone nav > ul > li > a, summary")]
            .map((e) => [e.outerHTML.slice(0, 90), e.getBoundingClientRect()])
            .filter(([, box]) => box.height && box.height < 44)
            .filter(([html]) => !/type="(radio|checkbox|hidden)"/.test(html))
            .map(([html, box]) => `${Math.round(box.height)} ${html}`)"""
    )
    assert small == []


def test_the_ring_is_seen_on_everything_the_keyboard_reaches(page):
    page.goto("/gallery/?lang=de")
    for _ in range(40):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            """() => {
                const e = document.activeElement;
                if (e === document.body) return null;  // past the end: the browser
                const style = getComputedStyle(e.closest(".choice") || e);
                return [e.outerHTML.slice(0, 120), style.outlineStyle,
                    style.outlineWidth];
            }"""
        )
        if ring is None:
            continue
        assert ring[1:] == ["solid", "3px"], ring[0]


def test_escape_closes_the_menu_and_leaves_one_where_one_was(phone):
    phone.goto("/gallery/?lang=de")
    more = phone.locator(".phone summary")
    more.click()
    assert phone.locator(".phone .menu-list").is_visible()
    phone.keyboard.press("Escape")
    assert not phone.locator(".phone .menu-list").is_visible()


def test_the_menu_opens_without_javascript(bare):
    bare.set_viewport_size({"width": 360, "height": 740})
    bare.goto("/gallery/?lang=de")
    bare.locator(".phone summary").click()
    assert bare.locator(".phone .menu-list").is_visible()


def test_dangerous_things_ask_first(page):
    page.goto("/gallery/?lang=de")
    page.locator("[data-opens=ask]").click()
    assert page.locator("dialog#ask").is_visible()
    page.locator("dialog [data-closes]").click()
    assert not page.locator("dialog#ask").is_visible()


def test_lost_connection_is_said(page):
    page.goto("/gallery/?lang=de")
    said = page.locator("[data-offline]")
    assert not said.is_visible()
    page.context.set_offline(True)
    said.wait_for(state="visible")
    page.context.set_offline(False)
    said.wait_for(state="hidden")


def test_the_look_is_chosen_in_the_menu(page):
    page.goto("/gallery/?lang=de")
    page.locator(".side .look summary").click()
    page.locator(".side .look button[value=dark]").click()
    page.wait_for_url("**/gallery/**")
    assert page.locator("html").get_attribute("data-theme") == "dark"
