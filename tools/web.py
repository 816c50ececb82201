"""`python -m tools.web api|check|format|test|budget`: the front end's own tools, on the node of this environment.

api     write the types of the API anew from the services, and for them what is said of fields
check   those are current; TypeScript, lint, format
format  put the code in its form
test    unit tests
budget  what a page loads at first, and that it runs under the policy, for the build as it is
"""

import filecmp
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from deploy import openapi
from deploy.local import web

API = Path("src/api")
GENERATED = ("schema.ts", "publicCalls.ts")
# What the services say of a field is what the pages say.
WORDS, SAID = Path("src/messages/pt-BR/errors.json"), Path("libs/common/field_texts.json")
MODULES = Path("node_modules")
TSC = MODULES / "typescript/bin/tsc"
ESLINT = MODULES / "eslint/bin/eslint.js"
PRETTIER = MODULES / "prettier/bin/prettier.cjs"
VITEST = MODULES / "vitest/vitest.mjs"


def write_api(sources: Path = web.SOURCES) -> None:
    """The API's types and its list of public calls, from the services' own description."""
    _generate(sources, sources / API)


def drifted(sources: Path = web.SOURCES) -> list[str]:
    """Generated files that are not what the services say now."""
    with tempfile.TemporaryDirectory(prefix="petshop-api-") as folder:
        _generate(sources, Path(folder))
        return differing(Path(folder), sources / API)


def differing(fresh: Path, kept: Path) -> list[str]:
    """Generated files that are missing among the kept ones, or are others."""
    _, different, missing = filecmp.cmpfiles(fresh, kept, GENERATED, shallow=False)
    return sorted(different + missing)


def said_of_fields(sources: Path = web.SOURCES) -> str:
    """The front end's Portuguese texts for fields, as the services read them."""
    texts = json.loads((sources / WORDS).read_text(encoding="utf-8"))["errors"]["field"]
    return json.dumps(texts, ensure_ascii=False, indent=2) + "\n"


def run(script: Path, *arguments: str, cwd: Path = web.SOURCES) -> None:
    """Run a script there. Raises SystemExit with its code when it ends badly."""
    env = os.environ | {"PATH": f"{web.node().parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    done = subprocess.run([str(web.node()), str(script), *arguments], cwd=cwd, env=env)
    if done.returncode != 0:
        raise SystemExit(done.returncode)


def _generate(sources: Path, target: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="petshop-openapi-") as folder:
        openapi.write(Path(folder), openapi.service_documents())
        run(Path("tools/api-types.mjs"), f"{folder}/openapi.json", str(target), cwd=sources)


def _check() -> None:
    if files := drifted():
        names = ", ".join(files)
        raise SystemExit(f"web/{API}: {names} is not what the services say; `make web-api` writes it anew")
    if SAID.read_text(encoding="utf-8") != said_of_fields():
        raise SystemExit(f"{SAID} is not what {WORDS} says; `make web-api` writes it anew")
    run(TSC, "--noEmit")
    run(ESLINT, "--max-warnings", "0", ".")
    run(PRETTIER, "--check", "--log-level", "warn", ".")


def _write() -> None:
    write_api()
    SAID.write_text(said_of_fields(), encoding="utf-8")


def _budget() -> None:
    run(Path("tools/budget.mjs"), str(web.build() / "server" / ".next"))


COMMANDS: Mapping[str, Callable[[], None]] = {
    "api": _write,
    "check": _check,
    "format": lambda: run(PRETTIER, "--write", "--log-level", "warn", "."),
    "test": lambda: run(VITEST, "run"),
    "budget": _budget,
}


def main() -> int:
    """Do what the command line says, on packages that fit the lock."""
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
        print(__doc__, file=sys.stderr)
        return 2
    web.install()
    COMMANDS[sys.argv[1]]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
