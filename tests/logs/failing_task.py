from django_tasks import task


@task()
def fail(words: str) -> None:
    raise ValueError(words)
