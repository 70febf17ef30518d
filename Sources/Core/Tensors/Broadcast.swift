/// Two arrays read in step, each as if it had the shape of both together.
enum Broadcast {
  @inline(__always)
  static func combine<Number: Element>(
    _ a: Buffer<Number>, _ b: Buffer<Number>, into shape: Shape,
    _ combine: (Number, Number) -> Number
  ) -> Buffer<Number> {
    a.withElements { x in
      b.withElements { y in
        Buffer(shape: shape) { target in
          guard let x = x.baseAddress, let y = y.baseAddress, let target = target.baseAddress else { return }
          if a.shape == shape, b.shape == shape {
            run(x, 1, y, 1, target, shape.count, combine)
          } else {
            var runs = Runs(shape, reading: a.shape, and: b.shape)
            let (length, xStep, yStep) = (runs.length, runs.aStep, runs.bStep)
            runs.forEach { i, j, k in run(x + j, xStep, y + k, yStep, target + i, length, combine) }
          }
        }
      }
    }
  }

  /// Combines two rows, or a row and a number; a step is 1 or 0.
  ///
  /// Each pairing has a loop of its own over bare pointers, so that it vectorises.
  @inline(__always)
  private static func run<Number: Element>(
    _ x: UnsafePointer<Number>, _ xStep: Int, _ y: UnsafePointer<Number>, _ yStep: Int,
    _ target: UnsafeMutablePointer<Number>, _ count: Int, _ combine: (Number, Number) -> Number
  ) {
    switch (xStep, yStep) {
    case (0, 0): target.initialize(repeating: combine(x[0], y[0]), count: count)
    case (0, _):
      let number = x[0]
      for i in 0..<count { target[i] = combine(number, y[i]) }
    case (_, 0):
      let number = y[0]
      for i in 0..<count { target[i] = combine(x[i], number) }
    default:
      for i in 0..<count { target[i] = combine(x[i], y[i]) }
    }
  }
}
