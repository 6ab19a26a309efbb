"""The finished file: a JPEG under the platform's cap that says how it was made."""

from __future__ import annotations

import io

from PIL import Image, ImageCms

# IPTC digital source types, cv.iptc.org/newscodes/digitalsourcetype (checked 2026-11):
# "composite including generative AI elements", and "composite of captured and other elements".
_AI = "compositeWithTrainedAlgorithmicMedia"
_OWN = "composite"

_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about=""'
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
    ' xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
    ' Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/{kind}"'
    ' xmp:CreatorTool="cta-batch"/>'
    "</rdf:RDF></x:xmpmeta>"
    '<?xpacket end="w"?>'
)

_SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

QUALITIES = (88, 82, 74, 64, 52, 40)
"""JPEG qualities, tried in turn until the file is under the cap."""


def source_type(ai: bool) -> str:
    """The last part of the IPTC DigitalSourceType of a creative whose background AI made or not."""
    return _AI if ai else _OWN


def encoded(picture: Image.Image, *, most: int, ai: bool) -> bytes:
    """A JPEG (sRGB, 4:4:4) of at most ``most`` bytes where any quality from 88 to 40 allows it.

    Colour is halved (4:2:0) before the quality falls under 64: sharp red words suffer first.
    """
    xmp = _XMP.format(kind=source_type(ai)).encode()
    data = b""
    for quality in QUALITIES:
        file = io.BytesIO()
        picture.save(
            file,
            "JPEG",
            quality=quality,
            subsampling=0 if quality >= 64 else 2,
            xmp=xmp,
            icc_profile=_SRGB,
        )
        data = file.getvalue()
        if len(data) <= most:
            break
    return data
