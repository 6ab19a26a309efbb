"""The fonts that creatives are drawn with."""

from __future__ import annotations

from cta_batch import compose
from cta_batch.findings import Finding
from cta_batch.health.looking import ok, problem


def needed() -> Finding:
    """Whether all that every creative is drawn with are there and open."""
    broken = compose.unusable_fonts()
    if broken:
        what = f"Missing or damaged: {', '.join(broken)}; no creative can be drawn without."
        return problem("fonts", what, f"pip install --force-reinstall {' '.join(broken)}")
    return ok("fonts", "All fonts are there and open.")


def optional() -> Finding:
    """Those of the extra: nothing is wrong without them, all drawing is with broken ones."""
    if not compose.has_optional_fonts():
        more = "pip install 'cta-batch[scripts]' adds them"
        return ok("scripts", f"No fonts for emoji and sixteen more scripts; {more} (optional).")
    broken = compose.unusable_fonts(optional=True)
    if broken:
        what = "The optional fonts are damaged; no creative can be drawn while they are there."
        return problem("scripts", what, f"pip install --force-reinstall {' '.join(broken)}")
    return ok("scripts", "The fonts for emoji and sixteen more scripts are there and open.")
