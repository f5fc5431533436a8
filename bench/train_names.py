"""Trains the model of unknown names (etl/actors/model.py) and measures it; writes etl/lexicon/name_weights.tsv.

Only data under the MIT licence: idner-news-2k (FOLDER/idner2k.train, FOLDER/idner2k.valid: token, part of speech and
tag a line), our judgements of names in the part-of-speech corpus of nlp-id (its file dataset_postag.txt; the judgements
are bench/names/nlp_id.tsv) and our own sentences (bench/names/sentences.tsv). idner2k.valid is never trained on.

    python bench/train_names.py FOLDER DATASET_POSTAG [--write]

Prints what five-fold cross-validation and idner2k.valid say; with --write also trains on everything but valid. The same
input gives the same file.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from etl import document, lexicon, sentences
from etl.actors import model
from etl.actors.mentions import Reader
from etl.actors.persons import THRESHOLD
from etl.actors.segments import Segment
from etl.actors.vocabulary import compiled
from etl.document import ArticleText, Document
from etl.lexicon import SHIPPED

HERE = Path(__file__).parent / "names"
OUT = SHIPPED / "name_weights.tsv"
KINDS = ("none", *model.KINDS)
TAGS = {"PER": "person", "ORG": "organization", "LOC": "place"}
LETTERS = {"P": "person", "O": "organization", "L": "place", "N": "none"}
MARKUP = re.compile(r"\[([POLN]):([^\]]+)\]")
NO_BLANK_BEFORE = frozenset(",.;:!?)%”")
ROUNDS, RATE, DECAY = 100, 0.3, 1e-4
OTHERS = 0.5  # what a name counts that lexicon or rules explain, beside one that they leave open
LISTED = 0.1  # what a name of the lexicon counts, which has no neighbours
FOLDS = 5
HEADER = """\
# Weights of the model of unknown names (etl/actors/model.py), made by bench/train_names.py: do not edit, train anew.
# kind: what the weights speak for; scale: what one unit is worth; weights: one signed byte a hash bucket, zlib, base64.
# Source: trained on idner-news-2k (MIT, Copyright (c) 2020 khairunnisaor), on the nlp-id part-of-speech corpus (MIT,
# Copyright (c) 2025 kumparan.com) with judgements of our own, and on sentences of our own; docs/names.md.
kind\tscale\tweights
"""


class Example(NamedTuple):
    """A candidate with its true kind; `score` is what the rules say, None where they were not asked."""

    kind: str
    keys: list[model.Key]
    score: float | None
    group: int
    source: str


class Scored(Reader):
    """A reader that keeps what the rules say of every candidate."""

    def _settle_all(self, found: Sequence[Segment]) -> None:
        self.found = found
        super()._settle_all(found)

    def _spread(self, found: Sequence[Segment], scores: dict[int, float]) -> None:
        super()._spread(found, scores)
        self.scores = dict(scores)


LEXICON = lexicon.load()
VOCABULARY = compiled(LEXICON)
MODEL = model.Model(VOCABULARY, (), ((), (), ()))  # without weights: asked for features alone


def read(text: str) -> tuple[Document, Scored]:
    """A sentence read as an article of its own."""
    doc = document.read(ArticleText("x", "x", "", text, "", None, None, None, None, ()))
    doc.sentences = sentences.split(doc, LEXICON)
    reader = Scored(doc, VOCABULARY)
    reader.read()
    return doc, reader


def joined(words: Iterable[str], glued: frozenset[str] = frozenset()) -> tuple[str, list[tuple[int, int]]]:
    """The text of tokens with blanks where they belong, and the span of each token."""
    text, spans, before, quoted = "", [], "", False
    for word in words:
        blank = " " if text else ""
        if word in NO_BLANK_BEFORE or word in glued or before in ("(", "“", "/") or (glued and word == "/"):
            blank = ""
        if word == '"':
            blank = "" if quoted else blank
            quoted = not quoted
        elif before == '"' and quoted:
            blank = ""
        text += blank
        spans.append((len(text), len(text) + len(word)))
        text += word
        before = word
    return text, spans


def examples(text: str, names: dict[tuple[int, int], str], group: int, source: str, closed: bool) -> Iterator[Example]:
    """The candidates of a text, `names` being kinds by span; where `closed`, what is no name there is none."""
    doc, reader = read(text)
    left = dict(names)
    for n, segment in enumerate(reader.found):
        if segment.kind != "name":
            continue
        span = segment.start, doc.ends[segment.last - 1]
        kind = left.pop(span, "none" if closed else None)
        if kind is not None:
            yield Example(kind, model.keys(doc, segment.first, segment.last), reader.scores[n], group, source)
    for (start, end), kind in left.items():
        first, last = doc.token_at(start), doc.token_at(end - 1) + 1
        if doc.tokens[first][0].isupper():
            yield Example(kind, model.keys(doc, first, last), None, group, source)


def tagged(path: Path) -> list[Example]:
    """The candidates of a file of idner-news-2k."""
    out: list[Example] = []
    for n, block in enumerate(path.read_text(encoding="utf-8").split("\n\n")):
        cells = [line.split(" ") for line in block.split("\n") if line.strip()]
        text, spans = joined(cell[0] for cell in cells)
        names: list[tuple[str, int, int]] = []
        for cell, (start, end) in zip(cells, spans, strict=True):
            mark, _, tag = cell[-1].partition("-")
            if mark == "B" or (mark == "I" and not names):
                names.append((tag, start, end))
            elif mark == "I":
                names[-1] = (names[-1][0], names[-1][1], end)
        bare = {_bare(text, start, end): TAGS[tag] for tag, start, end in names}
        out += examples(text, bare, n // 10, path.name, closed=True)
    return out


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the brackets and full stops at its ends."""
    while end > start + 1 and not text[end - 1].isalnum():
        end -= 1
    while start < end and not text[start].isalnum():
        start += 1
    return start, end


