"""Real words and backgrounds from the page's own facts, without any model or network."""

from cta_batch.providers.offline.painter import OfflinePainter
from cta_batch.providers.offline.writer import OfflineWriter

__all__ = ["OfflinePainter", "OfflineWriter"]
