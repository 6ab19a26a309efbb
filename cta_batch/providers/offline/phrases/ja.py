"""Japanese, polite but short, as in advertisements."""

from cta_batch.domain import CallToAction
from cta_batch.providers.offline.phrases.book import PhraseBook

BOOK = PhraseBook(
    headlines={
        "benefit": (
            "{point}",
            "{name}のある毎日",
        ),
        "feature": (
            "{point}",
            "{name}を詳しく",
        ),
        "price": (
            "{name}が{price}",
            "{price}で手に入る",
            "この内容で、{price}",
            "{price}でお手元に",
            "うれしい価格、{price}",
        ),
        "saving": (
            "{percent}引きの{name}",
            "{list_price}が{price}に",
            "{saved}お得になりました",
            "{saved}分、軽くなる",
            "{name}が{percent}引き",
        ),
        "social_proof": (
            "評価{rating}（5点満点）",
            "{count}件の評価が語る",
            "{name}、評価{rating}",
            "平均{rating}点の評価",
        ),
        "quality": (
            "{evidence}",
            "細部まで見たい{name}",
            "素材から選ぶという贅沢",
        ),
        "origin": (
            "{evidence}",
            "{name}が生まれた場所",
            "産地まで知って選ぶ",
        ),
        "use_case": (
            "{evidence}",
            "暮らしに{name}",
            "こんな場面で使いたい",
        ),
        "gift": (
            "{evidence}",
            "贈りものに、{name}",
            "開けるときの笑顔のために",
        ),
        "problem_solution": (
            "{evidence}",
            "気になることを、ひとつ減らす",
        ),
        "newness": (
            "{evidence}",
            "新登場、{name}",
            "新しい出会いをどうぞ",
        ),
        "warranty": (
            "{evidence}",
            "保証つきの{name}",
            "保証があるから選びやすい",
        ),
        "money back": (
            "{evidence}",
            "{name}を試してみる",
            "合わなければ返せます",
        ),
        "free delivery": (
            "{name}が送料無料",
            "送料はかかりません",
        ),
        "fast delivery": ("{name}、すぐ届く",),
        "guarantee": (
            "{evidence}",
            "{name}を安心して",
            "買ったあとも、心強い",
        ),
        "delivery": (
            "{evidence}",
            "{name}を玄関先まで",
            "ご自宅までお届けします",
        ),
        "any": (
            "{name}を見てみる",
            "もう少し近くで見る",
            "{name}という選択",
            "探していたのは、これかも",
            "気になる人は、ぜひ",
            "はじめまして、{name}",
            "まずは見てみませんか",
            "写真でじっくり確かめる",
            "その違い、見てください",
            "気になったら、まずここから",
            "どんなもの？{name}",
        ),
    },
    long_headlines={
        "price": (
            "{name}が{price}で手に入ります",
            "{price}の{name}、詳しくはこちら",
        ),
        "saving": (
            "{name}が{list_price}から{price}に",
            "{name}、{list_price}のところ{price}（{saved}お得）",
        ),
        "social_proof": (
            "{name}：{count}件の評価で平均{rating}",
            "{name}の評価は5点満点中{rating}",
        ),
        "free delivery": ("{name}を送料無料でお届け",),
        "any": (
            "{name}：{evidence}",
            "{evidence}",
            "{name}：{feature}",
            "{feature}。{feature2}",
            "{name}の魅力を写真と詳細でご紹介",
            "{name}のすべてをひと目で",
            "{name}について、くわしく見る",
        ),
    },
    descriptions={
        "price": (
            "{feature}。{feature2}。{price}。",
            "{feature}。これで{price}。",
            "{name}は{price}。詳細をご覧ください。",
        ),
        "saving": (
            "{feature}。{saved}お得です。",
            "{name}：{list_price}が{price}に。",
            "{list_price}が{price}に。",
        ),
        "social_proof": (
            "{feature}。{count}件の評価で平均{rating}。",
            "{name}：{count}件の評価で平均{rating}。",
        ),
        "any": (
            "{evidence}。{feature}。",
            "{feature}。{feature2}。{feature3}。",
            "{feature}。{feature2}。",
            "{sentence}",
            "{name}：{feature}。",
            "{name}は{price}。詳細をご覧ください。",
            "{name}、評価は5点満点中{rating}。",
            "{name}の写真と詳細をご覧ください。",
            "{name}を、もっと近くで。",
        ),
    },
    primary_texts={
        "price": (
            "{sentence}{name}は{price}。",
            "{feature}。{feature2}。{name}は{price}。",
            "{name}は{price}。{feature}。",
            "{name}が{price}で手に入ります。ぜひご覧ください。",
        ),
        "saving": (
            "{name}が{list_price}から{price}に。{feature}。",
            "{name}が{list_price}から{price}に。{saved}お得です。",
        ),
        "social_proof": (
            "{count}件の評価で平均{rating}の{name}。{feature}。",
            "{count}件の評価で平均{rating}。{name}をご覧ください。",
            "5点満点中{rating}の{name}。{feature}。",
            "{name}の評価は5点満点中{rating}。ぜひご覧ください。",
        ),
        "any": (
            "{sentence}",
            "{name}：{feature}。{feature2}。{feature3}。",
            "{name}：{feature}。{feature2}。",
            "{name}：{feature}。ぜひ近くでご覧ください。",
            "{name}のようなものをお探しですか？写真と詳細をご覧ください。",
            "{name}をもっと知りたい方へ。詳細はすべてこちらに。",
            "{name}の写真、詳細、価格をまとめてご覧いただけます。",
        ),
    },
    short_headlines={
        "price": ("{price}で", "価格は{price}"),
        "saving": ("{percent}引き", "{saved}引き"),
        "social_proof": ("評価{rating}", "{rating}/5の評価"),
        "free delivery": ("送料無料",),
        "warranty": ("保証つき",),
        "gift": ("贈りものに",),
        "newness": ("新登場",),
        "any": ("{point}", "{name}", "{price}で", "詳しく見る", "くわしく見る"),
    },
    gift_tag="#ギフト",
    labels={
        CallToAction.SHOP_NOW: "購入する",
        CallToAction.LEARN_MORE: "詳しく見る",
        CallToAction.SIGN_UP: "登録する",
        CallToAction.SUBSCRIBE: "定期購読する",
        CallToAction.DOWNLOAD: "ダウンロード",
        CallToAction.GET_OFFER: "オファーを見る",
        CallToAction.GET_QUOTE: "見積もりを依頼",
        CallToAction.BUY_NOW: "今すぐ購入",
        CallToAction.ORDER_NOW: "今すぐ注文",
        CallToAction.BOOK_NOW: "予約する",
        CallToAction.CONTACT_US: "お問い合わせ",
        CallToAction.APPLY_NOW: "応募する",
    },
    fillers=(
        "もう少し近くで見る",
        "写真と詳細を見る",
        "選ぶ前にチェック",
        "くわしくはこちら",
    ),
)
