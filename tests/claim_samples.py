"""Claims that advertisers like to make, made up and true, in nine languages.

German samples hold some Dutch ones: a claim is found whatever the language of the ad.
"""

from __future__ import annotations

_INVENTED = {
    "en": """
        Award-winning design
        Winner of the 2024 Design Award
        Clinically proven to work
        Clinically tested
        Dermatologist approved
        Dermatologist-recommended
        Doctor recommended
        Doctors love it
        Recommended by experts
        Trusted by professionals
        #1 choice
        The number one kettle
        Rated #1
        America's favorite kettle
        The world's fastest kettle
        World-famous
        World-class quality
        The best in its class
        Second to none
        Nothing boils faster
        Faster than any other
        Better than the rest
        Outperforms the competition
        Unlike any other
        Twice as fast
        Half the price
        50% off
        Save big today
        Lowest price guaranteed
        Best price
        Cheapest around
        Free shipping
        Free gift inside
        Free returns
        Ships tomorrow
        Arrives tomorrow
        Delivered in two days
        In your hands by Friday
        Same-day delivery
        Lifetime warranty
        Guaranteed for life
        Lasts a lifetime
        Built to last forever
        Money-back guarantee
        Try it risk-free
        Satisfaction guaranteed
        Limited edition
        Only a few left
        Sold out soon
        Selling out fast
        Going fast
        Almost sold out
        Last chance
        Ends tonight
        Today only
        While supplies last
        Order now before it's gone
        Climate neutral
        Carbon-neutral
        Eco-friendly
        Good for the planet
        Sustainably made
        100% recyclable
        Plastic-free
        Non-toxic
        BPA-free
        Chemical-free
        FDA approved
        Organic
        All-natural
        Cures headaches
        Boosts immunity
        Burns fat
        Relieves stress
        Kills 99.9% of germs
        Antibacterial
        Hypoallergenic
        Certified
        CE certified
        Energy Star rated
        Patented technology
        Patent-pending
        Made in the USA
        German engineering
        Swiss quality
        Handcrafted in Italy
        Loved by millions
        Join thousands of happy customers
        Thousands of five-star reviews
        5-star rated
        Top rated
        Customer favorite
        As seen on TV
        As featured in Vogue
        Celebrity favorite
        Bestseller
        Our most popular
        Most popular kettle
        Viral on TikTok
        Trending now
        Brand new
        New and improved
        Back in stock
        Price drop
        Clearance
        Buy one get one free
        Two for one
        Exclusive offer
        Ten-year warranty
        Twelve colours
        three times faster
        Never breaks
        Unbreakable
        Indestructible
        Scientifically proven
        Proven results
        Tested by experts
        Safe for kids
        Waterproof
        Fireproof
    """,
    "de": """
        Preisgekröntes Design
        Testsieger 2024
        Stiftung Warentest: sehr gut
        Klinisch bewiesen
        Klinisch getestet
        Von Ärzten empfohlen
        Von Experten empfohlen
        Dermatologisch getestet
        Die Nummer 1
        Nr. 1 in Deutschland
        Deutschlands beliebtester Wasserkocher
        Der beste seiner Klasse
        Unschlagbar günstig
        Weltweit führend
        Schneller als alle anderen
        Besser als die Konkurrenz
        Doppelt so schnell
        Zum halben Preis
        50 % Rabatt
        Jetzt sparen
        Bestpreis
        Tiefpreisgarantie
        Kostenloser Versand
        Gratis Geschenk dazu
        Kostenlose Rücksendung
        Lieferung morgen
        Morgen bei Ihnen
        In zwei Tagen geliefert
        Lebenslange Garantie
        Hält ein Leben lang
        Geld-zurück-Garantie
        Ohne Risiko testen
        Limitierte Auflage
        Nur noch wenige Stück
        Bald ausverkauft
        Fast ausverkauft
        Nur heute
        Letzte Chance
        Solange der Vorrat reicht
        Jetzt zuschlagen, bevor es weg ist
        Klimaneutral
        CO2-neutral
        Umweltfreundlich
        Gut für die Umwelt
        Nachhaltig hergestellt
        Voll recycelbar
        Plastikfrei
        BPA-frei
        Schadstofffrei
        Bio-Qualität
        Natürlich rein
        Heilt Kopfschmerzen
        Stärkt das Immunsystem
        Gegen Stress
        Tötet 99,9 % der Keime
        Antibakteriell
        Hypoallergen
        TÜV-geprüft
        Zertifiziert
        Patentiert
        Made in Germany
        Deutsche Ingenieurskunst
        Handgefertigt in Italien
        Millionen zufriedene Kunden
        Tausende begeisterte Kunden
        Tausende 5-Sterne-Bewertungen
        Fünf Sterne
        Kundenliebling
        Bekannt aus dem Fernsehen
        Bestseller
        Meistverkauft
        Der beliebteste
        Brandneu
        Jetzt neu
        Wieder da
        Preissturz
        Ausverkauf
        Zwei zum Preis von einem
        Exklusiv
        Zehn Jahre Garantie
        Zwölf Farben
        Unzerstörbar
        Unkaputtbar
        Wissenschaftlich bewiesen
        Kindersicher
        Wasserdicht
        Bekroond design
        Winnaar van de designprijs
        Klinisch bewezen
        Door artsen aanbevolen
        De nummer 1
        Beste van Nederland
        Sneller dan de rest
        Gratis verzending
        Morgen in huis
        Levenslange garantie
        Niet goed, geld terug
        Bijna uitverkocht
        Laatste stuks
        Alleen vandaag
        Klimaatneutraal
        Milieuvriendelijk
        Duurzaam geproduceerd
        Duizenden tevreden klanten
        Populairste keuze
        Halve prijs
        Nu met korting
        Gloednieuw
    """,
    "fr": """
        Design primé
        Élu produit de l'année
        Cliniquement prouvé
        Testé cliniquement
        Testé sous contrôle dermatologique
        Recommandé par les médecins
        Recommandé par les experts
        Numéro 1 en France
        N°1 des ventes
        La meilleure bouilloire
        Le plus rapide du marché
        Plus rapide que les autres
        Deux fois plus rapide
        À moitié prix
        -50 %
        Économisez aujourd'hui
        Prix imbattable
        Meilleur prix garanti
        Livraison gratuite
        Cadeau offert
        Retours gratuits
        Livré demain
        Chez vous demain
        Livré en 24 h
        Garantie à vie
        Satisfait ou remboursé
        Sans risque
        Édition limitée
        Plus que quelques pièces
        Bientôt épuisé
        Presque épuisé
        Stock limité
        Dernière chance
        Aujourd'hui seulement
        Jusqu'à épuisement des stocks
        Neutre en carbone
        Écologique
        Respectueux de l'environnement
        Bon pour la planète
        Durable et responsable
        100 % recyclable
        Sans plastique
        Sans BPA
        Bio
        100 % naturel
        Soulage les maux de tête
        Renforce l'immunité
        Antibactérien
        Hypoallergénique
        Certifié
        Breveté
        Made in France
        Fabriqué en France
        Savoir-faire français
        Des millions de clients
        Des milliers d'avis 5 étoiles
        Cinq étoiles
        Vu à la télé
        Best-seller
        Le plus vendu
        Le préféré des Français
        Tout nouveau
        Nouveauté
        De retour
        Promo
        Soldes
        Offre exclusive
        Dix ans de garantie
        Incassable
        Scientifiquement prouvé
    """,
    "es": """
        Diseño premiado
        Ganador de premios
        Clínicamente probado
        Recomendado por médicos
        Recomendado por expertos
        El número 1
        Líder del mercado
        El mejor hervidor
        El más rápido del mundo
        Más rápido que los demás
        El doble de rápido
        A mitad de precio
        50% de descuento
        Ahorra hoy
        Mejor precio garantizado
        Envío gratis
        Regalo incluido
        Devolución gratis
        Recíbelo mañana
        Entrega mañana
        Llega en 24 horas
        Garantía de por vida
        Te devolvemos el dinero
        Sin riesgo
        Edición limitada
        Últimas unidades
        Casi agotado
        Se agota
        Solo hoy
        Última oportunidad
        Hasta agotar existencias
        Neutro en carbono
        Ecológico
        Respetuoso con el medio ambiente
        Bueno para el planeta
        Sostenible
        100% reciclable
        Sin plástico
        Sin BPA
        Orgánico
        100% natural
        Alivia el dolor
        Refuerza las defensas
        Antibacteriano
        Hipoalergénico
        Certificado
        Patentado
        Hecho en España
        Millones de clientes
        Miles de opiniones de 5 estrellas
        Cinco estrellas
        Visto en televisión
        Superventas
        El más vendido
        El favorito de todos
        Totalmente nuevo
        Novedad
        De vuelta
        Oferta exclusiva
        Dos por uno
        Diez años de garantía
        Irrompible
        Científicamente probado
    """,
    "it": """
        Design premiato
        Vincitore di premi
        Clinicamente testato
        Consigliato dai medici
        Consigliato dagli esperti
        Il numero 1
        Leader di mercato
        Il miglior bollitore
        Il più veloce
        Più veloce degli altri
        Due volte più veloce
        A metà prezzo
        50% di sconto
        Risparmia oggi
        Miglior prezzo garantito
        Spedizione gratuita
        Omaggio incluso
        Reso gratuito
        Consegna domani
        Arriva domani
        Garanzia a vita
        Soddisfatti o rimborsati
        Senza rischi
        Edizione limitata
        Ultimi pezzi
        Quasi esaurito
        In esaurimento
        Solo oggi
        Ultima occasione
        Fino a esaurimento scorte
        A impatto zero
        Ecologico
        Rispetta l'ambiente
        Sostenibile
        Riciclabile al 100%
        Senza plastica
        Senza BPA
        Biologico
        100% naturale
        Allevia il dolore
        Antibatterico
        Ipoallergenico
        Certificato
        Brevettato
        Made in Italy
        Prodotto in Italia
        Milioni di clienti
        Migliaia di recensioni
        Cinque stelle
        Visto in TV
        Il più venduto
        Il preferito di tutti
        Nuovissimo
        Novità
        Offerta esclusiva
        Due al prezzo di uno
        Dieci anni di garanzia
        Indistruttibile
        Scientificamente provato
    """,
    "pt": """
        Design premiado
        Clinicamente testado
        Recomendado por médicos
        Recomendado por especialistas
        O número 1
        Líder de mercado
        A melhor chaleira
        A mais rápida
        Mais rápida que as outras
        Duas vezes mais rápida
        Pela metade do preço
        50% de desconto
        Economize hoje
        Melhor preço garantido
        Frete grátis
        Brinde incluso
        Devolução grátis
        Chega amanhã
        Entrega amanhã
        Garantia vitalícia
        Seu dinheiro de volta
        Sem risco
        Edição limitada
        Últimas unidades
        Quase esgotado
        Vai esgotar
        Só hoje
        Última chance
        Enquanto durar o estoque
        Carbono neutro
        Ecológico
        Amigo do ambiente
        Sustentável
        100% reciclável
        Sem plástico
        Livre de BPA
        Orgânico
        100% natural
        Alivia a dor
        Antibacteriano
        Hipoalergénico
        Certificado
        Patenteado
        Feito no Brasil
        Fabricado em Portugal
        Milhões de clientes
        Milhares de avaliações
        Cinco estrelas
        Visto na TV
        O mais vendido
        O favorito de todos
        Novíssimo
        Novidade
        Oferta exclusiva
        Dois por um
        Dez anos de garantia
        Inquebrável
        Cientificamente comprovado
    """,
    "ja": """
        グッドデザイン賞受賞
        臨床試験済み
        医師推奨
        専門家が推薦
        皮膚科医監修
        人気No.1
        売上第1位
        業界最速
        世界最軽量
        日本一売れている
        最安値
        他社より速い
        2倍速い
        半額
        50%OFF
        今だけお得
        送料無料
        プレゼント付き
        返品無料
        明日届く
        最短翌日お届け
        即日発送
        永久保証
        一生使える
        全額返金保証
        限定品
        残りわずか
        売り切れ間近
        まもなく完売
        本日限り
        ラストチャンス
        在庫限り
        カーボンニュートラル
        環境にやさしい
        エコ
        地球にやさしい
        サステナブル
        100%リサイクル可能
        プラスチック不使用
        BPAフリー
        無添加
        オーガニック
        天然素材
        頭痛が治る
        免疫力アップ
        痩せる
        抗菌
        除菌99.9%
        敏感肌にも安心
        認証取得
        特許取得
        日本製
        ドイツの技術
        何百万人に愛用
        数千件の高評価
        星5つ
        テレビで話題
        雑誌掲載
        ベストセラー
        大人気
        新発売
        新登場
        再入荷
        限定オファー
        1個買うと1個無料
        10年保証
        絶対に壊れない
        科学的に証明
        話題沸騰
        満足度98%
    """,
    "zh": """
        获奖设计
        荣获红点奖
        临床验证
        医生推荐
        专家推荐
        皮肤科测试
        销量第一
        行业第一
        全球最快
        最轻
        最便宜
        比别家快
        快两倍
        半价
        五折优惠
        立减50
        今日特价
        包邮
        免费赠品
        免费退货
        次日达
        明天送达
        24小时发货
        终身保修
        终身质保
        无理由退款
        限量版
        仅剩几件
        即将售罄
        库存不多
        今天最后一天
        最后机会
        售完即止
        碳中和
        环保
        绿色环保
        可持续
        100%可回收
        无塑
        不含BPA
        有机
        纯天然
        缓解疼痛
        增强免疫力
        减肥
        抗菌
        杀菌99.9%
        敏感肌适用
        权威认证
        国家专利
        德国工艺
        日本进口
        中国制造
        百万用户选择
        数千好评
        五星好评
        电视推荐
        网红爆款
        畅销
        热销
        新品上市
        全新
        补货到店
        独家优惠
        买一送一
        十年质保
        永不损坏
        科学证明
        明星同款
        满意度98%
        老少皆宜的首选
        口碑最好
        国货之光
    """,
}

