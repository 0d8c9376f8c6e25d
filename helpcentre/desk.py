"""The editors' admin site: Italian titles, blocks by room."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig


class Desk(AdminSite):
    site_header = "Scrivania della redazione"
    site_title = "Scrivania"
    index_title = "Che cosa vuoi fare?"


class DeskConfig(AdminConfig):
    default_site = "helpcentre.desk.Desk"
