"""
Personal fields are declared, or the tests fail.

A room that stores something about a person says so next to the model:

    PERSONAL = (
        Personal("volunteers.Volunteer.phone", purpose="...", keep="...", sealed=False),
    )

`tests/architecture` collects the declarations and compares them with the models;
`docs/privacy.md` is made from them.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Personal:
    """
    One personal field.

    :param field: "room.Model.field"
    :param purpose: what it is stored for, one English sentence
    :param keep: until when, one English sentence
    :param sealed: whether only the vault can read it
    """

    field: str
    purpose: str
    keep: str
    sealed: bool = False
