"""What products boast of not holding: ``BPA-free``, ``ohne Zucker``, ``不含甲醛``. Data.

Any noun may be lacking (``no cable``), but only some need proof: substances, and what is eaten.
Capitals that spell no word are taken for a substance wherever something is said to be free of it.
"""

from __future__ import annotations

from cta_batch.lexicon.concept import ClaimKind, Concept, concept

_SUBSTANCES = r"""
    bpa|bps|pvc|pfas|pfoa|pfos|ptfe|peg|gmos?|ogm|voc|bisph\w+|bisfen\w+|parab\w+|sul(?:f|ph)at\w*|solfat\w+
    phthal\w+|phtal\w+|ftal\w+|sili[ck]on\w*|siliconi|formald\w+|latex|látex|lattice|ni[ck]kel|níquel|nichel
    lead(?!ing)|blei\w*|plomb|plomo|piombo|chumbo|lood|chlor\w*|cloro|fluor\w*|flúor|aluminium|aluminum|alumini[oe]
    alcohol|alkohol\w*|alcool|álcool|sugars?|zucker\w*|sucres?|azúcar\w*|zuccher[oi]|açúcar\w*|suiker\w*
    calor\w+|kalori\w+|caloría\w*|gluten\w*|glutine|glúten|lact[oe]\w*|laktose\w*|lattosio
    salt|salz|sel|fat(?!igue)|caffeine|koffein\w*|caféine|cafeína|caffeina|cafeïne
    (?:palm|mineral)[-\s]?oils?|palmöl|mineralöl\w*|huile\s+de\s+palme|aceite\s+de\s+palma|olio\s+di\s+palma|óleo\s+de\s+palma|palmolie
    additi\w+|aditivos?|zusatzstoffe?|zusätze|toevoegingen|preservat\w+|konservierungs\w+|conservat\w+|conservant\w*|conservanti|conservadores
    colou?r(?:ing|ant)s?|farbstoff\w*|colorants?|colorantes?|coloranti|corantes?|kleurstof\w*|sweeteners?|süßstoff\w*|édulcorants?|edulcorantes?|aroma(?:s|stoffe)?
    perfumes?|fragrances?|duftstoff\w*|parfum\w*|fragancias?|profum[oi]|plasti[cs]i[sz]ers?|weichmacher\w*|plastifiants?|plastificantes?|plastificanti|weekmakers?
    micro-?plasti\w+|mikroplastik|pesticid\w*|pestizid\w*|hormon\w*|antibioti\w+|gentechnik|allergens?|allergene\w*
    heavy\s+metals?|schwermetalle\w*|métaux\s+lourds|metales\s+pesados|metalli\s+pesanti|metais\s+pesados|zware\s+metalen
    ammonia\w*|ammoniak|acryl\w+|mercury|quecksilber|mercure|nuts|nüsse|soja?|soy|dairy|milk
"""
"""Stems of what is harmful, avoided or counted, in the nine languages but Chinese and Japanese."""

_ADDED = (
    r"(?:(?:any|added|artificial|harmful|zugesetzten?|künstliche[nr]?|jegliche[nr]?|ajoutée?s?"
    r"|añadid[oa]s?|aggiunt[oi]|toegevoegde?)\s+)"
)


def absent(kind: ClaimKind, name: str) -> Concept:
    """Something is said to be free of a substance, or of anything spelled in capitals."""
    substance = rf"{_ADDED}?(?:{_alternatives(_SUBSTANCES)})"
    named = rf"(?:{substance}|(?-i:[A-Z]{{3,5}}))"
    return concept(
        kind,
        name,
        rf"""
        (?:without|no|zero|0|ohne|keine?r?|null|sans|aucun\w*|zéro|sin|cero|senza|sem|zonder|geen|nul)\s+{substance}
        (?:free\s+(?:of|from)|frei\s+von|exempte?s?\s+d[e’']|libres?\s+de|exent[oa]s?\s+de|priv[oaie]\s+d[i’']|livres?\s+de|isent[oa]s?\s+de|vrij\s+van)\s?{named}
        {named}[-\s]?(?:free|frei\w*|vrije?)|(?!hassle|hands|stress|worry|care|fuss|guilt|mess|risk|tax|vat|duty|toll|trouble|tool|jargon|wrinkle|tangle|cable|wire|cord|plastic|chemical|toxin|cruelty|climate|carbon)\w{{3,}}-free|(?!sorgen|stress|barriere|kosten|versand|porto|risiko|steuer|einwand|plastik|schadstoff|tierversuchs|chemie|gift|streit|frei)(?-i:[a-zäöü])\w{{2,}}freie?[rsnm]?
        """,
        r"(?:BPA|グルテン|シリコン|パラベン|アルコール|プラスチック|アレルゲン|カロリー|シュガー|オイル|カフェイン|ノン)フリー|[A-Zァ-ヶー一-龥]{2,8}(?:不使用|無配合|ゼロ)|ノン(?:シリコン|アルコール|カフェイン)"
        r"|不含[A-Z一-龥]{1,4}|[无無零0](?:添加)?(?:糖|麸质|麩質|蔗糖|醇|氟|磷|铅|鉛|荧光|螢光|蓝光|藍光|甲醛|防腐|酒精|硅|咖啡因|BPA)|[零0](?:卡|脂)",
    )


def _alternatives(lines: str) -> str:
    return "|".join(line.strip(" |") for line in lines.strip().splitlines())
