import datetime as dt
import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.forms.renderers import DjangoTemplates
from django.template import engines
from django.test import RequestFactory

from allin.core.errors import WayOut
from allin.ui.calendar import Bar, Day, Lane


class BookingForm(forms.Form):
    title = forms.CharField(label="Titel", help_text="Was findet statt?")
    day = forms.DateField(label="Tag")
    starts = forms.TimeField(label="Beginn", required=False)
    often = forms.ChoiceField(
        label="Wie oft?",
        choices=[("once", "Nur dieses Mal"), ("weekly", "Jede Woche")],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label="Die Person ist einverstanden")
    email = forms.EmailField(label="E-Mail", required=False)


@pytest.fixture
def render():
    def draw(source, **context):
        request = RequestFactory().get("/", {"status": "open"})
        return (
            engines["django"]
            .from_string(source)
            .render({"frame": "", **context}, request)
        )

    return draw


def test_a_page_begins_with_how_things_stand(render):
    page = render(
        '{% page_header title="Heute" lead="Vier warten." crumb="Räume"'
        ' crumb_url="/rooms/" %}{% button "Buchen" "/book/" kind="primary" %}'
        "{% endpage_header %}"
    )
    assert "<h1>Heute</h1>" in page
    assert '<p class="lead">Vier warten.</p>' in page
    assert '<a href="/rooms/">Räume</a>' in page
    assert 'class="button button-primary" href="/book/"' in page


def test_what_people_typed_never_becomes_markup(render):
    page = render(
        "{% page_header title=evil %}{% endpage_header %}{% badge 'bad' evil %}"
        "{% panel title=evil aside=evil %}{{ evil }}{% endpanel %}"
        "{% empty evil %}{% fact term=evil %}{{ evil }}{% endfact %}"
        "{% task title=evil label=evil url='/' badge=evil %}{{ evil }}{% endtask %}",
        evil="<script>alert(1)</script>",
    )
    assert "<script>" not in page


def test_a_bad_notice_is_an_alert_and_others_a_status(render):
    assert 'role="alert"' in render(
        '{% notice title="Vergeben." tone="bad" %}Frei ab 19 Uhr.{% endnotice %}'
    )
    assert 'role="status"' in render('{% notice title="Gebucht." %}{% endnotice %}')


def test_an_unknown_argument_fails_when_the_template_compiles(render):
    with pytest.raises(Exception, match="unexpected keyword argument"):
        render('{% notice colour="red" %}{% endnotice %}')


def test_the_work_list_shows_a_button_or_its_own_action(render):
    page = render(
        '{% tasks %}{% task icon="handshake" title="K7-4M2" url="/a/" label="Ansehen"'
        ' primary=True badge="dringend" badge_tone="urgent" %}Tigrinya.{% endtask %}'
        '{% task title="P3-9XD" %}Arabisch.{% action %}{% post "/b/" "Fragen" %}'
        "{% endaction %}{% endtask %}{% task title='Ohne' %}Nichts.{% endtask %}"
        "{% endtasks %}"
    )
    assert 'class="button button-primary" href="/a/"' in page
    assert page.count("task-action") == 2
    assert 'name="csrfmiddlewaretoken"' in page
    assert page.index("Arabisch.") < page.index('action="/b/"')


def test_the_stair_says_aloud_what_is_done(render):
    page = render("{% steps labels 2 %}", labels=["gesendet", "gefragt", "Termin"])
    assert page.count('aria-current="step"') == 1
    assert "step-done" in page
    assert "step-next" in page


def test_a_form_keeps_what_was_typed_and_names_what_is_missing(render):
    form = BookingForm({"title": "Fest", "day": "31.02.2026", "often": "once"})
    page = render(
        '{% form form submit="Buchen" after="Danach kommt ein Brief." ways=ways %}'
        "{% endform %}",
        form=form,
        ways=[WayOut("Büro 2 ab sofort", "/rooms/2/")],
    )
    assert 'value="Fest"' in page
    assert 'value="31.02.2026"' in page
    assert '<a href="#id_day">' in page
    assert 'aria-describedby="id_day_error"' in page
    assert 'id="id_day_error"' in page
    assert 'aria-invalid="true"' in page
    assert '<a href="/rooms/2/">Büro 2 ab sofort</a>' in page
    assert "novalidate" in page
    assert "Danach kommt ein Brief." in page


def test_fields_become_components(render):
    page = render('{% form form submit="Buchen" %}{% endform %}', form=BookingForm())
    assert '<input type="date" name="day"' in page
    assert '<input type="time" name="starts"' in page
    assert page.count('class="choice"') == 3
    assert '<fieldset class="field"' in page
    assert 'type="email" name="email"' in page
    assert 'dir="ltr"' in page