_HARMLESS = {
    "en": """
        Boils water in the time it takes to find a mug
        A warm light for long evenings
        Your new favourite mug
        Made for slow mornings
        Turns any desk into a workplace
        Coffee that wakes you up gently
        Just pour and go
        Keep your hands warm
        Fits in every kitchen
        A quiet start to the day
        The lid stays on
        Treat your feet
        Everyday comfort
        Less noise, more music
        Take it anywhere
        More room on your desk
        Meet the kettle
        See what is inside
        Soft to the touch
        Pull up a chair
        A gift they will use
        Bring the outdoors in
        Start your day right
        Cook dinner in one pan
        Wake up to the smell of bread
        Better mornings start here
        Feel at home
        Get to know it
        Find your size
        Pick your colour
        Sleep in soft linen
        Enjoy every cup
        Ready when you are
        Simple to use
        Looks good, feels good
        Less to carry
        Light where you need it
        Off to school
        Switch off, relax
        A home for your books
        The colour of autumn
        Small kettle, big smile
        Cut, chop, slice
        No more cold coffee
        Hot water in minutes
        Pour without spilling
        Save the last slice for me
        Everything in its place
        Dress it up or down
        A little luxury for the desk
        For people who read at night
        Rain or shine
        Strong coffee, soft light
        Cold outside, warm inside
    """,
    "de": """
        Warmes Licht für lange Abende
        Ein ruhiger Start in den Tag
        Wasser kocht, während der Tisch gedeckt wird
        Mehr Platz auf dem Schreibtisch
        Gemacht für langsame Morgen
        Passt in jede Küche
        Der Deckel bleibt zu
        Weich auf der Haut
        Für alle, die abends lesen
        Kaffee, der sanft weckt
        Einfach einschenken
        Alles an seinem Platz
        Weniger Lärm, mehr Musik
        Ein Zuhause für Bücher
        Farbe bekennen
        Zeit für Tee
        Klein, aber gemütlich
        Hände frei
        Draußen kalt, drinnen warm
        Gut geschnitten, gut gelaunt
        Besser aufwachen
        Mehr Ordnung im Bad
        Leicht zu tragen
        Schön anzusehen
        Da, wo Licht fehlt
        Komm nach Hause
        Greifbar schön
        Dein Platz am Fenster
        Ab nach draußen
        Der Tag beginnt hier
        Voor lange avonden
        Zacht op de huid
        Altijd bij de hand
        Thee zonder wachten
        Een rustig begin van de dag
    """,
    "fr": """
        Une lumière douce pour le soir
        Un début de journée tranquille
        Plus de place sur le bureau
        Pour ceux qui lisent la nuit
        Le café qui réveille en douceur
        Doux au toucher
        Trouve sa place partout
        Servez, savourez
        Tout à portée de main
        Moins de bruit, plus de musique
        Un cadeau qui sert
        L’heure du thé
        Chaud dehors, frais dedans
        Comme à la maison
        Petite bouilloire, grand sourire
        Prenez votre temps
        La couleur de l’automne
        Le bon geste
        Simple à utiliser
        Prêt quand vous l’êtes
        Le matin commence ici
        Une belle table
        La vie en couleur
        Léger à porter
        Beau et pratique
    """,
    "es": """
        Una luz cálida para la noche
        Un comienzo tranquilo
        Más espacio en la mesa
        Para quienes leen de noche
        Suave al tacto
        Cabe en cualquier cocina
        Sirve y disfruta
        Todo en su sitio
        Menos ruido, más música
        La hora del té
        Como en casa
        Fácil de usar
        El color del otoño
        Tu rincón de lectura
        Listo cuando tú lo estés
        Café sin esperas
        Pequeño y práctico
        Empieza bien el día
        Ligero y cómodo
        Un regalo que se usa
    """,
    "it": """
        Una luce calda per la sera
        Un inizio tranquillo
        Più spazio sulla scrivania
        Per chi legge di notte
        Morbido al tatto
        Sta in ogni cucina
        Versa e gusta
        Tutto al suo posto
        Meno rumore, più musica
        L’ora del tè
        Come a casa
        Facile da usare
        Il colore dell’autunno
        Il tuo angolo lettura
        Pronto quando lo sei tu
        Caffè senza attese
        Piccolo e pratico
        Inizia bene la giornata
        Leggero e comodo
        Un regalo che si usa
    """,
    "pt": """
        Uma luz quente para a noite
        Um começo tranquilo
        Mais espaço na mesa
        Para quem lê à noite
        Macio ao toque
        Cabe em qualquer cozinha
        Sirva e aproveite
        Tudo no lugar
        Menos ruído, mais música
        A hora do chá
        Como em casa
        Fácil de usar
        A cor do outono
        O seu canto de leitura
        Pronto quando você estiver
        Café sem espera
        Pequeno e prático
        Comece bem o dia
        Leve e confortável
        Um presente útil
    """,
    "ja": """
        夜を照らすやわらかな光
        静かな朝のはじまり
        机の上をもっと広く
        手になじむかたち
        どんなキッチンにも
        注いで、ほっとひと息
        すべてがあるべき場所に
        お茶の時間をたのしむ
        帰りたくなる部屋
        使いやすさを、毎日に
        秋の色をまとう
        本を読む人の灯り
        待たずにコーヒー
        小さくて使いやすい
        軽やかに持ち歩く
        贈って喜ばれるもの
        気持ちのいい一日を
        肌にやさしい手ざわり
        雨の日も晴れの日も
        毎日の相棒
    """,
    "zh": """
        给夜晚一盏暖光
        安静地开始一天
        让桌面更宽敞
        手感柔软
        适合每一个厨房
        倒一杯，歇一歇
        一切各就各位
        喝茶的时间到了
        回家的感觉
        简单好用
        秋天的颜色
        给夜读的人
        不用等的咖啡
        小巧实用
        轻松带走
        送人也合适
        开启美好的一天
        雨天晴天都好
        每天的伙伴
        冬天里的温暖
    """,
}


