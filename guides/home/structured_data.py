"""What a page says to machines, in schema.org's words (JSON-LD).

Pure: objects in, dictionaries out. Stories are discussion posts, never reviews: they carry no
rating (https://schema.org/DiscussionForumPosting).
"""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone

Json = dict[str, Any]

COMMENTS_DESCRIBED = 50


def absolute(path: str) -> str:
    """A path of ours as a whole address, on the site's canonical origin."""
    return f"{settings.SITE_URL}{path}"


def moment(when) -> str:
    """ISO 8601 with the offset of the site's own time zone."""
    return timezone.localtime(when).isoformat(timespec="seconds")


def organization(site) -> Json:
    return {
        "@type": "Organization",
        "@id": absolute("/#redazione"),
        "name": site.settings.name,
        "url": absolute("/"),
        "logo": absolute(static("favicon.svg")),
        "email": site.settings.contact_email,
        "sameAs": [link.address for link in site.social],
    }


def website(site) -> Json:
    return {
        "@context": "https://schema.org",
        "@graph": [
            organization(site),
            {
                "@type": "WebSite",
                "@id": absolute("/#sito"),
                "url": absolute("/"),
                "name": site.settings.name,
                "description": site.settings.tagline,
                "inLanguage": "it",
                "publisher": {"@id": absolute("/#redazione")},
                "potentialAction": {
                    "@type": "SearchAction",
                    "target": {
                        "@type": "EntryPoint",
                        "urlTemplate": absolute("/cerca/?q={search_term_string}"),
                    },
                    "query-input": "required name=search_term_string",
                },
            },
        ],
    }


def breadcrumbs(*crumbs: tuple[str, str]) -> Json:
    """From (name, path) pairs, outermost first."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": {"@type": "WebPage", "@id": absolute(path)},
            }
            for position, (name, path) in enumerate(crumbs, start=1)
        ],
    }


def author(signer) -> Json:
    return {
        "@type": "Person" if signer.is_person else "Organization",
        "name": signer.name,
        "url": absolute(signer.get_absolute_url()),
    }


def company(firm) -> Json:
    """A firm that a page speaks of."""
    about = {"@type": "Organization", "name": firm.name}
    return about | {"url": firm.website} if firm.website else about


def guide(page, site, image: str) -> Json:
    """A guide's page: an Article, where it stands, who publishes it."""
    edition = page.edition
    article = {
        "@type": "Article",
        "@id": absolute(f"{edition.get_absolute_url()}#articolo"),
        "mainEntityOfPage": absolute(edition.get_absolute_url()),
        "headline": edition.title,
        "description": edition.summary,
        "inLanguage": "it",
        "datePublished": moment(edition.first_published_at),
        "dateModified": moment(edition.published_at),
        "author": author(edition.author),
        "publisher": organization(site),
        "image": absolute(image),
        "articleSection": edition.topic.name,
        "citation": [source["address"] for source in edition.sources],
    }
    if edition.company:
        article["about"] = company(edition.company)
    crumbs = breadcrumbs(
        ("Inizio", "/"),
        ("Guide", "/guide/"),
        (edition.topic.name, edition.topic.get_absolute_url()),
        (edition.title, edition.get_absolute_url()),
    )
    return {"@context": "https://schema.org", "@graph": [article, crumbs]}


def profile(signer) -> Json:
    """An author's page."""
    entity = author(signer) | {"description": signer.one_line}
    if links := [link.address for link in signer.links.all()]:
        entity["sameAs"] = links
    return {
        "@context": "https://schema.org",
        "@type": "ProfilePage",
        "url": absolute(signer.get_absolute_url()),
        "dateModified": moment(signer.updated_at),
        "mainEntity": entity,
    }


def flow(edition) -> Json:
    """The first page of a guided way: who checked it and when, and what it is about."""
    page = absolute(edition.get_absolute_url())
    about = {
        "@type": "WebPage",
        "@id": page,
        "url": page,
        "name": edition.title,
        "description": edition.summary,
        "inLanguage": "it",
        "datePublished": moment(edition.first_published_at),
        "dateModified": moment(edition.published_at),
        "lastReviewed": edition.verified_on.isoformat(),
        "reviewedBy": author(edition.author),
        "about": {"@type": "Thing", "name": edition.topic.name},
    }
    crumbs = breadcrumbs(
        ("Inizio", "/"),
        ("Che cosa è successo?", "/risolvi/"),
        (edition.title, edition.get_absolute_url()),
    )
    return {"@context": "https://schema.org", "@graph": [about, crumbs]}


