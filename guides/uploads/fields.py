"""A model field for a public picture: what is sent is re-encoded before anything keeps it."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models

from guides.uploads import images
from guides.uploads.storage import public_pictures


class PictureFormField(forms.FileField):
    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = images.ACCEPTED

    def to_python(self, data):
        sent = super().to_python(data)
        if sent is None:
            return None
        try:
            image = images.clean(sent.read(images.MAX_BYTES + 1))
        except images.ImageRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return ContentFile(image.content, name=image.name)


class PictureField(models.ImageField):
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **{"storage": public_pictures} | kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("storage", None)
        return name, path, args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PictureFormField} | kwargs)
