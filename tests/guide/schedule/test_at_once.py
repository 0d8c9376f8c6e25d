"""Real processes: two workers and the same moments, or no worker at all."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

from tests.published.running_site import RunningSite

GUIDES = 6
PREPARE = f"""
from datetime import timedelta
from django.contrib.auth import get_user_model
from django.utils import timezone
from guides.guide.schedule.models import Schedule
from guides.guide.schedule.moment import Moment
from tests.factories import a_guide
anna = get_user_model().objects.create_superuser("anna")
at = timezone.now() + timedelta(hours=1)
moment = Moment(at, at.replace(tzinfo=None), "Europe/Rome")
for _ in range({GUIDES}):
    a_guide().schedule_publication(by=anna, at=moment)
Schedule.objects.update(due_at=timezone.now() - timedelta(hours=1))
"""
WORK = """
import time
from guides.guide.schedule.carrying import carry_out_due
time.sleep(max(0, {start} - time.time()))
print(carry_out_due.call())
"""
COUNT = """
import json
from guides.guide.editions import Edition
from guides.guide.schedule.models import Schedule
print(json.dumps([Edition.objects.count(), Schedule.objects.done().count()]))
"""


def carried_out(site: RunningSite, program: str) -> int:
    """By a process of its own."""
    return json.loads(site.manage("shell", "-v0", "-c", program).splitlines()[-1])


def test_two_workers_at_once_publish_each_guide_once(tmp_path):
    site = RunningSite(tmp_path)
    site.told(PREPARE)
    work = WORK.format(start=time.time() + 8)
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda program: carried_out(site, program), [work, work]))
    assert sum(done) == GUIDES
    assert site.told(COUNT) == [GUIDES, GUIDES]
    site.stop()


def test_without_any_worker_the_site_itself_publishes_soon_after(tmp_path):
    site = RunningSite(tmp_path)
    site.start()
    try:
        site.told(PREPARE)
        deadline = time.monotonic() + 60
        while site.told(COUNT)[1] < GUIDES and time.monotonic() < deadline:
            time.sleep(1)
        assert site.told(COUNT) == [GUIDES, GUIDES]
    finally:
        site.stop()
