from django.urls import path, re_path

from guides.uploads import views
from guides.uploads.storage import PUBLIC_FOLDERS

FOLDERS = "|".join(PUBLIC_FOLDERS)

urlpatterns = [
    path("markdownx/markdownify/", views.preview, name="markdown_preview"),
    path("markdownx/upload/", views.upload, name="image_upload"),
    # Nothing but the names that guides.uploads.images makes: no other file can be asked for.
    re_path(
        rf"^media/(?P<folder>{FOLDERS})/(?P<name>[0-9a-f]{{16}}-\d+x\d+\.webp)$",
        views.picture,
        name="picture",
    ),
]
