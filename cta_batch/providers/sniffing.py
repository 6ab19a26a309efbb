"""What a file is, by its first bytes. Pure: servers and file names are not believed."""

from __future__ import annotations

PICTURES = frozenset({"PNG", "JPEG", "GIF", "WebP", "AVIF"})
"""The picture formats that are opened at all; the decoder is given the same list."""

_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x1f\x8b", "GZIP"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"%!PS", "PostScript"),
    (b"\x00\x00\x01\x00", "ICO"),
)
_HTML_TAGS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<meta", b"<title", b"<script")


def content_kind(body: bytes) -> str | None:
    """``"PNG"``, ``"JPEG"``, … ``"SVG"``, ``"PDF"``, ``"html"``; None when nothing is recognised.

    Signatures: WHATWG MIME Sniffing Standard, sections 6 and 7; AVIF and HEIC: ISO/IEC 23008-12.
    """
    head = body[:2048]
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WebP"
    if head[4:8] == b"ftyp":
        return _container_kind(head)
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    return _markup_kind(head)


def _container_kind(head: bytes) -> str:
    brands = head[8:64]
    if b"avif" in brands or b"avis" in brands:
        return "AVIF"
    return "HEIC" if b"hei" in brands or b"mif1" in brands else "video"


def _markup_kind(head: bytes) -> str | None:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if any(tag in text for tag in _HTML_TAGS):
        return "html"
    if text.startswith((b"<?xml", b"<svg", b"<!doctype svg")) and b"<svg" in text:
        return "SVG"
    return None
