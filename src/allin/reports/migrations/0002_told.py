from django.conf import settings
from django.db import migrations, models
from django.db.models import F


def what_is_published_was_told(apps, _editor):
    report = apps.get_model("reports", "Report")
    report.objects.filter(published_at__isnull=False).update(
        first_published_at=F("published_at")
    )


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="first_published_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(what_is_published_was_told, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True),
                    ("first_published_at__isnull", False),
                    _connector="OR",
                ),
                name="what_is_published_was_told",
                violation_error_message="What is published has a first day.",
            ),
        ),
    ]
