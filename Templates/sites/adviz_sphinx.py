"""Sphinx and MyST: animations of backward passes.

1. Copy this file beside conf.py, and write there: sys.path.append(os.path.abspath(".")); extensions = ["adviz_sphinx"]
2. In a page, the directive `adviz` with options of `adviz animate` (:theme: dark, :steps: 1-4, :no-legend:) and the
   expression, or the name of a file as its argument. `:format: svg` shows animation.svg in place of the player.
3. `adviz` is on the PATH, or conf.py names it: adviz_program = "/opt/bin/adviz". `sphinx-build -W` stops at a mistake.

HTML shows the player; LaTeX, EPUB and the other builders a picture of the last step. What was drawn is kept beside the
doctrees and drawn anew when the expression, an option or the program changes.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

MISTAKE = re.compile(r"^standard input:(\d+):(\d+): error: (.*)\n((?:    .*\n?)*)", re.MULTILINE)


class AnyOption(dict):
    """Every option is taken: whether it exists is known to the program."""

    def __bool__(self):
        return True

    def __missing__(self, name):
        return lambda value: value


class Failure(Exception):
    """What the program wrote to standard error."""


class Animation(SphinxDirective):
    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = AnyOption()

    def run(self):
        if bool(self.arguments) == bool(self.content):
            raise self.error("adviz: either the name of a file is its argument, or an expression its content.")
        program = shutil.which(self.config.adviz_program)
        if not program:
            raise self.error(f"adviz: there is no program '{self.config.adviz_program}'; install adviz, or write where "
                             "it is into conf.py: adviz_program = \"/path/to/adviz\".")
        options = dict(self.options)
        shown, alternative = options.pop("format", None) or "snippet", options.pop("alt", None)
        if shown not in ("snippet", "svg"):
            raise self.error(f"adviz: the format is 'snippet' (the player) or 'svg', not '{shown}'.")
        words = [f"--{name}={value}" if value else f"--{name}" for name, value in options.items()]
        folder = Path(self.env.doc2path(self.env.docname)).parent
        text = "\n".join(self.content) + "\n"
        source = self.env.relfn2path(self.arguments[0])[1] if self.arguments else "-"
        # The files that the result depends on: the expression, the program, and those that options name.
        files = [Path(source), Path(program), *(folder / value for value in options.values() if value)]
        files = [file for file in files if file.is_file()]
        for file in files:
            self.env.note_dependency(str(file))
        state = [(str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files]
        key = hashlib.sha256(repr((source, text, words, state)).encode()).hexdigest()[:16]
        drawn = Path(self.env.doctreedir).resolve() / "adviz" / key
        try:
            if not drawn.exists():
                self.draw([program, "animate", source, *words], text, folder, drawn, key)
        except Failure as failure:
            return self.mistakes(str(failure))
        if warning := (drawn / "warning.txt").read_text("utf-8"):
            logging.getLogger(__name__).warning(warning, location=self.get_location(), type="adviz")
        manifest = json.loads((drawn / "manifest.json").read_text("utf-8"))
        title = [manifest.get("title"), manifest["steps"][-1]["caption"]["text"].replace("\n", "; ")]
        alternative = alternative or ". ".join(part for part in title if part)
        place = os.path.relpath(drawn, folder)
        page, others = addnodes.only(expr="html and not epub"), addnodes.only(expr="epub or not html")
        if shown == "snippet":
            page += nodes.raw("", (drawn / "snippet.html").read_text("utf-8"), format="html")
        else:
            page += nodes.image(uri=f"{place}/animation-{key}.svg", alt=alternative)
        others += nodes.image(uri=f"{place}/adviz-{key}.*", alt=alternative)
        return [page, others]

    def draw(self, command, text, folder, drawn, key):
        """The player, the animated picture, and the last step as SVG, PDF and PNG. A run that fails leaves nothing."""
        def run(*more):
            result = subprocess.run([*command, *more], input=text, capture_output=True, encoding="utf-8", cwd=folder)
            if result.returncode != 0:
                raise Failure(result.stderr)
            return result.stderr

        drawn.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=drawn.parent) as scratch:
            first, last = Path(scratch, "first"), Path(scratch, "last")
            warning = run("--format=snippet,svg", f"--output={first}")
            (first / "warning.txt").write_text(warning.strip().replace("warning:", "adviz:"), "utf-8")
            step = json.loads((first / "manifest.json").read_text("utf-8"))["steps"][-1]["step"]
            run(f"--steps={step}", "--format=pdf,png", f"--output={last}")
            (first / "animation.svg").rename(first / f"animation-{key}.svg")
            for file in [last / "frames.pdf", *last.glob("frames/*")]:
                file.rename(first / f"adviz-{key}{file.suffix}")
            shutil.rmtree(first / "frames")
            with contextlib.suppress(OSError):  # Another process of `sphinx-build -j` was faster.
                first.rename(drawn)

    def mistakes(self, errors):
        """Each mistake of an expression in the page at its line, any other at the directive's."""
        report = self.state_machine.reporter.error
        # MyST counts the lines of the content from the directive, docutils those of the file.
        before = self.content and self.content.offset(0) or self.lineno + self.content_offset
        found = [report(f"adviz: column {column}: {sentence}", nodes.literal_block(place, place),
                        line=before + int(line)) for line, column, sentence, place in MISTAKE.findall(errors)]
        return found or [report("adviz: " + re.sub("^[Ee]rror: ", "", errors).strip(), line=self.lineno)]


def setup(app):
    app.add_config_value("adviz_program", "adviz", "env")
    app.add_directive("adviz", Animation)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
