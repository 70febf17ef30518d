extension String {
  /// Whether it is a number or a name alone: `2x` is a product.
  var isAtom: Bool {
    guard let first else { return false }
    if first.isASCIIDigit || first == "." {
      return allSatisfy { $0.isASCIIDigit || ".eE".contains($0) } && Double(self) != nil
    }
    return allSatisfy { $0.isNamePart }
  }

  /// In parentheses, unless it is a number or a name.
  var asFactor: String { isAtom ? self : "(\(self))" }

  /// As the base of a power.
  ///
  /// Letters side by side may be a product that is written out later.
  var asBase: String { isAtom && (contains("_") || filter { $0.isLetter }.count < 2) ? self : "(\(self))" }
}
