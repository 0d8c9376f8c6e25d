from django.urls import path

from guides.home import feeds, machines, views
from guides.home.moved import of_a_guide
from guides.pages.machines import for_machines

MACHINES = [
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap_index, name="sitemap"),
    path("sitemap-<slug:part>-<number:number>.xml", machines.sitemap, name="sitemap_part"),
    path("sitemap-<slug:part>.xml", machines.sitemap, name="sitemap_part"),
    path("llms.txt", machines.llms, name="llms"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
    path("immagine.png", machines.site_picture, name="site_picture"),
    of_a_guide("guide/<slug:slug>.md", machines.guide_in_markdown, name="guide_in_markdown"),
    path("lettere/<slug:slug>.md", machines.letter_in_markdown, name="letter_in_markdown"),
    path("scadenze/<slug:slug>.md", machines.deadline_in_markdown, name="deadline_in_markdown"),
    of_a_guide("guide/<slug:slug>/immagine.png", machines.guide_picture, name="guide_picture"),
    path("aziende/<slug:slug>/immagine.png", machines.company_picture, name="company_picture"),
    path(
        "storie/<number:pk>-<slug:slug>/immagine.png", machines.story_picture, name="story_picture"
    ),
    path("feed/guide-nuove.xml", feeds.NewGuides(), name="new_guides_feed"),
    path("feed/guide-aggiornate.xml", feeds.ChangedGuides(), name="changed_guides_feed"),
    path("feed/storie.xml", feeds.Stories(), name="stories_feed"),
    of_a_guide("guide/<slug:slug>/commenti.xml", feeds.GuideComments(), name="guide_comments_feed"),
    path(
        "storie/<number:pk>-<slug:slug>/commenti.xml",
        feeds.StoryComments(),
        name="story_comments_feed",
    ),
]
for address in MACHINES:
    address.callback = for_machines(address.callback)

# Browsers ask for these two whatever a page says.
ICONS = [path(name, views.icon, {"name": name}) for name in ("favicon.ico", "apple-touch-icon.png")]

urlpatterns = [path("", views.index, name="home"), *MACHINES, *ICONS]