def _lines(samples: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, x.strip()) for code, text in samples.items() for x in text.strip().splitlines()]


INVENTED = _lines(_INVENTED)
"""Language and claim: each says something that has to be proved."""

HARMLESS = _lines(_HARMLESS)
"""Language and text: nothing of it has to be proved."""

TRUE = (
    ("en", "Free shipping on all orders", "Ships free"),
    ("en", "Free delivery", "Delivery is free"),
    ("en", "2-year warranty", "Two-year warranty"),
    ("en", "2-year guarantee", "Guaranteed for 2 years"),
    ("en", "Made in Portugal", "Crafted in Portugal"),
    ("en", "Handmade in Italy by artisans", "Handcrafted in Italy"),
    ("en", "Winner of the Red Dot Award", "Red Dot winner"),
    ("en", "Award-winning design", "Winner of awards"),
    ("en", "Dermatologically tested", "Dermatologist tested"),
    ("en", "Clinically tested formula", "Clinically tested"),
    ("en", "Made from 100% recycled polyester", "Recycled polyester"),
    ("en", "BPA-free plastic", "Free of BPA"),
    ("en", "BPA free", "No BPA"),
    ("en", "Certified organic cotton", "Organic cotton, certified"),
    ("en", "GOTS certified", "Certified by GOTS"),
    ("en", "Waterproof to 30 m", "Waterproof down to 30 m"),
    ("en", "Limited edition of 500", "A limited edition"),
    ("en", "New for 2026", "The new one"),
    ("en", "Our best-selling lamp", "A bestseller"),
    ("en", "Bestseller", "Our best seller"),
    ("en", "Vegan leather", "Vegan"),
    ("en", "Free returns within 30 days", "30-day returns, free"),
    ("en", "30-day money-back guarantee", "Money back within 30 days"),
    ("en", "Battery lasts 50 hours", "50 hours on one charge"),
    ("en", "50h playtime", "50 hours of play"),
    ("en", "Set of 4 mugs", "4 mugs"),
    ("en", "Comes with two straps", "2 straps"),
    ("en", "12 pockets", "Twelve pockets"),
    ("en", "Twice as bright as before", "Twice as bright"),
    ("en", "Unbreakable glass", "Glass that is unbreakable"),
    ("en", "Lifetime warranty", "A warranty for life"),
    ("en", "Hypoallergenic", "Hypoallergenic fabric"),
    ("en", "Antibacterial coating", "Antibacterial"),
    ("en", "Sustainably sourced wood", "Sustainable wood"),
    ("en", "Carbon neutral delivery", "Carbon neutral"),
    ("en", "Recommended by dentists", "Dentist recommended"),
    ("en", "As seen in Vogue", "As featured in Vogue"),
    ("en", "Most popular colour", "Our most popular"),
    ("en", "Next-day delivery available", "Next-day delivery"),
    ("en", "Ships within 24 hours", "Ships in 24 hours"),
    ("en", "Weighs 1.5 kg", "1500 g light"),
    ("en", "Fits cups up to 15 cm", "Up to 15 cm"),
    ("en", "Only 300 g", "Just 300 grams"),
    ("en", "Dishwasher safe", "Dishwasher-safe"),
    ("en", "5-year guarantee", "5 years' guarantee"),
    ("en", "Perfect for camping", "Perfect on a camping trip"),
    ("en", "Designed in Denmark", "Danish design"),
    ("de", "2 Jahre Garantie", "Zwei Jahre Garantie"),
    ("de", "Versandkostenfrei", "Kostenloser Versand"),
    ("de", "Kostenloser Versand ab 50 €", "Ab 50 € kostenloser Versand"),
    ("de", "Hergestellt in Deutschland", "Made in Germany"),
    ("de", "In Italien gefertigt", "Gefertigt in Italien"),
    ("de", "Dermatologisch getestet", "Dermatologisch geprüft"),
    ("de", "TÜV-geprüft", "Vom TÜV geprüft"),
    ("de", "GS-zertifiziert", "Zertifiziert nach GS"),
    ("de", "BPA-frei", "Ohne BPA"),
    ("de", "Aus nachhaltiger Forstwirtschaft", "Nachhaltig"),
    ("de", "Wasserdicht bis 30 m", "Wasserdicht"),
    ("de", "Limitierte Edition", "Limitiert"),
    ("de", "Neuheit 2026", "Neu"),
    ("de", "Testsieger 2025", "Der Testsieger"),
    ("de", "4er-Set Becher", "4 Becher"),
    ("de", "Vier Becher", "4 Becher"),
    ("de", "30 Tage Rückgaberecht", "30 Tage Rückgabe"),
    ("de", "Unkaputtbar", "Nicht kaputtzukriegen"),
    ("de", "Gratis verzending", "Verzending is gratis"),
    ("de", "5 jaar garantie", "Vijf jaar garantie"),
    ("de", "Vegan", "Veganes Material"),
    ("de", "Bio-Baumwolle", "Baumwolle in Bio-Qualität"),
    ("de", "Klimaneutral hergestellt", "Klimaneutral"),
    ("fr", "Garantie 2 ans", "2 ans de garantie"),
    ("fr", "Garantie 2 ans", "Deux ans de garantie"),
    ("fr", "Livraison gratuite", "Livraison offerte"),
    ("fr", "Fabriqué en France", "Fabriquée en France"),
    ("fr", "Made in France", "Fabriqué en France"),
    ("fr", "Sans BPA", "Aucun BPA"),
    ("fr", "Étanche", "Étanche à l'eau"),
    ("fr", "Coton bio", "Coton biologique"),
    ("fr", "Lot de 4 tasses", "4 tasses"),
    ("fr", "Testé dermatologiquement", "Testé sous contrôle dermatologique"),
    ("fr", "Certifié Oeko-Tex", "Certification Oeko-Tex"),
    ("fr", "Édition limitée", "En édition limitée"),
    ("fr", "Satisfait ou remboursé 30 jours", "30 jours satisfait ou remboursé"),
    ("fr", "Meilleure vente", "Nos meilleures ventes"),
    ("es", "2 años de garantía", "Garantía de 2 años"),
    ("es", "Envío gratis", "Envío gratuito"),
    ("es", "Hecho en España", "Fabricado en España"),
    ("es", "Sin BPA", "Libre de BPA"),
    ("es", "Impermeable", "Resistente e impermeable"),
    ("es", "Juego de 4 tazas", "4 tazas"),
    ("es", "Edición limitada", "Limitada"),
    ("es", "Dos bolsillos", "2 bolsillos"),
    ("es", "El más vendido", "Más vendido"),
    ("it", "2 anni di garanzia", "Garanzia di 2 anni"),
    ("it", "Spedizione gratuita", "Spedizione gratis"),
    ("it", "Prodotto in Italia", "Made in Italy"),
    ("it", "Senza BPA", "Privo di BPA"),
    ("it", "Set da 4 tazze", "4 tazze"),
    ("it", "Cotone biologico", "Biologico"),
    ("it", "Impermeabile", "Impermeabile all'acqua"),
    ("pt", "2 anos de garantia", "Garantia de 2 anos"),
    ("pt", "Frete grátis", "Envio grátis"),
    ("pt", "Feito em Portugal", "Fabricado em Portugal"),
    ("pt", "Livre de BPA", "Sem BPA"),
    ("pt", "Conjunto de 4 canecas", "4 canecas"),
    ("pt", "Algodão orgânico", "Orgânico"),
    ("ja", "2年保証", "2年間の保証"),
    ("ja", "送料無料", "配送無料"),
    ("ja", "日本製", "メイド・イン・ジャパン"),
    ("ja", "4個セット", "4個入り"),
    ("ja", "防水", "防水仕様"),
    ("ja", "オーガニックコットン", "有機コットン"),
    ("ja", "数量限定", "限定品"),
    ("ja", "新発売", "新登場"),
    ("ja", "12枚入り", "12枚"),
    ("zh", "两年质保", "2年质保"),
    ("zh", "包邮", "免运费"),
    ("zh", "防水", "防水设计"),
    ("zh", "有机棉", "有机"),
    ("zh", "限量版", "限量"),
    ("zh", "全新上市", "新款"),
    ("zh", "12片装", "12片"),
)
"""Language, what a page says, and how copy may say it."""

