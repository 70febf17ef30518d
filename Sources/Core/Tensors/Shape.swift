import Synchronization

/// The size of an array along each of its axes; a scalar has none.
public struct Shape: Hashable, Sendable {
  /// The sizes, outermost axis first; none is negative.
  public let sizes: [Int]
  /// The product of the sizes, 1 for a scalar.
  public let count: Int

  /// The shape of a scalar.
  public static let scalar = Shape(sizes: [], count: 1)

  /// Checks sizes that come from outside.
  ///
  /// - Throws: ``TensorError/invalidShape(_:)`` for a negative size or more than ``maximumRank`` axes,
  ///   ``TensorError/tooManyElements(_:)`` beyond ``maximumCount`` elements.
  public init(_ sizes: [Int]) throws(TensorError) {
    guard sizes.count <= Shape.maximumRank, sizes.allSatisfy({ $0 >= 0 }) else {
      throw .invalidShape(sizes)
    }
    var count = 1
    for size in sizes where size > 0 {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard !overflow, product <= Shape.maximumCount else { throw .tooManyElements(sizes) }
      count = product
    }
    self.init(sizes: sizes, count: sizes.contains(0) ? 0 : count)
  }

  private init(sizes: [Int], count: Int) {
    self.sizes = sizes
    self.count = count
  }

  /// Sizes known to be those of an array no larger than one that exists.
  init(unchecked sizes: [Int]) {
    self.init(sizes: sizes, count: sizes.reduce(1, *))
  }

  /// The most elements an array may have, 2²⁶ unless it is changed, so that a slip of the pen does not fill the memory.
  ///
  /// It can be set to anything from 1 to 2³¹ − 1, which is what BLAS can count, or to 2²⁸ − 1 where `Int` has 32 bits; what lies beyond is brought there.
  public static var maximumCount: Int {
    get { limit.load(ordering: .relaxed) }
    set { limit.store(min(max(1, newValue), Int(Int32.max), Int.max / 8), ordering: .relaxed) }
  }

  private static let limit = Atomic(1 << 26)

  /// The most axes an array may have, as in NumPy.
  public static let maximumRank = 64

  /// The number of axes.
  public var rank: Int { sizes.count }

  /// The distance in memory of neighbours along each axis, in elements.
  var strides: [Int] {
    var strides = sizes
    var stride = 1
    for axis in sizes.indices.reversed() {
      strides[axis] = stride
      stride *= sizes[axis]
    }
    return strides
  }

  /// The shape two arrays take together under NumPy's rule.
  ///
  /// Aligned at their last axes, sizes must be equal or one of them 1.
  ///
  /// - Throws: ``TensorError/shapesDoNotBroadcast(operation:_:_:)``.
  package func broadcast(with other: Shape, for operation: String) throws(TensorError) -> Shape {
    if self == other || other.rank == 0 { return self }
    if rank == 0 { return other }
    // No new sizes where one of them is the result, as with a bias.
    if rank >= other.rank, other.stretches(to: self) { return self }
    if stretches(to: other) { return other }
    let rank = max(self.rank, other.rank)
    var sizes: [Int] = []
    sizes.reserveCapacity(rank)
    for axis in 0..<rank {
      let a = axis < rank - self.rank ? 1 : self.sizes[axis - (rank - self.rank)]
      let b = axis < rank - other.rank ? 1 : other.sizes[axis - (rank - other.rank)]
      guard a == b || a == 1 || b == 1 else {
        throw .shapesDoNotBroadcast(operation: operation, self, other)
      }
      sizes.append(a == 1 ? b : a)
    }
    return try Shape(sizes)
  }

  /// Whether broadcasting turns this shape into a target.
  private func stretches(to target: Shape) -> Bool {
    let missing = target.rank - rank
    return missing >= 0
      && sizes.indices.allSatisfy { sizes[$0] == target.sizes[$0 + missing] || sizes[$0] == 1 }
  }

  /// The axes a reduction runs over, from 0, in order; all of them for nil.
  ///
  /// - Throws: ``TensorError/axisOutOfRange(operation:axis:_:)``,
  ///   ``TensorError/repeatedAxis(operation:axis:_:)``.
  func resolved(axes: [Int]?, for operation: String) throws(TensorError) -> [Int] {
    guard let axes else { return Array(sizes.indices) }
    // One bit an axis: there are at most 64.
    var named: UInt64 = 0
    for axis in axes {
      guard axis >= -rank, axis < rank else {
        throw .axisOutOfRange(operation: operation, axis: axis, self)
      }
      let bit: UInt64 = 1 << (axis < 0 ? axis + rank : axis)
      guard named & bit == 0 else { throw .repeatedAxis(operation: operation, axis: axis, self) }
      named |= bit
    }
    return sizes.indices.filter { named & (1 << $0) != 0 }
  }

  /// The shape with these axes at size 1, which is how a reduced array lies in the one it came from.
  func keeping(axes: [Int]) -> Shape {
    var sizes = sizes
    for axis in axes { sizes[axis] = 1 }
    return Shape(unchecked: sizes)
  }

  /// The shape without these axes.
  func removing(axes: [Int]) -> Shape {
    let sizes = sizes.enumerated().filter { !axes.contains($0.offset) }.map { $0.element }
    return Shape(unchecked: sizes)
  }
}

extension Shape: ExpressibleByArrayLiteral {
  /// A shape from its sizes, `[2, 3]`; sizes that are none are a mistake in the program and stop it.
  public init(arrayLiteral sizes: Int...) {
    do {
      try self.init(sizes)
    } catch {
      Mistakes.report(error)
      self = .scalar
    }
  }
}

extension Shape: CustomStringConvertible {
  /// As NumPy writes it: `()`, `(3,)`, `(4, 3)`.
  public var description: String { Shape.text(sizes) }

  /// Sizes as NumPy writes a shape.
  package static func text(_ sizes: [Int]) -> String {
    sizes.count == 1 ? "(\(sizes[0]),)" : "(" + sizes.map(String.init).joined(separator: ", ") + ")"
  }
}
