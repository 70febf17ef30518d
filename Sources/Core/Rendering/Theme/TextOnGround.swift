/// A colour of text on a fill that it is written on.
struct TextOnGround: Sendable {
  let text: Paint
  let ground: Fill

  /// Every text of a picture on every ground it is written on.
  static let all: [TextOnGround] =
    [.ink, .quietText, .numberText, .accentText].map { TextOnGround(text: $0, ground: .full(.background)) }
    + [.ink, .accentText].map { TextOnGround(text: $0, ground: .full(.card)) }
    + kinds.map { TextOnGround(text: .label, ground: .full($0)) }
    + kinds.map { TextOnGround(text: .ink, ground: .waiting($0)) }
    + [.ink, .quietText].flatMap { text in
      [.hull(0), .hull(1), .full(.group)].map { TextOnGround(text: text, ground: $0) }
    }

  private static let kinds: [Paint] = [.variable, .constant, .operation]

  /// Whether the ground is the hull of a group.
  var isOnHull: Bool {
    switch ground {
    case .hull, .full(.group): true
    default: false
    }
  }

  /// The contrast between text and ground, 1 to 21.
  func contrast(in theme: Theme) -> Double { theme[text].contrast(to: ground.color(in: theme)) }
}

extension TextOnGround: CustomStringConvertible {
  /// The two by name, `ink on variable, waiting`.
  var description: String {
    switch ground {
    case .full(let paint): "\(text.rawValue) on \(paint.rawValue)"
    case .waiting(let paint): "\(text.rawValue) on \(paint.rawValue), waiting"
    case .hull: "\(text.rawValue) on the hull of a group"
    }
  }
}

extension Theme {
  /// A sentence for each text that does not reach a contrast of 4.5 : 1, WCAG's level AA.
  ///
  /// A text that is too faint on the page is not told again for the hulls of groups.
  public var warnings: [String] {
    TextOnGround.all.filter { pair in
      !pair.isOnHull || TextOnGround(text: pair.text, ground: .full(.background)).contrast(in: self) >= 4.5
    }.map { ($0.description, $0.contrast(in: self)) }.filter { $0.1 < 4.5 }.map { pair, contrast in
      let ratio = (contrast * 10).rounded(.down) / 10
      return "\(pair) has a contrast of \(ratio) : 1; text is legible from 4.5 : 1 on"
    }
  }
}
