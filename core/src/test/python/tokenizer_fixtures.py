"""Writes tokens.csv: texts of many kinds with the tokens that CLIP's own tokenizer makes of them.

    python tokenizer_fixtures.py

A character that is not printable, and the backslash, is written as \\uXXXX in UTF-16.
"""

import csv
import importlib.util
import random
from pathlib import Path

TARGET = Path(__file__).parent.parent / "resources/io/github/congeal/internal/clip/tokens.csv"

TEXTS = {
    "prompts": [
        "a red apple",
        "a lighthouse in a storm",
        "A Fantasy World",
        "an oil painting of a fox in the snow, trending on artstation",
        "the city of the future, by Zdzisław Beksiński",
        "cyberpunk street at night | neon | rain:0.5",
        "isometric pixel-art castle, 16-bit, #pixelart",
        "portrait of a woman, 35mm, f/1.8, bokeh, 4k",
        "a watercolour of Neuschwanstein",
        "unreal engine render, octane, 8K UHD",
        "psychedelic   mushrooms",
        "a photo of the number 7",
        "THE GREAT WAVE OFF KANAGAWA",
        "a cat sitting on a mat.",
        "matte painting; high detail; epic",
        "'surrealism'",
        "a steampunk owl (brass, leather & glass)",
        "e=mc²",
        "http://www.example.org/gallery?id=42&lang=en",
        "me@example.org",
        "C:\\pictures\\start.png",
        "snake_case and camelCase and kebab-case",
        "supercalifragilisticexpialidocious",
        "pneumonoultramicroscopicsilicovolcanoconiosis",
        "antidisestablishmentarianism, floccinaucinihilipilification",
        "zzzzzzzzzzzzzzzzzzzz",
        "qwxz vbnm jkqp",
        "abracadabra " * 3,
        "banana bandana ananas",
        "mississippi",
        "x",
        "I",
        "aa",
        "aaa aaaa aaaaa aaaaaa",
        "1girl solo",
    ],
    "apostrophes": [
        "it's a dog's life",
        "I'm sure they've said we'll see",
        "you're what he'd want, don't",
        "IT'S ALL WE'VE GOT, I'LL SAY; THEY'RE NOT I'M",
        "can\u2019t won\u2019t it\u2019s",
        "\u2018quoted\u2019 and \u201cdouble quoted\u201d",
        "\u201alow\u2018 \u201elow double\u201c \u201breversed\u201f",
        "rock 'n' roll",
        "'s 't 're 've 'm 'll 'd",
        "'S 'T 'RE 'VE 'M 'LL 'D",
        "'style 'tree 'really 'verse 'more 'llama 'door",
        "l'été d'or qu'il",
        "o'clock O'Brien",
        "dogs' cats''s '''s",
        "a'sb'tc're",
        "\u02bcn \u02bbokina Hawai\u02bbi",
        "'\u017f is a long s after an apostrophe",
        "five o\u2032clock \u2033 prime",
        "back`tick ´acute´",
        "«guillemets» ‹single›",
        "they\u00b4re",
        "'",
        "''",
        "d'd'd",
    ],
    "html": [
        "fish &amp; chips",
        "fish &amp;amp; chips",
        "fish &amp;amp;amp; chips",
        "fish &amp;amp;amp;amp;amp; chips",
        "&lt;b&gt;bold&lt;/b&gt;",
        "&amp;lt;b&amp;gt;",
        "<b>bold &amp; brave</b>",
        "<b> &amp;amp; &amp;amp;amp; &amp;amp;amp;amp;",
        "a < b &amp;amp;amp;amp; c",
        "first &amp;amp;amp;amp; line\n< second &amp;amp;amp;amp; line\nthird &amp;amp;amp;amp; line",
        "&quot;quoted&quot; &apos;single&apos;",
        "caf&eacute; &Eacute;t&eacute;",
        "P&EACUTE;REZ &NTILDE; &ntilde; &Ntilde; &nTILDE;",
        "STRA&SZLIG;E stra&szlig;e",
        "&copy &copy; &copyright; &COPY &reg",
        "&ampersand &ampamp; &amp &AMP &AMP;",
        "this&not that &notin; &notit; &notanentity;",
        "&lt&gt &LT &GT; &LTE; &lte;",
        "&hearts; &spades; &diams; &check; &checkmark;",
        "&nbsp;&ensp;&emsp;&thinsp;x&nbsp;y",
        "soft&shy;hyphen zero&zwj;width&zwnj;joiner",
        "&Jscr;ohn &HilbertSpace;ancock",
        "&bne; &NotEqualTilde; &fjlig; &ThickSpace;x",
        "&#65;&#66;&#67; &#x41;&#X42;&#x43;",
        "&#65 &#x41 &#65a &#x41g",
        "&#128512; &#x1F34E; &#x1f34e &#127822x",
        "&#0; &#x0; &#00;",
        "&#128; &#x80; &#145;quoted&#146; &#150; &#x9f;",
        "&#129; &#141; &#143; &#144; &#157;",
        "&#1; &#8; &#11; &#31; &#127; &#x7f;",
        "&#xD800; &#xDFFF; &#x110000; &#99999999999999999999;",
        "&#xFDD0; &#xFFFE; &#xFFFF; &#x1FFFE; &#x10FFFF;",
        "&#13;&#10;&#9;x",
        "&#59; &#38;#65; &#x26;amp;",
        "&#; &#x; &; &;; & &&",
        "&#xg; &#a; &#-1;",
        "&# 65; &#6 5;",
        "&unknown; &Unknown",
        "AT&T R&D Q&A",
        "x&y=z&copy=1&lang=en&reg=2",
        "&rarr; &larr; &Rarr; &RARR;",
        "&CounterClockwiseContourIntegral; &counterclockwisecontourintegral;",
        "&aacute &aacutex &Aacute",
        "&ouml;&Ouml;&OUML; &uuml &UUML",
        "&hellip;&mdash;&ndash;&bull;",
        "&lsquo;hi&rsquo; &ldquo;hi&rdquo;",
        "&#39;s it&#39;s it&apos;s it&rsquo;s",
        "&#x2019;s",
        "&DOUBLEDOT; &alpha;&beta;&Alpha;&ALPHA;",
        "&lt;|endoftext|&gt;",
    ],
    "marks": [
        "<|endoftext|>",
        "<|startoftext|>",
        "<|startoftext|> a dog <|endoftext|>",
        "a dog<|endoftext|>a cat",
        "<|ENDOFTEXT|> <|StartOfText|>",
        "<|endoftext|",
        "< |endoftext|>",
        "<|endoftext|>&amp;amp;amp;",
        "!<|endoftext|>",
        "</w> hello</w>",
    ],
    "white space": [
        "",
        " ",
        "\t\n\r\x0b\x0c",
        "  leading and trailing  ",
        "a\tb\nc\rd\x0be\x0cf",
        "a\r\nb\r\n\r\nc",
        "a\u00a0b\u2003c\u2009d\u202fe\u205ff\u1680g",
        "a\u3000b\u3000",
        "a\u2028b\u2029c\u0085d",
        "zero\u200bwidth\u200cnon\u200djoiner\u2060word",
        "\ufeffbyte order mark\ufeff",
        "mongolian\u180evowel separator",
        "\u00adsoft\u00adhyphen",
        "\u200eleft\u200f right \u202aembedded\u202c \u2066isolated\u2069",
        "many      spaces     here",
        "\n\n\nnew lines\n\n\n",
        "\u2000\u2001\u2002x\u2004\u2005\u2006y\u2007\u2008\u200a",
    ],
    "controls": [
        "bell\x07 back\x08space nul\x00 delete\x7f escape\x1b",
        "\x1b[31mred\x1b[0m \x1b[1;32;40mgreen\x1b[m",
        "\x1b[2Jcleared \x1b[ not an escape \x1b]0;title\x07",
        "file\x1cgroup\x1drecord\x1eunit\x1f",
        "a\u206ab\u206fc \ufff9annotation\ufffabase\ufffb \ufffcobject",
        "replacement \ufffd character",
        "dash \x96 and quotes \x93x\x94",
        "euro \x80 and ellipsis \x85 next",
        "undefined \x81 \x8d \x8f \x90 \x9d",
        "variation\ufe0f selector\ufe0e",
        "private \ue000 use \U000f0000",
        "noncharacter \ufdd0 \ufffe",
        "lone \ud83d surrogate \ude00 halves",
        "\ude00\ud83d swapped",
    ],
    "forms": [
        "\ufb01sh \ufb02ute o\ufb00er o\ufb03ce ba\ufb04e \ufb05op \ufb06op",
        "\u0132sselmeer \u0133s \u0149 \u01c4 \u01c5 \u01c6 \u01c7\u01c8\u01c9 \u01ca\u01cb\u01cc \u01f1\u01f2\u01f3",
        "ＦＵＬＬ ｗｉｄｔｈ！ １２３",
        "ﾊﾟﾝﾀﾞ ｶﾀｶﾅ",
        "ﾠﾡﾢ ￠￡￢￣￤￥￦ ￨￩￪￫￬￭￮",
        "＄１ ＼ ￥ $1 \\1",
        "＂ｑｕｏｔｅｄ＂ ＇ｓｉｎｇｌｅ＇ ｉｔ＇ｓ",
        "＆ａｍｐ； ＆amp; &amp；",
        "＜|endoftext|＞",
        "\u0041\u030a \u0041\u0301 e\u0301 n\u0303 o\u0302\u0323",
        "\u212b \u2126 \u212a",
        "\u1e9b\u0323 \u0344",
        "\u1100\u1161\u11a8 \u1112\u1161\u11ab\u1100\u1173\u11af",
        "\u0958 \u095c \u09dc \u0f43",
        "\ufb1d \ufb2a שׁ",
        "\u0374 \u037e \u0387 \u1fef",
        "ª º ¹ ² ³ ¼ ½ ¾ ⅓ ⅛",
        "Ⅷ ⅷ Ⓐ ⓐ ① ⑳ ㈠ ㊀ ㋿",
        "𝓗𝓮𝓵𝓵𝓸 𝔚𝔬𝔯𝔩𝔡 𝕏 𝟘𝟙𝟚 𝐀𝐚",
        "ℌ ℍ ℎ ℏ ℵ № ™ ℠",
        "🅰 🅱 🄰 🆗 🈁",
        "ʰ ʷ ˢ ᵃ ᵇ ⁿ ₙ",
        "z̴͍̽a̸l̵g̶o̷ t̸e̶x̵t̸",
        "a\u0308\u0304 u\u0308\u0301 \u0301",
    ],
    "case": [
        "İstanbul ISPARTA ıhlamur",
        "ΟΔΥΣΣΕΥΣ ΣΊΣΥΦΟΣ Σ ΑΣ. ΑΣ' ΑΣ1 1Σ ΑΣΑ Α-Σ",
        "ΑΣ\u00ad ΑΣ\u00adΑ ΑΣ\u0301 ΑΣ:Α ΑΣ·",
        "STRASSE ẞ GROẞ ß",
        "ǄUNGLA Ǆ ǅ",
        "ÀÉÎÕÜ ÇŁŠŽ ÐÞÆØÅ",
        "ПРИВЕТ МИР",
        "ԱԲԳ ԵՒ",
        "ᲐᲑᲒ აბგ ႠႡႢ",
        "Ꭰ Ꭱ ꭰ ꭱ",
        "𐐀𐐁 𐐨 𞤀𞤢",
        "ⱯɐꞪɦ Ɐ",
        "ᾈ ᾳ ᾼ Ὼ",
        "ᾳ α\u0345 \u0345x",
        "İ̇ i̇ I\u0307",
    ],
    "scripts": [
        "日本の富士山と桜",
        "東京タワーの夜景、ネオン",
        "北京的秋天",
        "繁體中文與简体中文",
        "서울의 야경",
        "안녕하세요 세계",
        "Привет, мир! Ёлка и ещё",
        "Київ, Україна; ґрунт; їжак",
        "Καλημέρα κόσμε, Ελλάδα",
        "שלום עולם",
        "שָׁלוֹם עֲלֵיכֶם",
        "مرحبا بالعالم",
        "السَّلَامُ عَلَيْكُمْ",
        "سلام دنیا، گربه‌ها",
        "नमस्ते दुनिया",
        "क्षत्रिय ज्ञान",
        "স্বাগতম বাংলা",
        "ਸਤ ਸ੍ਰੀ ਅਕਾਲ",
        "નમસ્તે ગુજરાત",
        "வணக்கம் உலகம்",
        "నమస్కారం ప్రపంచం",
        "ನಮಸ್ಕಾರ ಕನ್ನಡ",
        "നമസ്കാരം ലോകം",
        "ආයුබෝවන් ලෝකය",
        "สวัสดีชาวโลก",
        "ສະບາຍດີ ໂລກ",
        "မင်္ဂလာပါ ကမ္ဘာ",
        "សួស្តី​ពិភពលោក",
        "བཀྲ་ཤིས་བདེ་ལེགས།",
        "გამარჯობა მსოფლიო",
        "Բարեւ աշխարհ",
        "ሰላም ልዑል",
        "ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ",
        "ᐃᓄᒃᑎᑐᑦ",
        "ᠮᠣᠩᠭᠣᠯ",
        "ⵜⴰⵎⴰⵣⵉⵖⵜ",
        "ꦧꦱꦗꦮ",
        "𐌰𐌱𐌲 𐍈",
        "𒀀𒀁 𓀀𓁐",
        "Việt Nam đất nước tươi đẹp",
        "Příliš žluťoučký kůň úpěl ďábelské ódy",
        "Zażółć gęślą jaźń",
        "Árvíztűrő tükörfúrógép",
        "Fußgängerübergänge über Österreich",
        "El ñandú comió piñas ¿verdad? ¡Sí!",
        "Œuvre cœur naïve façade",
        "Þórður Ægisson æfði í Reykjavík",
        "Smørrebrød på Ærø",
        "Kā tev klājas, Ķīšezers?",
        "Ünïcödé métàl ümläüts",
        "mixed русский and 日本語 and العربية",
        "pinyin nǐ hǎo lǜ",
        "ʻŌlelo Hawaiʻi",
        "Yorùbá ẹ̀kọ́ ọjọ́",
        "ɪntəˈnæʃənəl fəˈnɛtɪk",
        "⠓⠑⠇⠇⠕",
        "𠀀𠜎𪚥 龘",
        "ｱｲｳ アイウ あいう 亜",
        "々〆〇 ゝゞ ー",
        "한글 ㄱㄴㄷ ㅏㅑ",
    ],
    "emoji": [
        "🍎",
        "a red apple 🍎🍎🍎",
        "😀😃😄😁😆",
        "👨‍👩‍👧‍👦 family",
        "👩🏽‍🚀 astronaut",
        "👍🏻👍🏼👍🏽👍🏾👍🏿",
        "🇩🇪 🇯🇵 🇺🇸🇬🇧",
        "🏴󠁧󠁢󠁳󠁣󠁴󠁿 scotland",
        "❤️ ❤ ♥️ ♥",
        "☕️🌧️🌈",
        "1️⃣2️⃣#️⃣*️⃣",
        "🏳️‍🌈🏴‍☠️",
        "😂😂😂lol😂",
        "🧑‍💻🧙‍♂️🧜🏾‍♀️",
        "→←↑↓⇒⇐ ★☆ ✓✗",
        "🫠🫡🪿",
        "🀄🂡♞♛",
        "©®™ ¶§†‡",
        "☀☁☂☃ ♪♫",
        "¯\\_(ツ)_/¯",
        "(╯°□°)╯︵ ┻━┻",
        "༼ つ ◕_◕ ༽つ",
        "( ͡° ͜ʖ ͡°)",
        ":-) :-( ;-) <3 XD :3",
        "🍎's colour, 🍎'll",
        "🙂\u200d↔️",
    ],
    "numbers": [
        "0 1 2 3 4 5 6 7 8 9",
        "1234567890",
        "3.14159",
        "1,000,000.00",
        "2021-07-29 12:34:56",
        "16:9 4:3",
        "50% off $19.99 €20 £15 ¥1000",
        "1st 2nd 3rd 4th",
        "0x7fff 1e-10",
        "+49 (0)89 123456",
        "٠١٢٣٤٥٦٧٨٩",
        "०१२३ ๐๑๒ 〇一二三",
        "½ ¾ x² y³ H₂O",
        "Ⅳ ⅳ ↀ",
        "a1b2c3",
        "v1.2.3-rc4",
        "𝟎𝟏 ① ⑴ ⒈",
        "1's 2'd 3'll",
    ],
    "punctuation": [
        "!!! ??? ... --- ___",
        "!?!?!?",
        "#$%^&*()_+-=[]{}|;':\",./<>?`~",
        "\\\\ // ||",
        "a,b;c:d.e!f?g",
        "(a)[b]{c}<d>",
        "wait... what?!",
        "em—dash en–dash figure‒dash minus−sign hyphen‐dash",
        "ellipsis… two..dots",
        "\"double\" 'single'",
        "¿qué? ¡no!",
        "「日本」『語』、。・",
        "،؛؟ ٪",
        "।॥",
        "***bold*** _italic_ ~~strike~~",
        "@#@#@# !!!!!!!!!!!!!!!!!!!!!!",
        ".....................................",
        "----------------------------------------",
        "================",
        "∀x∈ℝ: ⌈x⌉ = −⌊−x⌋",
        "∫∑∏√∞≈≠≤≥",
        "a/b\\c|d",
        "\"\"\" '''",
        "',.'s;'t",
        "░▒▓█ ▀▄ ┌─┐",
    ],
}

