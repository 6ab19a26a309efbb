"""Words and backgrounds from OpenAI, or from any server that speaks its API."""

from cta_batch.providers.openai.client import Client, Listing
from cta_batch.providers.openai.painter import OpenAIPainter
from cta_batch.providers.openai.writer import OpenAIWriter

__all__ = ["Client", "Listing", "OpenAIPainter", "OpenAIWriter"]