def judged(corpus: Path) -> list[Example]:
    """The candidates of bench/names/nlp_id.tsv: number of the sentence in the corpus, name, letter of the kind."""
    found: dict[int, dict[str, str]] = {}
    for line in _lines(HERE / "nlp_id.tsv"):
        cells = line.split("\t")
        found.setdefault(int(cells[0]), {})[cells[1]] = LETTERS[cells[2]]
    out: list[Example] = []
    blocks = corpus.read_text(encoding="utf-8").split("\n\n")
    for number, kinds in sorted(found.items()):
        words = [line.split("\t")[0] for line in blocks[number].split("\n") if "\t" in line]
        text, _ = joined(words, frozenset({"nya", "ku", "mu"}))
        spans = {
            (at.start(), at.end()): kind for name, kind in kinds.items() for at in re.finditer(re.escape(name), text)
        }
        out += [e for e in examples(text, spans, number, "nlp-id", closed=False) if e.score is not None]
    return out


def written(path: Path = HERE / "sentences.tsv") -> list[Example]:
    """The candidates of our own sentences."""
    out: list[Example] = []
    for n, line in enumerate(_lines(path)):
        text, at = "", 0
        names: dict[tuple[int, int], str] = {}
        for mark in MARKUP.finditer(line):
            text += line[at : mark.start()]
            names[len(text), len(text) + len(mark[2])] = LETTERS[mark[1]]
            text += mark[2]
            at = mark.end()
        out += examples(text + line[at:], names, n, "own", closed=False)
    return out


def _lines(path: Path) -> list[str]:
    """The entries of a file with comments and a header on top."""
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")][1:]


def listed() -> list[Example]:
    """The names of the actors of the lexicon, without neighbours."""
    out: list[Example] = []
    for actor in VOCABULARY.actors.values():
        kind = {"person": "person", "company": "organization", "organization": "organization"}.get(actor.kind)
        words = document.tokenize(actor.name)
        if kind is None or not words[0][0].isupper():
            continue
        keys = [("only", words[0])] if len(words) == 1 else [("first", words[0]), ("last", words[-1])]
        out.append(Example(kind, keys + [("mid", word) for word in words[1:-1]], None, -1, "lexicon"))
    return out


Rows = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], int]


def rows(found: Sequence[Example]) -> Rows:
    """Buckets of all candidates one after the other, which candidate each belongs to, and how many there are."""
    known: dict[model.Key, list[int]] = {}
    at: list[int] = []
    owner: list[int] = []
    for n, example in enumerate(found):
        for key in example.keys:
            hit = known.setdefault(key, [model.bucket(f) for f in MODEL.features(key)] if key not in known else [])
            at += hit
            owner += [n] * len(hit)
    return np.array(at, np.int64), np.array(owner, np.int64), len(found)