def test_dates_are_shown_as_native_controls_want_them(render):
    form = BookingForm(initial={"day": dt.date(2026, 3, 17), "starts": dt.time(17)})
    page = render("{{ form }}", form=form)
    assert 'value="2026-03-17"' in page
    assert 'value="17:00"' in page


def test_the_pager_keeps_the_filter(render):
    page = Paginator(range(214), 20).page(2)
    drawn = render("{% pager page %}", page=page)
    assert "?status=open&amp;page=1" in drawn
    assert "?status=open&amp;page=3" in drawn
    assert "21" in drawn
    assert "214" in drawn


def test_a_week_reads_as_rows_of_quarter_hours(render):
    days = [
        Day(
            "Di",
            dt.date(2026, 3, 10),
            is_today=True,
            lanes=[
                Lane("Büro 1", [Bar(6, 12, "Beratung"), Bar(12, 14, "belegt", "taken")],
                     key="1"),
                Lane("Büro 2", [Bar(-4, 80, "geschlossen", "closed")], key="2"),
            ],
        ),
        Day("Mi", dt.date(2026, 3, 11), lanes=[Lane("Büro 1", key="1")]),
    ]  # fmt: skip
    page = render(
        "{% calendar days 8 22 free_url='/rooms/{key}/book/?day={date}&from={time}' %}",
        days=days,
    )
    assert '<td colspan="6" class="calendar-hour"><span class="calendar-bar' in page
    assert "/rooms/1/book/?day=2026-03-10&amp;from=11:30" in page
    assert 'colspan="56"' in page
    assert "calendar-today" in page


def test_bars_stand_beside_their_table(render):
    page = render(
        '{% bars rows "Vier Vereine" %}',
        rows=[("Horizonte e. V.", 12), ("Brücke e. V.", None)],
    )
    assert page.count("<rect") == 2 * 2  # for a desktop and for a telephone
    assert page.count("Horizonte e. V.") == 3  # the table too
    assert '<td class="number">12</td>' in page


class EveryControl(forms.Form):
    text = forms.CharField(max_length=40, initial='"><b>')
    number = forms.IntegerField(initial=1234)
    long = forms.CharField(widget=forms.Textarea, initial="</textarea><b>")
    one = forms.ChoiceField(
        choices=[("", "–"), ("Gruppe <b>", [(1, "eins <b>"), (2, "zwei")])], initial=2
    )
    many = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], initial=["b"])
    ticks = forms.MultipleChoiceField(
        choices=[("a", "A <b>"), ("b", "B")],
        widget=forms.CheckboxSelectMultiple,
        initial=["b"],
    )
    known = forms.NullBooleanField()
    at = forms.DateTimeField(initial=dt.datetime(2026, 3, 10, 9, 40, tzinfo=dt.UTC))
    file = forms.FileField(required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, initial="<b>")
    count = forms.IntegerField(widget=forms.RadioSelect(choices=[(0, "0"), (1, "1")]))


def test_every_control_says_what_the_framework_would_and_escapes_it(render):
    page = render("{{ form }}", form=EveryControl())

    assert "<b>" not in page
    assert 'name="text" value="&quot;&gt;&lt;b&gt;" maxlength="40"' in page
    assert 'type="number" name="number" value="1234"' in page
    assert '<optgroup label="Gruppe &lt;b&gt;">' in page
    assert '<option value="2" selected>zwei</option>' in page
    assert '<option value="b" selected>B</option>' in page
    assert '<span class="select"><select name="one"' in page
    assert '<span class="select"><select name="many"' not in page
    assert page.count('type="checkbox" name="ticks"') == 2
    assert page.count(" checked") == 1
    assert '<label class="choice" for="id_count_0">' in page
    assert 'type="file" name="file"' in page
    assert 'type="hidden" name="hidden" value="&lt;b&gt;"' in page


def test_what_a_form_draws_holds_the_same_controls_as_djangos_own(render):
    names = re.compile(r'<(?:input|select|textarea|option)[^>]*?(?:name|value)="[^"]*"')
    plain = EveryControl(renderer=DjangoTemplates())

    ours = names.findall(render("{{ form }}", form=EveryControl()))
    theirs = names.findall(render("{{ form }}", form=plain))

    assert len(ours) == len(theirs)
    assert [re.findall(r'(?:name|value)="[^"]*"', tag) for tag in ours] == [
        re.findall(r'(?:name|value)="[^"]*"', tag) for tag in theirs
    ]
