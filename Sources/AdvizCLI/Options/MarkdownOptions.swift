import Adviz
import ArgumentParser

/// The options for `snippet.md`.
struct MarkdownOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The address of the folder that will hold the pictures, for the addresses in snippet.md.", valueName: "url"))
  var urlPrefix = ""

  @Option(
    help: ArgumentHelp(
      "What snippet.md is for: any Markdown (plain), or GitHub, with pictures for light and dark pages (github).",
      valueName: "flavor"))
  var markdown = MarkdownStyle.Flavor.plain

  @Option(
    help: ArgumentHelp("How snippet.md writes formulas: as text, or between dollars (latex).", valueName: "how"))
  var formulas = MarkdownStyle.Formulas.text

  func validate() throws {
    do {
      try style.check()
    } catch {
      throw ValidationError("--url-prefix: \(error).")
    }
  }

  var style: MarkdownStyle {
    var style = MarkdownStyle()
    style.urlPrefix = urlPrefix
    style.flavor = markdown
    style.formulas = formulas
    return style
  }
}

extension MarkdownStyle.Flavor: ExpressibleByArgument {}

extension MarkdownStyle.Formulas: ExpressibleByArgument {}
