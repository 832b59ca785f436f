"""Databases made before SQLite, too, refused to delete an entry get the triggers."""

from django.db import migrations

import allin.audit.fields

THEY_STAY = allin.audit.fields.AppendOnly(
    name="audit_entries_stay", covered="audit_checkpoint"
)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="entry", name="audit_entries_stay"),
        migrations.AddConstraint(model_name="entry", constraint=THEY_STAY),
    ]
