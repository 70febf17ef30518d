/// A place in a layer, of a node or of a dummy node.
package enum LayerSlot: Hashable, Sendable {
  /// A node, by its index.
  case node(Int)
  /// The dummy node of an edge that passes through the layer on its way to a later one.
  case dummy(edge: Int)
}
