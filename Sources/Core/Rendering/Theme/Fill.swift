/// The fill of a shape: a colour of the theme, or the paler form of one.
package enum Fill: Hashable, Sendable {
  /// The colour itself.
  case full(Paint)
  /// The colour mixed with the background, for a node that waits in the queue.
  case waiting(Paint)
  /// The hull of a group within so many others; outer ones are paler.
  case hull(Int)

  /// Every fill of a picture: the colours of the theme, and the paler ones of the kinds of nodes.
  package static let all =
    Paint.allCases.map(Fill.full) + [Paint.variable, .constant, .operation].map(Fill.waiting)
    + Fill.hullShares.indices.map(Fill.hull)

  /// The share of the colour in the hull of an outermost group, and of one within it; deeper ones have the colour itself.
  private static let hullShares = [0.5, 0.75]

  /// The fill of a hull within so many others.
  static func hull(within count: Int) -> Fill { count < hullShares.count ? .hull(count) : .full(.group) }

  /// The name as a variable of a page has it: `variable`, `waitingVariable`.
  package var name: String {
    switch self {
    case .full(let paint): paint.rawValue
    case .waiting(let paint): "waiting" + paint.rawValue.prefix(1).uppercased() + paint.rawValue.dropFirst()
    case .hull(let count): "group\(count + 1)"
    }
  }

  /// The colour in a theme.
  package func color(in theme: Theme) -> ThemeColor {
    switch self {
    case .full(let paint): theme[paint]
    case .waiting(let paint): theme[.background].mixed(with: theme[paint], 0.35)
    case .hull(let count):
      theme[.background].mixed(
        with: theme[.group], Fill.hullShares.indices.contains(count) ? Fill.hullShares[count] : 1)
    }
  }
}

extension Theme {
  /// Every colour by the name that a moving picture of variables gives it, in a fixed order.
  public var paints: [(name: String, color: ThemeColor)] { Fill.all.map { ($0.name, $0.color(in: self)) } }
}
