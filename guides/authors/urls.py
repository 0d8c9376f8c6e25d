from guides.authors import views
from guides.paging import pages

urlpatterns = [
    *pages("<slug:slug>/", views.show, "author"),
]
