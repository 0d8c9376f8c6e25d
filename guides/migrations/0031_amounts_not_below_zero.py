import django.core.validators
from django.db import migrations, models

BELOW_ZERO = "Un importo non può essere sotto zero."


def without_the_sign(apps, schema_editor):
    """What was below zero by mistake loses its sign, and somebody is asked to read it again."""
    for fact in apps.get_model("guides", "Fact").objects.filter(amount__lt=0):
        fact.amount, fact.doubt = -fact.amount, "l’importo era scritto sotto zero"
        fact.save(update_fields=["amount", "doubt"])


class Migration(migrations.Migration):

    dependencies = [
        ('guides', '0030_texts_in_their_rows'),
    ]

    operations = [
        migrations.RunPython(without_the_sign, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='fact',
            name='amount',
            field=models.DecimalField(blank=True, decimal_places=2, help_text='Con la virgola.', max_digits=11, null=True, validators=[django.core.validators.MinValueValidator(0, BELOW_ZERO)], verbose_name='euro'),
        ),
        migrations.AddConstraint(
            model_name='fact',
            constraint=models.CheckConstraint(condition=models.Q(('amount', None), ('amount__gte', 0), _connector='OR'), name='fact_amount_not_below_zero', violation_error_message=BELOW_ZERO),
        ),
    ]
