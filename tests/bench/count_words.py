"""Peers in Python. usage: count_words.py sklearn FILE | ahocorasick FILE PHRASES | jsonl FILE PHRASES
| quotes FILE"""
import collections
import json
import re
import sys

def by_sklearn(path):
    from sklearn.feature_extraction.text import CountVectorizer
    vectorizer = CountVectorizer(token_pattern=r"(?u)\b\w+\b")
    with open(path, encoding="utf-8") as file:
        counts = vectorizer.fit_transform([file.read()])
    print(counts.shape[1], "types", counts.sum(), "words")

def make_machine(phrases):
    import ahocorasick
    machine = ahocorasick.Automaton()
    with open(phrases, encoding="utf-8") as file:
        for line in file:
            phrase = line.rstrip("\n").lower()
            machine.add_word(phrase, (phrase, len(phrase)))
    machine.make_automaton()
    return machine

def add_counts(machine, text, counts):
    text = text.lower()
    for end, (phrase, size) in machine.iter_long(text):
        start = end - size + 1
        before = start == 0 or not text[start - 1].isalnum()
        after = end + 1 == len(text) or not text[end + 1].isalnum()
        if before and after:
            counts[phrase] = counts.get(phrase, 0) + 1

def by_ahocorasick(path, phrases):
    machine, counts = make_machine(phrases), {}
    with open(path, encoding="utf-8") as file:
        add_counts(machine, file.read(), counts)
    print(sum(counts.values()), "hits of", len(counts), "phrases")

def by_jsonl(path, phrases):
    machine, counts = make_machine(phrases), {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            add_counts(machine, json.loads(line)["text"], counts)
    print(sum(counts.values()), "hits of", len(counts), "phrases")

def by_regex(path):
    name = r"[A-Z][\w.]+(?: [A-Z][\w.]+)*"
    said = r"(?:said|says|told|added)"
    quote = re.compile('[“"][^“”"]{10,}[”"] (?:' + said + f" (?P<v>{name})|(?P<s>{name}|he|she) {said})")
    counts = collections.Counter()
    with open(path, encoding="utf-8") as file:
        for line in file:
            for match in quote.finditer(json.loads(line)["text"]):
                counts[match["v"] or match["s"]] += 1
    print(sum(counts.values()), "quotations of", len(counts), "speakers")

if sys.argv[1] == "sklearn":
    by_sklearn(sys.argv[2])
elif sys.argv[1] == "quotes":
    by_regex(sys.argv[2])
elif sys.argv[1] == "jsonl":
    by_jsonl(sys.argv[2], sys.argv[3])
else:
    by_ahocorasick(sys.argv[2], sys.argv[3])
