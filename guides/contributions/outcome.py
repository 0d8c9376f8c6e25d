from django.db.models import TextChoices


class Outcome(TextChoices):
    """How a story ended so far; an update may change it."""

    OPEN = "open", "Ancora aperta"
    PARTLY = "partly", "Risolta in parte"
    SOLVED = "solved", "Risolta"
