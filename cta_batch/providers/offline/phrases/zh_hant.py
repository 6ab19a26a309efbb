"""Chinese in traditional characters, in Taiwan's words."""

from cta_batch.domain import CallToAction
from cta_batch.providers.offline.phrases.book import PhraseBook

BOOK = PhraseBook(
    headlines={
        "benefit": (
            "{point}",
            "有{name}的日常",
        ),
        "feature": (
            "{point}",
            "細看{name}",
        ),
        "price": (
            "{name}，{price}",
            "{price}帶回家",
            "這些，只要{price}",
            "{price}輕鬆入手",
            "{price}就能擁有",
        ),
        "saving": (
            "{name}立省{saved}",
            "原價{list_price}，現價{price}",
            "省下{saved}更輕鬆",
            "現在少付{saved}",
            "{name}現省{saved}",
        ),
        "social_proof": (
            "評分{rating}（滿分5分）",
            "{count}則評價怎麼說",
            "{name}，{rating}分",
            "平均{rating}分的口碑",
        ),
        "quality": (
            "{evidence}",
            "{name}，細節見真章",
            "看看它是怎樣做成的",
        ),
        "origin": (
            "{evidence}",
            "{name}來自哪裡",
            "產地清楚，選得明白",
        ),
        "use_case": (
            "{evidence}",
            "{name}，用在日常",
            "想像它就在身邊",
        ),
        "gift": (
            "{evidence}",
            "送禮就選{name}",
            "讓人期待拆開的心意",
        ),
        "problem_solution": (
            "{evidence}",
            "少操一份心",
        ),
        "newness": (
            "{evidence}",
            "新品：{name}",
            "新面孔，來認識一下",
        ),
        "warranty": (
            "{evidence}",
            "{name}，有保固",
            "買得放心，用得安心",
        ),
        "money back": (
            "{evidence}",
            "先在家試試{name}",
            "不合適？可以退",
        ),
        "free delivery": (
            "{name}免運費",
            "運費不用你出",
        ),
        "fast delivery": ("{name}，很快到手",),
        "guarantee": (
            "{evidence}",
            "{name}，買得安心",
            "售後有保障",
        ),
        "delivery": (
            "{evidence}",
            "{name}送到家門口",
            "從店裡直接到你家",
        ),
        "any": (
            "認識一下{name}",
            "湊近看看",
            "這就是{name}",
            "你在找的是它嗎？",
            "心動不如看一眼",
            "走近{name}",
            "好不好，由你判斷",
            "照片細節一次看清",
            "先看看再說",
            "值得多看一眼",
            "見過{name}了嗎？",
        ),
    },
    long_headlines={
        "price": (
            "{name}，現在{price}就能擁有",
            "{price}的{name}，了解一下",
        ),
        "saving": (
            "{name}：原價{list_price}，現價{price}",
            "{name}從{list_price}降到{price}，省{saved}",
        ),
        "social_proof": (
            "{name}：{count}則評價，平均{rating}分",
            "{name}評分{rating}，滿分5分",
        ),
        "free delivery": ("{name}，免運費送到家",),
        "any": (
            "{name}：{evidence}",
            "{evidence}",
            "{name}：{feature}",
            "{feature}。{feature2}",
            "{name}：照片與細節一次看清",
            "關於{name}，你想知道的都在這裡",
            "走近{name}，看清每個細節",
        ),
    },
    descriptions={
        "price": (
            "{feature}。{feature2}。{price}。",
            "{feature}。只要{price}。",
            "{name}，{price}。查看全部細節。",
        ),
        "saving": (
            "{feature}。立省{saved}。",
            "{name}：原價{list_price}，現價{price}。",
            "原價{list_price}，現價{price}。",
        ),
        "social_proof": (
            "{feature}。{count}則評價，平均{rating}分。",
            "{name}：{count}則評價，平均{rating}分。",
        ),
        "any": (
            "{evidence}。{feature}。",
            "{feature}。{feature2}。{feature3}。",
            "{feature}。{feature2}。",
            "{sentence}",
            "{name}：{feature}。",
            "{name}，{price}。查看全部細節。",
            "{name}，評分{rating}，滿分5分。",
            "{name}：照片、細節、價格都在這裡。",
            "近距離看看{name}。",
        ),
    },
    primary_texts={
        "price": (
            "{sentence}{name}，{price}。",
            "{feature}。{feature2}。{name}，{price}。",
            "{name}，{price}。{feature}。",
            "{name}現在{price}就能擁有，來看看吧。",
        ),
        "saving": (
            "{name}原價{list_price}，現價{price}。{feature}。",
            "{name}原價{list_price}，現價{price}，省下{saved}。",
        ),
        "social_proof": (
            "{count}則評價，平均{rating}分：{name}。{feature}。",
            "{count}則評價，平均{rating}分，來看看{name}。",
            "滿分5分得{rating}分的{name}。{feature}。",
            "{name}評分{rating}，滿分5分，來看看吧。",
        ),
        "any": (
            "{sentence}",
            "{name}：{feature}。{feature2}。{feature3}。",
            "{name}：{feature}。{feature2}。",
            "{name}：{feature}。湊近看看。",
            "在找{name}這樣的好物？照片和細節都在這裡。",
            "想多了解{name}？點開就能看到全部細節。",
            "認識{name}：照片、細節和價格一次看清。",
        ),
    },
    short_headlines={
        "price": ("{price}帶走", "{price}"),
        "saving": ("現省{saved}", "省{percent}"),
        "social_proof": ("評分{rating}", "平均{rating}分"),
        "free delivery": ("免運費",),
        "warranty": ("有保固",),
        "gift": ("送禮之選",),
        "newness": ("新品上架",),
        "any": ("{point}", "{name}", "{price}帶走", "看看細節", "了解詳情"),
    },
    gift_tag="#送禮",
    labels={
        CallToAction.SHOP_NOW: "立即選購",
        CallToAction.LEARN_MORE: "了解更多",
        CallToAction.SIGN_UP: "立即註冊",
        CallToAction.SUBSCRIBE: "立即訂閱",
        CallToAction.DOWNLOAD: "立即下載",
        CallToAction.GET_OFFER: "查看優惠",
        CallToAction.GET_QUOTE: "索取報價",
        CallToAction.BUY_NOW: "立即購買",
        CallToAction.ORDER_NOW: "立即訂購",
        CallToAction.BOOK_NOW: "立即預訂",
        CallToAction.CONTACT_US: "聯絡我們",
        CallToAction.APPLY_NOW: "立即申請",
    },
    fillers=(
        "湊近看看",
        "查看照片與細節",
        "好不好，由你判斷",
        "購買前值得了解",
    ),
)
