"""Where the project stands: sizes of files and functions, weight of pages.

A report, not a gate: being over a budget asks for a second look.
"""

import ast
import gzip
import statistics
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("config", "archive", "campaign")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def files(*folders: str, suffix: str) -> list[Path]:
    """What people wrote; migrations are made by a machine."""
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob(f"*{suffix}")
        if path.is_file() and not {"migrations", "__pycache__"} & set(path.parts)
    )


def line_count(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions(paths: Iterable[Path]) -> Iterator[tuple[str, Function]]:
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, Function):
                yield f"{path.relative_to(ROOT)}:{node.name}", node


def length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def spread(numbers: Iterable[int]) -> str:
    """Median, 95th percentile and maximum."""
    ordered = sorted(numbers) or [0]
    high = ordered[int(0.95 * (len(ordered) - 1))]
    return f"median {statistics.median(ordered):g}, p95 {high}, most {ordered[-1]}"


def gzipped(paths: Iterable[Path]) -> str:
    size = sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)
    return f"{size / 1024:.1f} KB gzip"


def direct_dependencies() -> int:
    lines = (ROOT / "requirements.in").read_text().splitlines()
    return sum(line[:1].isalpha() for line in lines)


def over(paths: Iterable[Path], limit: int) -> str:
    """The files above the limit, longest first."""
    long = sorted(((line_count(p), p) for p in paths), reverse=True)
    named = [f"{p.relative_to(ROOT)} ({n})" for n, p in long if n > limit]
    return ", ".join(named) or "none"


def code_rows() -> Iterator[tuple[str, str, str]]:
    product, tests = files(*ROOMS, suffix=".py"), files("tests", suffix=".py")
    found = [node for _, node in functions(product)]
    lines, test_lines = (sum(map(line_count, group)) for group in (product, tests))
    documented = sum(ast.get_docstring(node) is not None for node in found)
    yield "Python lines", f"{lines} in {len(product)} files", ""
    yield "lines of a file", spread(map(line_count, product)), "median ≤ 90"
    yield "files over 400", over(product, 400), "none"
    yield "test files over 500", over(tests, 500), "none"
    yield "lines of settings", str(line_count(ROOT / "config/settings.py")), "≤ 200"
    yield "lines of a function", spread(map(length, found)), "median 8, p95 40"
    yield "with a docstring", f"{documented / max(len(found), 1):.0%}", "25 to 40 %"
    yield "tests : code", f"{test_lines / max(lines, 1):.2f}", "≥ 1.0"
    yield "direct dependencies", str(direct_dependencies()), "≤ 25"


def page_rows() -> Iterator[tuple[str, str, str]]:
    folders = ("templates", *(f"{room}/templates" for room in ROOMS))
    templates = files(*folders, suffix=".html")
    yield "templates over 150", over(templates, 150), "none"
    yield "site.css", gzipped(files("static", suffix="site.css")), "≤ 3.5 KB"
    yield "letter.css", gzipped(files("static", suffix="letter.css")), "≤ 1.5 KB"
    yield "all JavaScript", gzipped(files("static", suffix=".js")), "≤ 6 KB"


if __name__ == "__main__":
    for name, value, budget in (*code_rows(), *page_rows()):
        sys.stdout.write(f"{name:<22}{value:<46} {budget}\n")
