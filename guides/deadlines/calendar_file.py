"""The .ics of a day (RFC 5545): all day long, two reminders, nothing about who asks for it."""

import uuid
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from guides.deadlines.counting import Due

REMINDERS = (7, 2)  # days before
MORNING = 9  # o'clock: the reminder of a whole day counts from its midnight


def calendar_of(due: Due, *, title: str, words: str, address: str, changed_at: datetime) -> bytes:
    """The same day of the same page has the same UID: a calendar puts it in once."""
    event = Event()
    event.add("uid", f"{uuid.uuid5(uuid.NAMESPACE_URL, f'{address}#{due.day.isoformat()}')}")
    event.add("dtstamp", changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", due.day)
    event.add("dtend", due.day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", words)
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    for days in REMINDERS:
        event.add_component(_reminder(title, days))
    calendar = Calendar()
    calendar.add("prodid", "-//Centro assistenza//Scadenze//IT")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return calendar.to_ical()


def _reminder(title: str, days: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Fra {days} giorni: {title}")
    alarm.add("trigger", timedelta(hours=MORNING) - timedelta(days=days))
    return alarm