TWISTED = (
    ("en", "Made in China", "Made in Italy"),
    ("en", "Made in China", "Italian quality"),
    ("de", "Hergestellt in China", "Made in Germany"),
    ("de", "Hergestellt in China", "In Deutschland gefertigt"),
    ("fr", "Fabriqué en Chine", "Fabriqué en France"),
    ("es", "Hecho en China", "Hecho en España"),
    ("it", "Prodotto in Cina", "Prodotto in Italia"),
    ("pt", "Feito na China", "Feito no Brasil"),
    ("ja", "中国製", "日本製"),
    ("zh", "中国制造", "德国制造"),
    ("en", "Recommended by chefs", "Recommended by doctors"),
    ("en", "Dentist recommended", "Vet recommended"),
    ("en", "Not waterproof", "Waterproof"),
    ("de", "Nicht wasserdicht", "Wasserdicht"),
    ("fr", "Ce produit n'est pas étanche", "Étanche"),
    ("en", "This is not a medical device and is not clinically tested", "Clinically tested"),
    ("en", "2-year warranty", "Ten-year warranty"),
    ("de", "2 Jahre Garantie", "Zehn Jahre Garantie"),
    ("zh", "两年质保", "十年质保"),
    ("en", "2-year warranty", "Lifetime warranty"),
    ("en", "Free delivery over $50", "Free delivery"),
    ("en", "Free returns", "Free delivery"),
    ("en", "Paraben-free", "BPA-free"),
    ("en", "Faster than before", "Better than the rest"),
    ("en", "Twice as bright", "Three times as bright"),
    ("en", "Vegan", "Organic"),
    ("en", "Recycled box", "Sustainable"),
    ("en", "Water-resistant", "Waterproof"),
    ("en", "Our best-selling lamp", "The best lamp"),
    ("en", "Antibacterial coating", "Hypoallergenic"),
    ("en", "Delivery in 5 days", "Arrives tomorrow"),
    ("en", "New colours", "Limited edition"),
    ("en", "FSC certified wood", "Patented"),
    ("ja", "防水ではありません", "防水"),
    ("zh", "不防水", "防水"),
    ("es", "No es impermeable", "Impermeable"),
    ("it", "Non impermeabile", "Impermeabile"),
    ("pt", "Não é à prova d'água", "À prova d'água"),
    ("nl", "Niet waterdicht", "Waterdicht"),
)
"""Language, what a page says, and what copy may not make of it."""
