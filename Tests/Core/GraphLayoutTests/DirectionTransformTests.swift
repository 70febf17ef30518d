import Testing

@testable import GraphLayout

/// Phase 0: the transform to the layout's coordinates and back.
@Suite struct DirectionTransformTests {
  /// A box with the outline 100 from its left, 10 from its right, 5 from its upper and 20 from its lower edge.
  private let node = NodeSpace(
    outline: .roundedRectangle(Size(width: 40, height: 30), corner: 4), left: 100, right: 10, above: 5, below: 20)

  @Test func sizesAreTransposedWhereEdgesPointUpOrDown() {
    let size = Size(width: 3, height: 5)
    for direction in [Direction.leftToRight, .rightToLeft] {
      #expect(DirectionTransform(direction: direction).size(size) == size)
    }
    for direction in [Direction.topToBottom, .bottomToTop] {
      #expect(DirectionTransform(direction: direction).size(size) == Size(width: 5, height: 3))
    }
  }

  @Test(arguments: [
    (Direction.leftToRight, Point(x: 3, y: 5)), (.rightToLeft, Point(x: -3, y: 5)),
    (.topToBottom, Point(x: 5, y: 3)), (.bottomToTop, Point(x: 5, y: -3)),
  ])
  func pointsReturnToThePage(_ direction: Direction, _ point: Point) {
    let transform = DirectionTransform(direction: direction)
    #expect(transform.page(Point(x: 3, y: 5)) == point)
    let rectangle = transform.page(Rectangle(centre: Point(x: 3, y: 5), size: Size(width: 2, height: 8)))
    #expect(rectangle.centre == point)
    #expect(rectangle.size == transform.size(Size(width: 2, height: 8)))
  }

  @Test(arguments: [
    (Direction.leftToRight, [120.0, 30, 20, 35]), (.rightToLeft, [30, 120, 20, 35]),
    (.topToBottom, [20, 35, 120, 30]), (.bottomToTop, [35, 20, 120, 30]),
  ])
  func extentsAreMeasuredAlongTheEdges(_ direction: Direction, _ extents: [Double]) {
    let transform = DirectionTransform(direction: direction)
    let node = transform.extents(node)
    #expect([node.before, node.after, node.above, node.below] == extents)
    #expect(node.outline.half == transform.size(Size(width: 20, height: 15)))
    #expect(node.outline.corner == 4)
  }

  @Test(arguments: Direction.allCases) func boxesReturnToThePage(_ direction: Direction) {
    let transform = DirectionTransform(direction: direction)
    let centre = Point(x: 7, y: -9)
    let box = transform.page(transform.extents(node).box(at: centre))
    let place = transform.page(centre)
    #expect(box.size == node.size)
    #expect(Point(x: place.x - box.minX, y: place.y - box.minY) == node.outlineCentre)
  }
}
