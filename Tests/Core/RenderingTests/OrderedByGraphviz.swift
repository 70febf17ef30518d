import GraphLayout
import Graphviz
import Storyboard

@testable import Rendering

// The tests draw with the order that Embedding draws with.

extension FrameRenderer {
  init(_ story: Storyboard, options: PictureOptions = PictureOptions()) throws(LayoutError) {
    try self.init(story, options: options, ordering: GraphvizOrdering.shared)
  }
}

extension GraphRenderer {
  static func svg(_ story: Storyboard, options: PictureOptions = PictureOptions()) throws(LayoutError) -> [UInt8] {
    try svg(story, options: options, ordering: GraphvizOrdering.shared)
  }
}

extension ComparisonRenderer {
  static func svg(
    _ comparison: OptimizationComparison, options: PictureOptions = PictureOptions()
  ) throws(LayoutError) -> [UInt8] {
    try svg(comparison, options: options, ordering: GraphvizOrdering.shared)
  }
}

extension PageLayout {
  init(_ story: Storyboard, _ options: PictureOptions, _ purpose: Purpose) throws(LayoutError) {
    try self.init(story, options, purpose, GraphvizOrdering.shared)
  }
}

extension ComparisonPage {
  init(_ comparison: OptimizationComparison, _ options: PictureOptions) throws(LayoutError) {
    try self.init(comparison, options, GraphvizOrdering.shared)
  }
}
