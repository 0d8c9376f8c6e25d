"""A web address field: one typed without its scheme is https."""

from guides.written import URLField


class WebAddressField(URLField):
    kept_as = "guides.web_address.WebAddressField"

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https"} | kwargs)
