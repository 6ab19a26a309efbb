"""One Celery task an info, plain: the same calls, one paste, nothing kept. ``queue`` starts it."""

from __future__ import annotations

import os
from functools import cache

import openai
from celery import Celery

from bench.speed.measuring import cpu_seconds
from bench.speed.plain import made
from bench.speed.queue import BROKER

app = Celery("bench", broker=os.environ[BROKER], backend=os.environ[BROKER])


@cache
def _client(models: str) -> openai.OpenAI:
    return openai.OpenAI(base_url=models, api_key="none", max_retries=0)


def _info(models: str, page: str, variant: int) -> int:
    return made(_client(models), page, variant)


info = app.task(_info, name="info")
spent = app.task(cpu_seconds, name="spent")
