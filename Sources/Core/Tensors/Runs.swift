/// The positions of a shape as runs along which two sets of strides advance evenly.
///
/// Neighbouring axes along which both run on without a jump are one: two arrays of one shape are a single run.
struct Runs {
  /// An axis around the runs.
  private struct Axis {
    var size: Int
    let a: Int
    let b: Int
    var position = 0
  }

  private(set) var length = 1
  private(set) var aStep = 0
  private(set) var bStep = 0
  private var hasRun = false
  /// Innermost first.
  private var outer: [Axis] = []
  private let isEmpty: Bool

  /// Two sets of strides along the axes of a shape.
  init(_ shape: Shape, _ a: [Int], _ b: [Int]) {
    isEmpty = shape.count == 0
    for axis in shape.sizes.indices.reversed() { surround(by: shape.sizes[axis], a[axis], b[axis]) }
  }

  /// Two arrays read as if they had a larger shape.
  ///
  /// Axes they lack, and axes of size 1, are read again and again: stride 0.
  init(_ shape: Shape, reading a: Shape, and b: Shape) {
    isEmpty = shape.count == 0
    var (aStride, bStride) = (1, 1)
    for axis in 1..<shape.rank + 1 {
      let (aSize, bSize) = (a.size(fromLast: axis), b.size(fromLast: axis))
      surround(by: shape.size(fromLast: axis), aSize == 1 ? 0 : aStride, bSize == 1 ? 0 : bStride)
      aStride *= aSize
      bStride *= bSize
    }
  }

  /// Adds the next axis outwards.
  private mutating func surround(by size: Int, _ a: Int, _ b: Int) {
    guard size != 1 else { return }
    if !hasRun {
      (length, aStep, bStep, hasRun) = (size, a, b, true)
    } else if let last = outer.last {
      if last.a * last.size == a, last.b * last.size == b {
        outer[outer.count - 1].size *= size
      } else {
        outer.append(Axis(size: size, a: a, b: b))
      }
    } else if aStep * length == a, bStep * length == b {
      length *= size
    } else {
      outer.append(Axis(size: size, a: a, b: b))
    }
  }

  /// Visits the beginning of each run: its position in row-major order, and the offsets the two strides give it.
  @inline(__always)
  mutating func forEach(_ visit: (Int, Int, Int) -> Void) {
    guard !isEmpty else { return }
    var (i, j, k) = (0, 0, 0)
    while true {
      visit(i, j, k)
      i += length
      var axis = 0
      while axis < outer.count {
        j += outer[axis].a
        k += outer[axis].b
        outer[axis].position += 1
        if outer[axis].position < outer[axis].size { break }
        j -= outer[axis].a * outer[axis].size
        k -= outer[axis].b * outer[axis].size
        outer[axis].position = 0
        axis += 1
      }
      if axis == outer.count { return }
    }
  }
}

extension Shape {
  /// The size along an axis counted from the last, which is 1; it is 1 where there is no such axis.
  fileprivate func size(fromLast axis: Int) -> Int { axis <= rank ? sizes[rank - axis] : 1 }
}
