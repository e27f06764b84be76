"""Peers in Python. usage: count_words.py sklearn FILE | ahocorasick FILE PHRASES"""
import sys

def by_sklearn(path):
    from sklearn.feature_extraction.text import CountVectorizer
    vectorizer = CountVectorizer(token_pattern=r"(?u)\b\w+\b")
    with open(path, encoding="utf-8") as file:
        counts = vectorizer.fit_transform([file.read()])
    print(counts.shape[1], "types", counts.sum(), "words")

def by_ahocorasick(path, phrases):
    import ahocorasick
    machine = ahocorasick.Automaton()
    with open(phrases, encoding="utf-8") as file:
        for line in file:
            phrase = line.rstrip("\n").lower()
            machine.add_word(phrase, len(phrase))
    machine.make_automaton()
    with open(path, encoding="utf-8") as file:
        text = file.read().lower()
    hits = 0
    for end, size in machine.iter_long(text):
        start = end - size + 1
        before = start == 0 or not text[start - 1].isalnum()
        after = end + 1 == len(text) or not text[end + 1].isalnum()
        hits += before and after
    print(hits, "hits")

if sys.argv[1] == "sklearn":
    by_sklearn(sys.argv[2])
else:
    by_ahocorasick(sys.argv[2], sys.argv[3])
