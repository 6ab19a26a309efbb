"""More claims in nine languages: written before anyone looked what the lexicon knows, and missed.

Beside them true and harmless ones that were taken for claims."""

from __future__ import annotations

_INVENTED = {
    "en": """
        You get a second one free
        The safest kettle for families
        Chefs love it
        Rust-free for a decade
        Over a million kettles sold
        Zero calories, all the taste
        Order by noon for next-day arrival
        Cuts your energy bill in half
        The kettle chefs swear by
        Kills bacteria as it boils
        We ship it at no charge
        Voted Product of the Year
        Outsells every other kettle in its class
        You won't find it cheaper anywhere else
        Royal Warrant holder
        Chosen by hotels around the world
        It pays for itself within a year
        Sourced from family farms in Kent
        Gently softens hard water and protects your heart
        Featured in Good Housekeeping
        The same kettle you find at the Ritz
        Dishwasher-safe parts
        Stays hot for hours
        Boils quieter than a whisper
        Gift-wrapped at no extra cost
        Every purchase feeds a family
        Ready in less than a minute
        Trusted since your grandparents' day
    """,
    "de": """
        Von Outdoor-Magazinen empfohlen
        Nur für kurze Zeit
        Mit Diebstahlschutz
        Schon über eine Million Mal verkauft
        Niemand ist günstiger
        Frei von Weichmachern
        Beugt Rückenschmerzen vor
        Handgenäht in Österreich
        Rund um die Uhr für dich erreichbar
        Für jeden verkauften Rucksack pflanzen wir einen Baum
        Für eine gesunde Haltung vom Orthopäden entwickelt
        Heute bestellt, übermorgen im Einsatz
        Reißfest nach Militärstandard
        Spritzwassergeschützt
        Von Bergführern entwickelt
        Du sparst ein Viertel
        Schützt vor Diebstahl
        Fair produziert
        Jetzt zum Einführungspreis
        Handarbeit aus Thüringen
        Absolut reißfest
    """,
    "fr": """
        Prix cassé ce week-end
        Recommandée pour les écoliers
        Une lumière qui repose les yeux
        Déjà plus d'un million d'exemplaires vendus
        Testée en laboratoire indépendant
        Recommandée par les ophtalmologues
        Sans bisphénol A
        Il n'en reste que quelques-unes
        Réduit la fatigue oculaire
        Aucune autre lampe n'éclaire aussi bien
        La référence des architectes
        Moins chère que partout ailleurs
        Assemblée dans un atelier solidaire
        Une lumière anti-fatigue
        Fabrication artisanale
        Dessinée par un studio danois
        Expédition le jour même
        Bonne pour vos yeux
    """,
    "es": """
        Lo último de la temporada
        Más de un millón de pares vendidos
        Como se ve en televisión
        Recomendadas por podólogos
        Recíbelas mañana mismo
        Huella de carbono cero
        Sin sustancias tóxicas
        Las zapatillas favoritas de España
        Quedan pocas unidades
        Duran el doble que las demás
        Avaladas por la Asociación de Podología
        Gastos de envío a nuestro cargo
        Previenen las ampollas
        Un clásico desde los años sesenta
        Antideslizantes en suelo mojado
        Hechas a mano por artesanos
        Transpirables todo el día
        Usadas por enfermeras
        Fabricadas con energía solar
    """,
    "it": """
        Attenua le occhiaie
        Consigliata in farmacia
        Adatta a tutti i tipi di pelle
        Prezzo speciale
        Oltre un milione di vasetti venduti
        La crema più amata d'Italia
        Adatta anche alle pelli sensibili
        Mai testata sugli animali
        Rallenta l'invecchiamento della pelle
        La scelta delle star
        Testata su cento donne
        Efficacia dimostrata
        La prima crema al mondo alle mandorle
        Approvata dai farmacisti
        Resistente all'acqua
        Nichel testata
        Effetto lifting immediato
    """,
    "pt": """
        Apta para indução
        Leve duas, pague uma
        Mais de um milhão de unidades vendidas
        Testada em laboratório
        Recomendada por chefs
        Pegada de carbono neutra
        Livre de PFOA
        Vencedora do prémio Escolha do Consumidor
        Feita à mão no Alentejo
        Aprovada pela DECO
        Revestimento sem metais pesados
        Usada em restaurantes com estrela Michelin
        Compatível com indução
        Recomendada por nutricionistas
        Envio no mesmo dia
    """,
    "nl": """
        Al meer dan een miljoen keer verkocht
        Aanbevolen door de Fietsersbond
        Vrij van pvc
        Nog maar een paar op voorraad
        Dag en nacht bereikbaar
        Ontworpen in Amsterdam
        Gemaakt van oude vrachtwagenzeilen
        Slijtvast en weerbestendig
        Gemaakt door vakmensen in Twente
    """,
    "ja": """
        プロのバリスタ愛用
        食洗機で洗えます
        日本の職人が一つずつ手作り
        送料はかかりません
        管理栄養士が監修
        送料込みのお値打ち価格
        有名カフェでも採用
        食洗機対応
        真空断熱で長時間保温
        芸能人も愛用
        抗ウイルス加工
        ロングセラー商品
    """,
    "zh": """
        无线充电底座
        智能语音控制
        央视推荐
        护眼防近视
        全国联保五年
        回头客超过八成
        无蓝光危害
        十人中有九人推荐
        三万小时超长寿命
        设计师联名款
        通过SGS检测
        母婴级材质
        不闪屏不伤眼
        买就送灯泡
        权威机构检测合格
    """,
}

