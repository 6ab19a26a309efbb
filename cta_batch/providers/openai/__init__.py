"""Words and backgrounds from OpenAI, or from any server that speaks its API."""

from cta_batch.providers.openai.painter import OpenAIPainter
from cta_batch.providers.openai.writer import OpenAIWriter

__all__ = ["OpenAIPainter", "OpenAIWriter"]
