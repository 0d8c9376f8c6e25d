"""Django's sessions in the database, kept in our table (SESSION_ENGINE).

The class has the name of Django's: the name is part of what signs a session, and those that were
open when the table changed go on.
"""

from django.contrib.sessions.backends import db

from guides.people.sessions import DeskSession


class SessionStore(db.SessionStore):
    @classmethod
    def get_model_class(cls):
        return DeskSession

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.describe(data)
        return row