_HARMLESS = {
    "en": """
        Best enjoyed with a friend
        Best shared on a Sunday
        Free up some counter space
        Hands-free mornings
        A free hand for the toast
        Without a second thought
        No cables, no clutter
    """,
    "es": """
        Tu nuevo par para cada día
        Más cerca de tu barrio
        Un regalo que se usa
    """,
    "pt": """
        Pega bem, vira melhor
    """,
    "fr": """
        Rien de plus simple
    """,
    "it": """
        Niente di più semplice
    """,
    "de": """
        Lieber draußen als drinnen
        Die feste Schnalle hält, was sie soll
    """,
}


def _lines(samples: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, x.strip()) for code, text in samples.items() for x in text.strip().splitlines()]


INVENTED = _lines(_INVENTED)
"""Language and claim: each says something that has to be proved."""

HARMLESS = _lines(_HARMLESS)
"""Language and text: nothing of it has to be proved."""

TRUE = (
    ("fr", "Livraison en 48 h.", "Livrée en 48 heures"),
    ("en", "Dermatologically tested.", "Tested by dermatologists"),
    ("en", "Only 3 left in stock!", "Only a few left in stock"),
    ("de", "Mit 2-jähriger Garantie.", "Zwei Jahre Garantie"),
    ("de", "In Italien von Hand gefertigt.", "Handgefertigt in Italien"),
    ("de", "Seit 1921 fertigen wir in Solingen.", "Seit 1921 in Solingen gefertigt"),
    ("es", "Algodón ecológico certificado.", "Algodón orgánico"),
    ("pt", "Portes gratuitos.", "Envio grátis"),
    ("nl", "Gemaakt van gerecycleerd plastic.", "Van gerecycled plastic"),
    ("ja", "送料は無料です。", "送料無料"),
    ("zh", "产地：中国", "中国制造"),
    ("de", "Hebammen empfehlen diese Tasche.", "Von Hebammen empfohlen"),
    ("fr", "Notre atelier de Lyon : fabrication à Lyon.", "Fabriquée à Lyon"),
    ("pt", "Os portes são gratuitos.", "Portes grátis"),
    ("ja", "累計100,000個販売。", "累計10万個"),
    ("zh", "累计销售100万台。", "累计卖出一百万台"),
    ("de", "Genäht in Porto.", "In Porto genäht"),
    ("pt", "Produzido no Porto.", "Feito no Porto"),
    ("nl", "Handgemaakt in Porto.", "Gemaakt in Porto"),
    ("en", "Delivery is free.", "Free postage"),
    ("en", "Compatible with dishwashers", "Dishwasher-safe"),
    ("de", "Spülmaschinengeeignet", "Spülmaschinenfest"),
    ("en", "Scratch-resistant", "It resists scratches"),
    ("en", "Made from recycled bottles", "Recycled plastic bottles"),
    ("en", "Boils in 60 seconds", "Ready in a minute"),
    ("en", "Rain protection", "Protects from rain"),
    ("en", "Paraben-free", "Free of parabens"),
    ("de", "Ohne Zucker", "Zuckerfrei"),
    ("zh", "无糖配方", "不含糖"),
    ("en", "Over 1 million sold", "More than a million sold"),
    ("fr", "Compatible lave-vaisselle", "Passe au lave-vaisselle"),
    ("ja", "BPAフリー", "BPA不使用"),
    ("en", "Featured in Vogue", "Seen in Vogue"),
)
"""Language, what a page says, and how copy may say it."""

TWISTED = (
    ("en", "Loved by chefs, recommended by chefs", "Doctors swear by it"),
    ("en", "Made in Porto", "Made in Lisbon"),
    ("en", "Sulfate-free", "Paraben-free"),
    ("en", "Over 10,000 sold", "Over a million sold"),
    ("en", "Ready in 5 minutes", "Ready in less than a minute"),
    ("en", "Scratch-resistant", "Heat-resistant"),
    ("en", "Not dishwasher safe", "Dishwasher safe"),
    ("en", "Made of steel", "Made of bamboo"),
    ("en", "As seen in Wallpaper", "As seen in Vogue"),
    ("de", "Ohne Zucker", "Ohne Gluten"),
    ("de", "Kratzfest", "Stoßfest"),
    ("zh", "3000小时", "三万小时"),
    ("ja", "300個販売", "累計10万個"),
    ("fr", "Sans sucre", "Sans gluten"),
    ("es", "Recomendado por chefs", "Recomendado por médicos"),
    ("it", "Privo di zucchero", "Senza glutine"),
    ("nl", "Gemaakt van leer", "Gemaakt van bamboe"),
    ("pt", "Feito de madeira", "Feito de aço"),
    ("en", "Protects from rain", "Protects from theft"),
    ("en", "Anti-slip sole", "Anti-fatigue sole"),
)
"""Language, what a page says, and what copy may not make of it."""
