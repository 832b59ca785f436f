"""The demo's year of contacts: made by the operations, with a moved clock."""

from typing import Final

from allin.core.story import Story
from allin.counselling.demo.bulk import make_many
from allin.counselling.demo.scene import lay
from allin.counselling.demo.today import open_now
from allin.counselling.demo.year import happen

SIZE_M: Final = 10_000


def make(story: Story) -> None:
    """Make about 1,200 contacts of the last year, and what is open this morning."""
    story.say("1.200 Kontakte eines Jahres, und was heute wartet")
    scene = lay(story)
    if not scene.slots:
        return
    happen(scene)
    open_now(scene)
    if story.size == "M":
        story.say("10.000 Vermittlungen")
        make_many(scene, SIZE_M)
