from guides.companies import views
from guides.pages.listing import pages

urlpatterns = [
    *pages("", views.index, "companies"),
    *pages("<slug:slug>/", views.show, "company"),
]
