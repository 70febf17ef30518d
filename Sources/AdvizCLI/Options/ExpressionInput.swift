import ArgumentParser

/// The expression file of a command that reads one.
struct ExpressionInput: ParsableArguments {
  @Argument(help: ArgumentHelp("An expression file; - is standard input.", valueName: "expr.txt"))
  var file: String
}
