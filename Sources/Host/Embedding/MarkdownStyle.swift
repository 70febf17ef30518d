/// How `snippet.md` is written.
public struct MarkdownStyle: Hashable, Sendable {
  /// The programs that it is written for.
  public enum Flavor: String, CaseIterable, Sendable {
    /// All of them: the picture is an image of Markdown's own.
    case plain
    /// GitHub and others that keep HTML: the picture is light or dark as the reader's page is.
    case github
  }

  /// How formulas are written.
  public enum Formulas: String, CaseIterable, Sendable {
    /// As text.
    case text
    /// In LaTeX between dollars.
    case latex
  }

  /// The programs that it is written for.
  public var flavor = Flavor.plain
  /// How formulas are written.
  public var formulas = Formulas.text
  /// The address of the folder that will hold the pictures, absolute or relative; empty for that of the text.
  public var urlPrefix = ""

  /// Plain Markdown with formulas as text.
  public init() {}

  /// Checks that the address can stand in Markdown and HTML.
  ///
  /// - Throws: ``EmbedError/badOption(_:)``.
  package func check() throws(EmbedError) {
    let isFit = urlPrefix.unicodeScalars.allSatisfy { scalar in
      scalar.value > 0x20 && scalar.value != 0x7F && !scalar.properties.isWhitespace
        && !"<>\"\\`".contains(Character(scalar))
    }
    guard isFit else {
      throw .badOption(
        "the address of the pictures has no spaces, quotes, backslashes or < >; write %20 for a space"
      )
    }
  }

  /// The address of a picture.
  func address(of file: String) -> String {
    let folder = urlPrefix.isEmpty || urlPrefix.hasSuffix("/") || urlPrefix.hasSuffix("=") ? urlPrefix : urlPrefix + "/"
    return folder.replacing("(", with: "%28").replacing(")", with: "%29") + file
  }
}
