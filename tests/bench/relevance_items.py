"""Makes articles without titles and the questions whose answers they are: relevance_items.py DOCS ITEMS < corpus.jsonl

DOCS: JSON Lines of bodies. ITEMS: half (dev, check), language, kind, id, words in lower case.
Kinds: title (all words), half (every other word), forms (words in another form that the corpus has too)."""
import hashlib
import json
import os
import re
import sys

DATE = re.compile(r"\d{4}-\d\d-\d\d")
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
DOCS_MOST = {"en": int(os.environ.get("DOCS", 8000)), "ru": int(os.environ.get("DOCS", 12000)), "kk": 100000}
ITEMS_MOST = int(os.environ.get("ITEMS", 150))  # of a language in each half
# Endings of one paradigm: a word is another's form when the corpus has three of them on one stem.
PARADIGMS = {
    "en": [["", "s", "ed", "ing"], ["", "s", "er", "ers"], ["e", "es", "ed", "ing"], ["y", "ies", "ied", "ying"]],
    "ru": [["", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах"], ["а", "ы", "у", "ой", "е", "ам", "ами", "ах"],
           ["а", "и", "у", "ой", "е", "ам", "ами", "ах"], ["ь", "и", "ью", "ей", "ям", "ями", "ях"],
           ["ия", "ии", "ию", "ией", "ий", "иям", "иями", "иях"], ["ие", "ия", "ию", "ием", "ии", "ий", "иям", "иями"],
           ["ый", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ое", "ые", "ых", "ыми"],
           ["ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими"],
           ["ть", "л", "ла", "ли", "ет", "ют"], ["ить", "ил", "ила", "или", "ит", "ят"]],
    "kk": [["", "ның", "ға", "ны", "да", "дан", "мен", "лар", "лары", "сы", "сының", "сында", "ларды"],
           ["", "нің", "ге", "ні", "де", "ден", "мен", "лер", "лері", "сі", "сінің", "сінде", "лерді"],
           ["", "дың", "ға", "ды", "да", "дан", "мен", "дар", "дары", "ы", "ының", "ында", "дарды"],
           ["", "дің", "ге", "ді", "де", "ден", "мен", "дер", "дері", "і", "інің", "інде", "дерді"],
           ["", "тың", "қа", "ты", "та", "тан", "пен", "тар", "тары", "ы", "ының", "ында", "тарды"],
           ["", "тің", "ке", "ті", "те", "тен", "пен", "тер", "тері", "і", "інің", "інде", "терді"],
           ["у", "ды", "ған", "ады", "ып", "уға", "атын"], ["у", "ді", "ген", "еді", "іп", "уге", "етін"],
           ["у", "ты", "қан", "ады", "ып", "уға", "атын"], ["у", "ті", "кен", "еді", "іп", "уге", "етін"]],
}
STEM_LEAST = 4


def number(text):
    return int(hashlib.sha256(text.encode()).hexdigest()[:12], 16)


def words(text):
    return [w for w in WORD.findall(text.lower().replace("ё", "е"))]


def other_form(word, lang, known):
    """The attested form of `word` that is furthest from it, or None."""
    best = None
    for endings in PARADIGMS[lang]:
        for ending in endings:
            stem = word[:len(word) - len(ending)]
            if not word.endswith(ending) or len(stem) < STEM_LEAST:
                continue
            forms = [stem + e for e in endings if e != ending and stem + e in known]
            if len(forms) >= 2 and (best is None or len(forms) > best[0]):
                best = len(forms), forms[number(word) % len(forms)]
    return best and best[1]


def main():
    docs, count = [], {}
    known = {lang: set() for lang in PARADIGMS}
    for line in sys.stdin:
        row = json.loads(line)
        lang, title, text = row["lang"], row["title"].strip(), row["text"]
        if lang not in PARADIGMS:
            continue
        known[lang].update(words(text))
        if len(words(title)) >= 3 and len(words(text)) >= 20:
            docs.append((number(row["id"]), lang, row["id"], title, text, row.get("date")))
    docs.sort()
    with open(sys.argv[1], "w") as out, open(sys.argv[2], "w") as items:
        for key, lang, name, title, text, date in docs:
            count[lang] = count.get(lang, 0) + 1
            if count[lang] > DOCS_MOST[lang]:
                continue
            out.write(json.dumps({"id": name, "lang": lang, "date": date, "text": text}, ensure_ascii=False) + "\n")
            half = "dev" if key % 2 else "check"
            asked = words(title)
            # A title that is the text's first words, or made of a date, was no editor's.
            if count.get((lang, half), 0) >= ITEMS_MOST or title.lower() in text.lower() or DATE.search(title):
                continue
            count[lang, half] = count.get((lang, half), 0) + 1
            forms = [other_form(w, lang, known[lang]) for w in asked]
            kinds = {"title": asked, "half": asked[::2]}
            if any(forms):
                kinds["forms"] = [f or w for f, w in zip(forms, asked)]
            for kind, query in kinds.items():
                items.write("\t".join((half, lang, kind, name, " ".join(query))) + "\n")


main()
