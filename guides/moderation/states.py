from django.db.models import TextChoices


class State(TextChoices):
    WAITING = "waiting", "in attesa"
    APPROVED = "approved", "pubblicato"
    REJECTED = "rejected", "non pubblicato"
    SPAM = "spam", "spam"
    WITHDRAWN = "withdrawn", "ritirato"
