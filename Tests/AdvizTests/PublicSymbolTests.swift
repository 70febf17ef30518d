import Foundation
import TestSupport
import Testing

/// The public symbols of the library are those of a list, so that each addition is meant.
///
/// With `ADVIZ_RECORD=1` in the environment the list is written anew.
@Suite struct PublicSymbolTests {
  private static let list = "Tests/AdvizTests/PublicSymbols.txt"

  @Test("Every public symbol is in the list, and the list has no other") func list() throws {
    let declared = try SymbolGraph.read().declarations
    try #require(declared.count > 500)
    if ProcessInfo.processInfo.environment["ADVIZ_RECORD"] == "1" {
      let text = declared.joined(separator: "\n") + "\n"
      try text.write(to: Repository.url(Self.list), atomically: true, encoding: .utf8)
    }
    let listed = try Repository.text(of: Self.list).split(separator: "\n").map(String.init)
    let difference = declared.difference(from: listed)
    let added = difference.insertions.map { "+ " + $0.element }
    let removed = difference.removals.map { "- " + $0.element }
    #expect(
      added + removed == [],
      "what is meant for users is written to \(Self.list) with ADVIZ_RECORD=1; what is not becomes `package`")
  }
}

extension CollectionDifference.Change {
  fileprivate var element: ChangeElement {
    switch self {
    case .insert(_, let element, _), .remove(_, let element, _): element
    }
  }
}
