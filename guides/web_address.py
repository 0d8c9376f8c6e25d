"""A web address field: one typed without its scheme is https."""

from django.db import models


class WebAddressField(models.URLField):
    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https"} | kwargs)
