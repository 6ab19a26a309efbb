"""Chinese in simplified characters; no superlatives, which China's advertising law forbids."""

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
            "细看{name}",
        ),
        "price": (
            "{name}，{price}",
            "{price}带回家",
            "这些，只需{price}",
            "{price}轻松入手",
            "{price}就能拥有",
        ),
        "saving": (
            "{name}立省{saved}",
            "原价{list_price}，现价{price}",
            "省下{saved}更轻松",
            "现在少付{saved}",
            "{name}直降{saved}",
        ),
        "social_proof": (
            "评分{rating}（满分5分）",
            "{count}条评价怎么说",
            "{name}，{rating}分",
            "平均{rating}分的口碑",
        ),
        "quality": (
            "{evidence}",
            "{name}，细节见真章",
            "看看它是怎样做成的",
        ),
        "origin": (
            "{evidence}",
            "{name}来自哪里",
            "产地清楚，选得明白",
        ),
        "use_case": (
            "{evidence}",
            "{name}，用在日常",
            "想象它就在身边",
        ),
        "gift": (
            "{evidence}",
            "送礼就选{name}",
            "让人期待拆开的心意",
        ),
        "problem_solution": (
            "{evidence}",
            "少操一份心",
        ),
        "newness": (
            "{evidence}",
            "新品：{name}",
            "新面孔，来认识一下",
        ),
        "warranty": (
            "{evidence}",
            "{name}，有保修",
            "买得放心，用得安心",
        ),
        "money back": (
            "{evidence}",
            "先在家试试{name}",
            "不合适？可以退",
        ),
        "free delivery": (
            "{name}包邮",
            "运费不用你出",
        ),
        "fast delivery": ("{name}，很快到手",),
        "guarantee": (
            "{evidence}",
            "{name}，买得安心",
            "售后有着落",
        ),
        "delivery": (
            "{evidence}",
            "{name}送到家门口",
            "从店里直接到你家",
        ),
        "any": (
            "认识一下{name}",
            "凑近看看",
            "这就是{name}",
            "你在找的是它吗？",
            "心动不如看一眼",
            "走近{name}",
            "好不好，你来判断",
            "图片细节一次看清",
            "先看看再说",
            "值得多看一眼",
            "见过{name}了吗？",
        ),
    },
    long_headlines={
        "price": (
            "{name}，现在{price}就能拥有",
            "{price}的{name}，了解一下",
        ),
        "saving": (
            "{name}：原价{list_price}，现价{price}",
            "{name}从{list_price}降到{price}，省{saved}",
        ),
        "social_proof": (
            "{name}：{count}条评价，平均{rating}分",
            "{name}评分{rating}，满分5分",
        ),
        "free delivery": ("{name}，包邮送到家",),
        "any": (
            "{name}：{evidence}",
            "{evidence}",
            "{name}：{feature}",
            "{feature}。{feature2}",
            "{name}：图片与细节一次看清",
            "关于{name}，你想知道的都在这里",
            "走近{name}，看清每个细节",
        ),
    },
    descriptions={
        "price": (
            "{feature}。{feature2}。{price}。",
            "{feature}。只需{price}。",
            "{name}，{price}。查看全部细节。",
        ),
        "saving": (
            "{feature}。立省{saved}。",
            "{name}：原价{list_price}，现价{price}。",
            "原价{list_price}，现价{price}。",
        ),
        "social_proof": (
            "{feature}。{count}条评价，平均{rating}分。",
            "{name}：{count}条评价，平均{rating}分。",
        ),
        "any": (
            "{evidence}。{feature}。",
            "{feature}。{feature2}。{feature3}。",
            "{feature}。{feature2}。",
            "{sentence}",
            "{name}：{feature}。",
            "{name}，{price}。查看全部细节。",
            "{name}，评分{rating}，满分5分。",
            "{name}：图片、细节、价格都在这里。",
            "近距离看看{name}。",
        ),
    },
    primary_texts={
        "price": (
            "{sentence}{name}，{price}。",
            "{feature}。{feature2}。{name}，{price}。",
            "{name}，{price}。{feature}。",
            "{name}现在{price}就能拥有，来看看吧。",
        ),
        "saving": (
            "{name}原价{list_price}，现价{price}。{feature}。",
            "{name}原价{list_price}，现价{price}，省下{saved}。",
        ),
        "social_proof": (
            "{count}条评价，平均{rating}分：{name}。{feature}。",
            "{count}条评价，平均{rating}分，来看看{name}。",
            "满分5分得{rating}分的{name}。{feature}。",
            "{name}评分{rating}，满分5分，来看看吧。",
        ),
        "any": (
            "{sentence}",
            "{name}：{feature}。{feature2}。{feature3}。",
            "{name}：{feature}。{feature2}。",
            "{name}：{feature}。凑近看看。",
            "在找{name}这样的好物？图片和细节都在这里。",
            "想多了解{name}？点开就能看到全部细节。",
            "认识{name}：图片、细节和价格一次看清。",
        ),
    },
    short_headlines={
        "price": ("{price}带走", "{price}"),
        "saving": ("立省{saved}", "省{percent}"),
        "social_proof": ("评分{rating}", "平均{rating}分"),
        "free delivery": ("包邮到家",),
        "warranty": ("有保修",),
        "gift": ("送礼之选",),
        "newness": ("新品上架",),
        "any": ("{point}", "{name}", "{price}带走", "看看细节", "了解详情"),
    },
    gift_tag="#送礼",
    labels={
        CallToAction.SHOP_NOW: "立即选购",
        CallToAction.LEARN_MORE: "了解更多",
        CallToAction.SIGN_UP: "立即注册",
        CallToAction.SUBSCRIBE: "立即订阅",
        CallToAction.DOWNLOAD: "立即下载",
        CallToAction.GET_OFFER: "查看优惠",
        CallToAction.GET_QUOTE: "获取报价",
        CallToAction.BUY_NOW: "立即购买",
        CallToAction.ORDER_NOW: "立即下单",
        CallToAction.BOOK_NOW: "立即预订",
        CallToAction.CONTACT_US: "联系我们",
        CallToAction.APPLY_NOW: "立即申请",
    },
    fillers=(
        "凑近看看",
        "查看图片与细节",
        "好不好，你来判断",
        "下单前值得了解",
    ),
)