def logits(table: npt.NDArray[np.float64], data: Rows) -> npt.NDArray[np.float64]:
    at, owner, n = data
    return np.stack([np.bincount(owner, column[at], n) for column in table], 1)


def train(found: Sequence[Example]) -> npt.NDArray[np.float64]:
    """Multinomial logistic regression with "none" as the reference, by AdaGrad over the whole of the data."""
    data = rows(found)
    at, owner, _ = data
    true = np.stack([np.array([e.kind == kind for e in found], float) for kind in model.KINDS], 1)
    weight = np.array([_counts(e) for e in found])
    weight /= weight.sum()
    table = np.zeros((len(model.KINDS), model.BUCKETS))
    steps = np.full_like(table, 1e-8)
    for _ in range(ROUNDS):
        out = np.exp(np.minimum(logits(table, data), 30))
        error = (out / (1 + out.sum(1, keepdims=True)) - true) * weight[:, None]
        for k in range(len(model.KINDS)):
            slope = np.bincount(at, error[:, k][owner], model.BUCKETS) + DECAY * table[k]
            steps[k] += slope * slope
            table[k] -= RATE * slope / np.sqrt(steps[k])
    return table


def _counts(example: Example) -> float:
    """What a candidate counts in training."""
    if example.source == "lexicon":
        return LISTED
    return 1.0 if example.score is not None else OTHERS


def write(table: npt.NDArray[np.float64], path: Path = OUT) -> None:
    lines = []
    for kind, column in zip(model.KINDS, table, strict=True):
        scale = float(f"{np.abs(column).max() / 127:.6g}")
        whole = np.clip(np.rint(column / scale), -127, 127).astype(int).tolist()
        lines.append(f"{kind}\t{scale:.6g}\t{model.packed(whole)}\n")
    path.write_text(HEADER + "".join(lines), encoding="utf-8")


def report(title: str, found: Sequence[Example], out: npt.NDArray[np.float64]) -> None:
    """Precision, recall and F1 over the candidates that the rules were asked about."""
    asked = [n for n, e in enumerate(found) if e.score is not None]
    out, true = out[asked], np.array([found[n].kind for n in asked])
    rules = np.array([found[n].score for n in asked], float)
    person = out[:, 0] - np.maximum(0, out[:, 1:].max(1))
    firm = out[:, 1] - np.maximum(0, np.maximum(out[:, 0], out[:, 2]))
    best = np.array(KINDS)[np.argmax(np.column_stack([np.zeros(len(out)), out]), 1)]
    print(f"{title}: {len(asked)} candidates, right kind {np.mean(best == true):.3f}")
    for name, said, kind in (
        ("person, rules alone", rules >= THRESHOLD, "person"),
        ("person, model alone", person > 0, "person"),
        ("person, both", rules + np.clip(person, -5, 5) >= THRESHOLD, "person"),
        ("organization, model above 0", firm > 0, "organization"),
        ("organization, model above 2", firm > 2, "organization"),
    ):
        right, all_said, all_true = (said & (true == kind)).sum(), said.sum(), (true == kind).sum()
        figures = right / max(1, all_said), right / max(1, all_true), 2 * right / max(1, all_said + all_true)
        print(f"  {name:28} P {figures[0]:.3f} R {figures[1]:.3f} F1 {figures[2]:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folder", type=Path, help="folder with idner2k.train and idner2k.valid")
    parser.add_argument("postag", type=Path, help="dataset_postag.txt of nlp-id")
    parser.add_argument("--write", action="store_true", help="write the weights")
    args = parser.parse_args()
    held = tagged(args.folder / "idner2k.valid")
    sets = [tagged(args.folder / "idner2k.train"), judged(args.postag), written()]
    names = listed()
    every = [example for found in sets for example in found]
    outs = [np.zeros((len(found), len(model.KINDS))) for found in sets]
    for fold in range(FOLDS):
        table = train([e for e in every if e.group % FOLDS != fold] + names)
        for found, out in zip(sets, outs, strict=True):
            test = [n for n, e in enumerate(found) if e.group % FOLDS == fold]
            out[test] = logits(table, rows([found[n] for n in test]))
    for found, out in zip(sets, outs, strict=True):
        report(f"cross-validated, {found[0].source}", found, out)
    table = train(every + names)
    report("held out, idner2k.valid", held, logits(table, rows(held)))
    if args.write:
        write(table)


if __name__ == "__main__":
    main()
