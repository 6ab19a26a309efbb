"""Nouns that name one kind of thing here and another there, and what makes them sure. Data.

A workbench has a top, a car a boot, a cabinet its pulls: such a noun tells a kind only where the
name or the category says another word of it.
"""

from __future__ import annotations

DOUBTFUL = {
    "seating": r"""
        canap[eé]s? stools? hocker sed[ei]
    """,
    "bed": r"""
        beds? lits? camas? lett[oi] bett(?:en)? kissen kussens? pillows?
    """,
    "storage": r"""
        kasten shel(?:f|ves) shelving
    """,
    "rug": r"""
        tapis tapetes?
    """,
    "blanket": r"""
        throws? plaids? decken couvertures? mantas? copert[ae] cobertores?
    """,
    "light": r"""
        lights? leuchten
    """,
    "cup": r"""
        cups? tumblers? becher bekers? tassen \w+becher
    """,
    "tea": r"""
        tee teas? tés? \w+tee
    """,
    "food": r"""
        chips crisps seeds? nuts thins crackers? chocolates? schokolade chocolat[eos]*
        cioccolat[oi]
    """,
    "pan": r"""
        pans? pots? topf töpfe poêles? casseroles? panelas? ollas? pentol[ae] pfannen?
    """,
    "kitchen": r"""
        mixers? blenders? mixeurs? ovens?
    """,
    "grill": r"""
        grills? smokers? \w+grill
    """,
    "audio": r"""
        casques? enceintes? colunas? fones speakers? cuffie
    """,
    "keyboard": r"""
        keyboards? tastatur(?:en)? claviers? teclados? tastier[ae] toetsenbord(?:en)?
    """,
    "mouse": r"""
        maus souris ratón muis
    """,
    "computer": r"""
        workstations?
    """,
    "watch": r"""
        reloj(?:es)? orologi[o]? relógios? horloges?
    """,
    "bag": r"""
        bags? packs? taschen sacs? bolsas? bolsos? bors[ae] tassen \w+tasche \w+tas
    """,
    "shoes": r"""
        boots? trainers bottes stiefel laarzen \w+schuhe? \w+schoenen
    """,
    "clothes": r"""
        tops? coats? pulls? chemises? robes? jas(?:sen)? magli[ae] jackets? hosen
    """,
    "skin": r"""
        serums? lotions? sérums? \w+(?:creme|lotion)
    """,
    "hair": r"""
        conditioners? shampoos? secador(?:es)?
    """,
    "book": r"""
        romans? romane? books?
    """,
    "play": r"""
        toys? jouets?
    """,
    "tool": r"""
        drills?
    """,
    "case": r"""
        leather\s+cases? modern\s+leather\s+cases? coques? fundas?
    """,
    "music": r"""
        klavier
    """,
}
"""Nouns of a kind that have another meaning, in some of the languages."""

