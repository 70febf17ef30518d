extension FileSettings.Names {
  /// What the commands of the program take, for those who read files without it.
  package static let program = FileSettings.Names(
    options: [
      "around", "at", "background", "collapse", "derivative", "direction", "edge-numbers", "elements-up-to", "every",
      "expect", "format", "formulas", "groups", "heat", "layering", "literals", "markdown", "mistake", "mode", "order",
      "paper", "precision", "radius", "room", "scale", "seconds-per-step", "seed", "shared-leaves", "size", "steps",
      "templates", "theme", "url-prefix", "variants", "wrt",
    ],
    flags: [
      "caption", "cells", "evaluate", "legend", "no-caption", "no-legend", "no-queue", "no-values", "on-click", "once",
      "optimize", "queue", "table-only", "values", "voice",
    ],
    reserved: reservedOptions)

  /// What a file cannot set: where results go, what may be replaced, how much work is done at once, and the limits that
  /// guard the machine against the file.
  package static let reservedOptions: Set<String> = [
    "beside", "depfile", "elements", "ending", "force", "full-values", "headings", "help", "jobs", "json",
    "max-elements", "max-memory", "max-output", "no-open", "open", "output", "port", "quiet", "trace-version",
    "verbose", "version",
  ]
}
