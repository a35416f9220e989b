"""Costs as ratios, in CPU seconds of whole processes: `make bench`, or `python -m tests.bench DUMP…`.

- extraction against bare `nlp.pipe` of the same model over the same bodies;
- a second build of the same input against the first.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import pandas as pd

PROJECT = Path(__file__).resolve().parents[2]
COPIES = 20

BARE_PIPE = """
import sys, spacy, pandas as pd
bodies = pd.read_parquet(sys.argv[1], columns=["source_text"]).source_text
nlp = spacy.load(sys.argv[2])
for _ in nlp.pipe(bodies): pass
"""


def measure_cpu(command: list[str]) -> float:
    """Run a command and give the CPU seconds that it and its children took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def copy_articles(release: Path, path: Path) -> Path:
    """Write each article of a release many times over, under other ids and with another first sentence."""
    articles = pd.read_parquet(release / "articles")
    with path.open("w", encoding="utf-8") as stream:
        for copy in range(COPIES):
            for row in articles.itertuples():
                text = f"Edition {copy} of this report was filed from the newsroom.\n\n{row.source_text}"
                record = {"id": f"{row.record_id}#{copy}", "text": text, "outlet": row.outlet}
                stream.write(json.dumps(record) + "\n")
    return path


def main(inputs: list[str]) -> None:
    """Measure and print the ratios."""
    sayso = str(Path(sys.executable).with_name("sayso"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not inputs:
            measure_cpu([sayso, "build", "data/sample", "--data", str(folder / "sample")])
            inputs = [str(copy_articles((folder / "sample" / "latest").resolve(), folder / "copies.jsonl"))]
        build = [sayso, "build", *inputs, "--data", str(folder / "data")]
        first, second = measure_cpu(build), measure_cpu(build)
        articles = (folder / "data" / "latest").resolve() / "articles"
        manifest = json.loads((articles.parent / "manifest.json").read_text("utf-8"))
        settings = json.loads(pd.read_parquet(articles.parent / "runs").settings.iloc[-1])
        bare = measure_cpu([sys.executable, "-c", BARE_PIPE, str(articles), settings["model"]])
    rows = sum(info["rows"] or 0 for name, info in manifest["files"].items() if name.startswith("articles/"))
    sys.stdout.write(
        f"{rows} articles: first build {first:.1f} CPU s, second {second:.1f}, ratio {first / second:.1f}\n"
        f"bare nlp.pipe {bare:.1f} CPU s; first build against it {first / bare:.2f}\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
