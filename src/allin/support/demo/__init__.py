"""The demo's year of support: what associations asked, and what they got."""

from allin.core import people
from allin.core.people import Person, Role, Visitor
from allin.core.story import Story
from allin.support.demo import asking, meeting


def make(story: Story) -> None:
    """Tell a year of requests, advice, meetings and papers, by the operations."""
    story.say("Ein Jahr Begleitung der Vereine")
    user = story.cast["derya"]
    role = Role(people.COORDINATOR, story.centre.pk)
    by: Person = Visitor(id=user.pk, name=user.name, roles=frozenset({role}))
    asking.make(story, by)
    meeting.make(story, by)
