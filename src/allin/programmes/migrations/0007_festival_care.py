from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("centres", "0003_public_pages"),
        ("directory", "0003_asked_to_confirm"),
        ("programmes", "0006_duty"),
        ("rooms", "0002_takes"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="occasion",
            name="only_what_took_place_reached_people",
        ),
        migrations.AddField(
            model_name="permit",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("headcount__isnull", True),
                    models.Q(("headcount__lte", 30000), ("state", "held")),
                    _connector="OR",
                ),
                name="only_what_took_place_reached_people",
                violation_error_message=(
                    "Only what took place has reached people, at most 30,000."
                ),
            ),
        ),
    ]
