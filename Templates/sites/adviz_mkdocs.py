"""MkDocs: animations of backward passes.

1. Copy this file beside mkdocs.yml, and write there: hooks: [adviz_mkdocs.py]
2. In a page, a fenced block ```adviz with the expression in it, or ```adviz lesson.txt with nothing in it; options of
   `adviz animate` follow: ```adviz --theme dark --steps 1-4
3. `adviz` is on the PATH, or the variable ADVIZ of the environment names it. The build stops at a mistake.

MkDocs 1.6 or later. The block starts at the beginning of its line; in a list or an admonition it stays a block of code.
"""

import os
import re
import subprocess
import tempfile
from pathlib import Path

from mkdocs.exceptions import PluginError

# Every fenced block, so that one within a longer fence stays what it is.
BLOCK = re.compile(r"^(```+|~~~+)([^\n]*)\n(.*?)^\1[ \t]*$", re.MULTILINE | re.DOTALL)


def on_page_markdown(markdown, page, config, **_):
    path = page.file.abs_src_path
    folder = Path(path).parent if path else config.docs_dir  # A page of another plugin has no file.
    # MkDocs has taken the front matter away.
    skipped = page.file.content_string.rstrip().count("\n") - markdown.rstrip().count("\n")

    def draw(block):
        _, head, text = block.groups()
        name, *words = head.split() or [""]
        if name != "adviz":
            return block[0]
        line = skipped + markdown.count("\n", 0, block.start()) + 1
        # An expression in the block is standard input; else the first word is the name of a file.
        words = [*(["-"] if text.strip() else []), *words]
        with tempfile.TemporaryDirectory() as drawn:
            command = [os.environ.get("ADVIZ", "adviz"), "animate", *words, "--format=snippet", "-o", drawn]
            try:
                result = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", cwd=folder)
            except FileNotFoundError:
                raise PluginError(f"{page.file.src_path}:{line}: there is no program '{command[0]}'; install adviz, or "
                                  "set ADVIZ to where it is.") from None
            if result.returncode != 0:
                name = page.file.src_path
                errors = re.sub(r"^standard input:(\d+)(?=:)", lambda found: f"{name}:{line + int(found[1])}",
                                result.stderr, flags=re.MULTILINE)
                raise PluginError(errors if errors != result.stderr else f"{name}:{line}: {errors}")
            return Path(drawn, "snippet.html").read_text("utf-8")

    return BLOCK.sub(draw, markdown)
