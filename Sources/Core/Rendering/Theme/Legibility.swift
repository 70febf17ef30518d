extension Theme {
  /// A text and what it stands on.
  struct Pair: Sendable {
    let text: String
    let ground: String
    let contrast: Double
  }

  /// How each text stands out from each ground it is written on.
  var contrasts: [Pair] {
    func pair(_ text: String, _ color: Color, _ ground: String, _ under: Color) -> Pair {
      Pair(text: text, ground: ground, contrast: color.contrast(to: under))
    }
    let onPage = [("ink", ink), ("quietText", quietText), ("numberText", numberText), ("accentText", accentText)]
      .map { pair($0.0, $0.1, "background", background) }
    let onCard = [("ink", ink), ("accentText", accentText)].map { pair($0.0, $0.1, "card", card) }
    let inNodes = [("variable", variable), ("constant", constant), ("operation", operation)]
    return onPage + onCard + inNodes.map { pair("label", label, $0.0, $0.1) }
      + inNodes.map { pair("ink", ink, "\($0.0), waiting", waiting($0.1)) }
  }

  /// The paler colour of what waits in the queue.
  func waiting(_ kind: Color) -> Color { background.mixed(with: kind, 0.35) }

  /// A sentence for each text that does not reach a contrast of 4.5 : 1, WCAG's level AA.
  public var warnings: [String] {
    contrasts.filter { $0.contrast < 4.5 }.map { pair in
      let ratio = (pair.contrast * 10).rounded(.down) / 10
      return "\(pair.text) on \(pair.ground) has a contrast of \(ratio) : 1; text is legible from 4.5 : 1 on"
    }
  }
}
