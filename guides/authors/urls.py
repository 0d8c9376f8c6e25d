from guides.authors import views
from guides.pages.listing import pages

urlpatterns = [
    *pages("<slug:slug>/", views.show, "author"),
]