def authority(whom) -> Json:
    """The page of whom to turn to."""
    page = absolute(whom.get_absolute_url())
    entity = {
        "@type": "GovernmentOrganization",
        "name": whom.name,
        "url": whom.website,
        "description": whom.purpose,
    }
    if whom.full_name:
        entity["alternateName"] = whom.full_name
    about = {
        "@type": "WebPage",
        "@id": page,
        "url": page,
        "name": whom.name,
        "inLanguage": "it",
        "dateModified": moment(whom.updated_at),
        "lastReviewed": whom.verified_on.isoformat(),
        "citation": [whom.source],
        "about": entity,
    }
    crumbs = breadcrumbs(
        ("Inizio", "/"),
        ("A chi rivolgersi", "/a-chi-rivolgersi/"),
        (whom.name, whom.get_absolute_url()),
    )
    return {"@context": "https://schema.org", "@graph": [about, crumbs]}


def letter(page, site) -> Json:
    """A letter's page: a model that anyone may complete, who wrote it and when it was reread."""
    edition = page.edition
    model = {
        "@type": "DigitalDocument",
        "@id": absolute(f"{edition.get_absolute_url()}#lettera"),
        "url": absolute(edition.get_absolute_url()),
        "mainEntityOfPage": absolute(edition.get_absolute_url()),
        "name": edition.title,
        "description": edition.summary,
        "inLanguage": "it",
        "isAccessibleForFree": True,
        "datePublished": moment(edition.first_published_at),
        "dateModified": moment(edition.published_at),
        "author": author(edition.author),
        "publisher": organization(site),
        "citation": [source["address"] for source in edition.sources],
    }
    if edition.company:
        model["about"] = company(edition.company)
    crumbs = breadcrumbs(
        ("Inizio", "/"), ("Lettere", "/lettere/"), (edition.title, edition.get_absolute_url())
    )
    return {"@context": "https://schema.org", "@graph": [model, crumbs]}


def deadline(rule) -> Json:
    """The page of a rule: by when, and the law it comes from."""
    page, said = absolute(rule.get_absolute_url()), rule.said
    about = {
        "@type": "WebPage",
        "@id": page,
        "url": page,
        "name": said.name,
        "description": said.lets,
        "inLanguage": "it",
        "dateModified": moment(rule.live.published_at),
        "citation": [said.source_address or said.source_title],
    }
    if said.checked_on:
        about["lastReviewed"] = said.checked_on.isoformat()
    crumbs = breadcrumbs(
        ("Inizio", "/"), ("Scadenze", "/scadenze/"), (said.name, rule.get_absolute_url())
    )
    return {"@context": "https://schema.org", "@graph": [about, crumbs]}


def story(story, comments) -> Json:
    """A story's page: a post of a discussion, with the comments that are public."""
    posting = {
        "@type": "DiscussionForumPosting",
        "@id": absolute(f"{story.get_absolute_url()}#storia"),
        "url": absolute(story.get_absolute_url()),
        "mainEntityOfPage": absolute(story.get_absolute_url()),
        "headline": story.title,
        "text": story.text,
        "inLanguage": "it",
        "datePublished": moment(story.published_at),
        "dateModified": moment(story.changed_at),
        "author": _reader(story),
    }
    if comments:
        posting |= {"commentCount": story.discussion.public_comments, "comment": _nested(comments)}
    if story.company:
        posting["about"] = company(story.company)
    crumbs = breadcrumbs(
        ("Inizio", "/"), ("Storie", "/storie/"), (story.title, story.get_absolute_url())
    )
    return {"@context": "https://schema.org", "@graph": [posting, crumbs]}


def public_comments(story) -> list:
    """The first comments that readers see under a story."""
    discussion = getattr(story, "discussion", None)
    if discussion is None or not discussion.public_comments:
        return []
    return list(discussion.all_comments.approved().placed()[:COMMENTS_DESCRIBED])


def _nested(comments) -> list[Json]:
    """Each comment inside the one it answers; on the first level if that is not public."""
    nodes: dict[int, Json] = {}
    roots: list[Json] = []
    for comment in comments:
        node = nodes[comment.pk] = _comment(comment)
        above = nodes.get(comment.parent_id)
        (above.setdefault("comment", []) if above else roots).append(node)
    return roots


def _comment(comment) -> Json:
    return {
        "@type": "Comment",
        "url": absolute(comment.get_absolute_url()),
        "text": comment.public_text,
        "datePublished": moment(comment.decided_at),
        "author": _newsroom(comment) if comment.is_editors else _reader(comment),
    }


def _reader(contribution) -> Json:
    return {"@type": "Person", "name": contribution.author_name}


def _newsroom(comment) -> Json:
    return {"@type": "Organization", "name": comment.author_name, "url": absolute("/")}