WORDS = (
    "lighthouse storm castle neon fox snow Gemälde forêt niño река гора 山 海 꽃 شجرة घर 🌲 🌊 42 7 's n't & ; … “x” - it’s "
    "Å ﬁre ＡＢ &amp; &eacute; Dada's O'Keeffe wabi-sabi ukiyo-e 8-bit #art @home 50% (sketch) [v2] vapourwave "
    "psychedelic bioluminescent Brutalist chiaroscuro intaglio polychrome zeppelin"
).split()


def original():
    """The module clip.simple_tokenizer alone: the package around it would import the models as well."""
    folder = Path(importlib.util.find_spec("clip").origin).parent
    spec = importlib.util.spec_from_file_location("simple_tokenizer", folder / "simple_tokenizer.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.SimpleTokenizer()


def of_length(tokens: int) -> str:
    """A text of that many tokens, the marks of start and end included."""
    return " ".join(("a red apple and a green pear " * 20).split()[: tokens - 2])


def rows():
    for kind, texts in TEXTS.items():
        for text in texts:
            yield kind, text
    for tokens in (3, 75, 76, 77, 78, 79, 100):
        yield "length", of_length(tokens)
    yield "length", "incomprehensibilities" * 12
    yield "length", "日本語" * 30
    yield "length", "🍎" * 80
    chance = random.Random(77)
    for _ in range(60):
        yield "mixed", chance.choice([" ", "", "\n", ", "]).join(chance.choices(WORDS, k=chance.randint(2, 9)))


def escaped(text: str) -> str:
    units = []
    for character in text:
        if character.isprintable() and character != "\\":
            units.append(character)
        else:
            utf16 = character.encode("utf-16-be", "surrogatepass")
            units += [f"\\u{utf16[i]:02x}{utf16[i + 1]:02x}" for i in range(0, len(utf16), 2)]
    return "".join(units)


if __name__ == "__main__":
    tokenizer = original()
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(["kind", "text", "tokens"])
        for kind, text in rows():
            writer.writerow([kind, escaped(text), " ".join(map(str, tokenizer.encode(text)))])
