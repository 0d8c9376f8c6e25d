"""Index: each room's addresses, in the order a reader meets them."""

from django.urls import include, path

urlpatterns = [
    path("", include("guides.home.urls")),
    path("", include("guides.uploads.urls")),
    path("", include("guides.deadlines.urls")),
    path("", include("guides.guide.urls")),
    path("", include("guides.questions.urls")),
    path("", include("guides.solver.urls")),
    path("argomenti/", include("guides.topics.urls")),
    path("aziende/", include("guides.companies.urls")),
    path("a-chi-rivolgersi/", include("guides.authorities.urls")),
    path("autori/", include("guides.authors.urls")),
    path("", include("guides.spam.urls")),
    path("lettere/", include("guides.letters.urls")),
    path("", include("guides.stories.urls")),
    path("", include("guides.comments.urls")),
    path("utile/", include("guides.feedback.urls")),
    path("", include("guides.contributions.urls")),
    path("", include("guides.site.urls")),  # last: it answers any one-word address
]
