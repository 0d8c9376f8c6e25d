"""The environment of a public site that starts."""

PUBLIC = {
    "SITE_URL": "https://sportello.example",
    "SECRET_KEY": "0123456789" * 6,
    "EMAIL_HOST": "mail.example",
    "DEFAULT_FROM_EMAIL": "redazione@sportello.example",
}
