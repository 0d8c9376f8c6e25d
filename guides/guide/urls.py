from django.urls import path

from guides.contributions.links import register_private_prefixes
from guides.guide import views
from guides.guide.fact_check import views as fact_check
from guides.pages.listing import pages

register_private_prefixes("anteprima", "avviso")
urlpatterns = [
    *pages("guide/", views.index, "guides"),
    path("guide/<slug:slug>/", views.show, name="guide"),
    path("guide/<slug:slug>/<slug:section_slug>/", views.section, name="section"),
    path("avviso/guida/<number:pk>/", views.follow, name="follow_guide"),
    path("avviso/<str:token>/", views.confirm_follow, name="confirm_guide_follow"),
    path("anteprima/guide/<number:pk>/", views.preview_draft, name="preview"),
    path("anteprima/<str:token>/", fact_check.shared, name="shared_preview"),
    path("anteprima/<str:token>/grazie/", fact_check.thanks, name="shared_thanks"),
]
