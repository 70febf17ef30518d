import Adviz

/// What `--cells` asks of a trace.
enum CellRequest {
  /// Refuses arrays that are too large to be drawn one by one; notes where there are none.
  static func check(_ trace: Trace) throws {
    do throws(CellError) {
      try trace.checkCells()
    } catch {
      throw CommandError(.usage, "error: \(error.sentence); leave out --cells", option: "cells")
    }
    if trace.nodes.allSatisfy({ $0.shape.isEmpty }) {
      Console.complain(line: "note: --cells is for arrays, and all values are numbers")
    }
  }

  /// The figure of an operation; nil for a leaf, and for one of numbers alone.
  static func figure(_ trace: Trace, _ operation: Int, _ numbers: NumberStyle) throws -> CellFigure? {
    guard trace.nodes[operation].operands.contains(where: { !trace.nodes[$0].shape.isEmpty }) else { return nil }
    do throws(CellError) {
      return try CellFigure(trace, node: operation, numbers: numbers)
    } catch {
      throw CommandError(.usage, "error: \(error.sentence); leave out --cells", option: "cells")
    }
  }
}
