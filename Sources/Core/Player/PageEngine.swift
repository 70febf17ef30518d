/// The core in a page: what the program hands to it, and the size of graphs that it draws.
package enum PageEngine {
  /// The most nodes that are drawn in a page; beyond them typing would wait for seconds.
  package static let mostNodes = 600

  /// The options of the program that the core in a page has, by their long names.
  package static let options: Set<String> = [
    "caption", "collapse", "direction", "edge-numbers", "elements-up-to", "groups", "legend", "literals", "precision",
    "queue", "room", "seconds-per-step", "shared-leaves", "size", "theme", "values",
  ]
}