WITNESSES = {
    "seating": r"""
        sofa couch bar kitchen counter furniture meubles? möbel muebles mobili seat\w* salon
        places sitz\w* esszimmer
    """,
    "bed": r"""
        mattress\w* matelas matratzen? colch\w+ materass\w+ bedroom bedding schlaf\w* chambre
        dormitorio camera quarto slaap\w* sleep\w* queen king double single memory dog pet
        pillowcase places duvet doppel\w* kopf\w* hoofd\w*
    """,
    "storage": r"""
        furniture storage bookshel\w+ bookcase wall schränke? kleider\w* slaapkamer units?
        bookcases home möbel kallax billy
    """,
    "rug": r"""
        rugs? carpets? laine salon alfombras? teppich\w* sala quarto tissé wool wollen? berbère
    """,
    "blanket": r"""
        blankets? wool\w* fleece merino cotton sofa couch bedding wolle? baumwolle? laine lit
        lana cama letto bed
    """,
    "light": r"""
        lamps? led bulbs? lighting pendant ceiling wall table floor bedside string night desk
        fairy lampen? leuchte\w* beleuchtung
    """,
    "cup": r"""
        coffee tea mugs? travel ceramic drink\w* espresso kaffee tee porzellan keramik steingut
        insulated stainless thermo\w* koffie glas glass porcelain stoneware cappuccino oz ml
        kitchen cl
    """,
    "tea": r"""
        teas? tee tees matcha chai oolong herbal green black loose earl infusion bags kräuter\w*
        grün\w* früchte\w* schwarz\w* rooibos sencha bio drinks? food beutel
    """,
    "food": r"""
        foods? snacks? grocery gluten organic roasted salted dark milk almonds? cookies? nuss
        vollmilch zartbitter noir lait negro nero fondente latte leche vegan potato tortilla
        cashew peanuts? cocoa kakao cacao bars? biscuits? mixed candy sweets lebensmittel
        épicerie kitchen
    """,
    "pan": r"""
        cook\w* frying fry skillets? non-?stick cast kitchen\w* induction sauce stock saut\w+
        bratpfanne\w* küche\w* induktion\w* antihaft\w* cuisine cuisson fonte inox cocina
        inducción cucina padell\w+ cozinha pentole brat\w* guss\w+ emaille cm revestimento
        antiaderente
    """,
    "kitchen": r"""
        kitchen\w* stand hand smoothies? jug food appliances? cuisine plongeant küche\w*
        countertop watts? cooking microwave toaster pizza built
    """,
    "grill": r"""
        bbqs? barbecues? gas charcoal outdoor pellets? cooking kohle\w* holzkohle\w* propane
        burners? garten garden elektro\w* tisch\w*
    """,
    "audio": r"""
        bluetooth audio sans\s+fil wireless son sound hi-?fi som stereo noise casse ear over-ear
        music musique portable headphones? auricolari
    """,
    "keyboard": r"""
        mechanical mécanique mecánico meccanica mecânico mechanische? gaming gamer usb bluetooth
        wireless sans\s+fil inalámbrico kabellose? logitech rgb pc mac computers? informati\w+
        ordinateurs? azerty qwertz?y? draadloos kabellos
    """,
    "mouse": r"""
        wireless kabellose? sans\s+fil inalámbrico gaming gamer usb bluetooth logitech pc
        ordinateurs? informati\w+ computer ergonom\w+ draadloze optische? vertical\w*
    """,
    "computer": r"""
        mobile thinkpad intel ryzen computers? laptops? xeon precision zbook ssd gb nvidia
    """,
    "watch": r"""
        pulsera polso pulso pols\w* wrist chronograp\w+ cronógraf\w+ cronograf\w+ smart\w* casio
        seiko hombre mujer uomo donna homem mulher heren dames automátic\w+ automatic\w*
    """,
    "bag": r"""
        backpacks? hand\w* shoulder tote travel cross-?body messenger duffel duffle gym leather
        weekend\w* sling laptop luggage day hiking rucks\w+ umhänge\w* leder\w* schulter\w* dos
        main voyage bandoulière cuir mochilas? cuero piel mano viaje tracolla pelle zain[oi]
        couro ombro fiets\w* schouder\w* leren rugzak\w* women men school commuter fahrrad\w*
        bikepacking
    """,
    "shoes": r"""
        shoes? footwear women\S* men\S* kids? hiking ankle chelsea leather winter snow running
        walking damen herren schuhe? femmes? hommes? cuir lauf\w* turn\w* wander\w* haus\w*
        sport\w* dames heren work
    """,
    "clothes": r"""
        women\S* woman men\S* kids? girls? boys? damen herren femmes? hommes? donna uomo mujer
        hombre mulher homem dames heren cloth(?:es|ing) apparel fashion abbigliamento ropa
        vêtements? kleidung bekleidung kleding sleeves? sleeveless knit crop cropped blouses?
        shirts? t-?shirts? hoodies? sweaters? rain winter down denim puffer fleece parka trench
        wool cardigan maternity outerwear laine cotone coton jersey yoga gym
    """,
    "skin": r"""
        skin\w* face facial body vitamin hyaluron\w* visage haut\w* gesicht\w* hände? hand
        hydrat\w+ moisturi\w+ retinol beauty cosmetics? kosmetik körper\w* niacinamide anti-?age
        aging bodylotion
    """,
    "hair": r"""
        hair\w* haar\w* cheveux pelo cabello capelli cabelos? keratin\w* curls? curly scalp
        kopfhaut blond\w*
    """,
    "book": r"""
        novels? paperback hardcover isbn authors? livres? bücher buch littérature fiction verlag
        books? cook picture poche krimi\w*
    """,
    "play": r"""
        games? kids? children\S* baby plush wooden enfants? bois toddlers? puzzles? dolls?
    """,
    "tool": r"""
        tools? cordless hammer drivers? power bits? volt v
    """,
    "case": r"""
        i?phones? galaxy pixel handys? magsafe smartphones? móvil(?:es)? téléphones? samsung
        xiaomi
    """,
    "music": r"""
        instrumente? musik\w* digital tasten yamaha kawai e-piano musical
    """,
}
"""Words of a name or a category that say which meaning is meant."""

AT_HOME = {
    "de": r"tee|\w+tee|tassen|romane|klavier|\w+(?:tasche|schuhe?|becher|creme|lotion|grill)",
    "nl": r"\w+(?:tas|schoenen)|bekers?",
    "pt": r"colunas",
}
"""Doubtful nouns that are plain in the language that they are common in."""

TENDED = r"""
    post[-\s]?(?:op\w*|surg\w+|mastectomy|partum) surg(?:ery|ical\w*) mastectom\w+ hospitals?
    patients? incontinen\w+ lymph\w*edema medical\w* orthop\w+ after\s+(?:an?\s+)?operation
    chirurg\w+ medizinisch\w* kranken\w+ inkontinen\w+ nach\s+(?:der|einer)\s+op\w*
    médica(?:l|ux|le|les) post-?opérat\w+ posto?p?erator\w+ postoperator\w+ post-?quirúrgic\w+
    médic[oa]s? cirug\w+ quirúrgic\w+ medic(?:o|a|he|ale|ali) cirúrgic\w+ pós-?operat\w+
    medische? operatie steunkous\w*
"""
"""What a page says of garments that nobody puts on to go out."""
TENDED_UNSPACED = "術後|手術|医療|患者|介護|术后|手术|医用|医疗|術後|醫療|醫用|护理|失禁"
