/// What a layer of weights and biases computes, `Y = X·W + b`, rectified or not, in memory that stays.
///
/// A step of training writes the same arrays again and again. Each function writes into the array it is called on where
/// nobody else has its elements and shape and type are right; else into new memory. The elements are the same to the bit
/// as those of the operations one by one: ``Tensor/dot(_:transposed:otherTransposed:)``, ``Tensor/adding(_:)``,
/// ``Tensor/rectified``, ``Tensor/reduced(to:)``.
extension Tensor {
  /// Makes this array the product of two matrices, each of which may be read transposed.
  ///
  /// Both have two axes with more than one position each, one type, and sizes that fit; else the program stops.
  package mutating func assignProduct(
    _ a: Tensor, _ b: Tensor, transposed: Bool = false, otherTransposed: Bool = false
  ) {
    switch (a.storage, b.storage) {
    case (.array32(let a), .array32(let b)):
      Tensor.write(Product(a.shape, b.shape, transposed, otherTransposed), a, b, to: &self)
    case (.array64(let a), .array64(let b)):
      Tensor.write(Product(a.shape, b.shape, transposed, otherTransposed), a, b, to: &self)
    default: fatalError("a layer has matrices of one type")
    }
  }

  @inline(__always)
  private static func write<Number: Element>(
    _ product: Product, _ a: Buffer<Number>, _ b: Buffer<Number>, to target: inout Tensor
  ) {
    overwrite(&target, Shape(unchecked: [product.rows, product.columns])) { (target: UnsafeMutablePointer<Number>) in
      a.withElements { a in
        b.withElements { b in
          guard let a = a.baseAddress, let b = b.baseAddress else { return }
          product.write(a, b, to: target)
        }
      }
    }
  }

  /// Subtracts a multiple of the product of a matrix, read transposed, and another: the step of weights down their
  /// gradient, `W ← W − rate·Xᵀ·G`, without the gradient.
  ///
  /// The product is added to the weights as it is computed, so that the last bits may differ from those of a gradient
  /// that is subtracted.
  ///
  /// All have two axes with more than one position each, one type, and sizes that fit; else the program stops.
  package mutating func subtractProduct(transposed a: Tensor, _ b: Tensor, scaledBy rate: Double) {
    switch (a.storage, b.storage) {
    case (.array32(let a), .array32(let b)):
      Tensor.add(Product(a.shape, b.shape, true, false), times: -Float(rate), a, b, to: &self)
    case (.array64(let a), .array64(let b)):
      Tensor.add(Product(a.shape, b.shape, true, false), times: -rate, a, b, to: &self)
    default: fatalError("a layer has matrices of one type")
    }
  }

  @inline(__always)
  private static func add<Number: Element>(
    _ product: Product, times factor: Number, _ a: Buffer<Number>, _ b: Buffer<Number>, to target: inout Tensor
  ) {
    change(&target) { (target: UnsafeMutablePointer<Number>, count) in
      guard count == product.rows * product.columns else {
        fatalError("the gradient has another shape than the weights")
      }
      a.withElements { a in
        b.withElements { b in
          guard let a = a.baseAddress, let b = b.baseAddress else { return }
          product.write(a, b, addedTimes: factor, to: target)
        }
      }
    }
  }

  /// Adds a row to each row, and rectifies the sums if wanted.
  ///
  /// The row has as many elements as a row of this matrix, and its type; another type stops the program.
  package mutating func addRow(_ row: Tensor, rectified: Bool) {
    switch row.storage {
    case .array32(let row): Tensor.add(row, rectified, to: &self)
    case .array64(let row): Tensor.add(row, rectified, to: &self)
    default: fatalError("a layer has an array of biases")
    }
  }

  @inline(__always)
  private static func add<Number: Element>(_ row: Buffer<Number>, _ isRectified: Bool, to target: inout Tensor) {
    let width = row.shape.count
    change(&target) { (target: UnsafeMutablePointer<Number>, count) in
      row.withElements { row in
        guard let row = row.baseAddress, width > 0 else { return }
        for start in stride(from: 0, to: count, by: width) {
          let target = target + start
          if isRectified {
            for i in 0..<width {
              let sum = target[i] + row[i]
              target[i] = sum.kept(if: !(sum <= 0))
            }
          } else {
            for i in 0..<width { target[i] = target[i] + row[i] }
          }
        }
      }
    }
  }

  /// Makes 0 what is not positive in another array of the same shape and type: an adjoint on its way back through a
  /// rectifier, of which the other is the result.
  package mutating func keepWherePositive(_ result: Tensor) {
    switch result.storage {
    case .array32(let result): Tensor.keep(&self, where: result)
    case .array64(let result): Tensor.keep(&self, where: result)
    default: fatalError("a layer has an array of results")
    }
  }

  @inline(__always)
  private static func keep<Number: Element>(_ target: inout Tensor, where result: Buffer<Number>) {
    change(&target) { (target: UnsafeMutablePointer<Number>, count) in
      result.withElements { result in
        guard let result = result.baseAddress else { return }
        for i in 0..<count { target[i] = target[i].kept(if: result[i] > 0) }
      }
    }
  }

  /// Makes this array the sum of the rows of a matrix: the adjoint of biases.
  package mutating func assignSumOfRows(_ matrix: Tensor) {
    switch matrix.storage {
    case .array32(let matrix): Tensor.writeSum(of: matrix, to: &self)
    case .array64(let matrix): Tensor.writeSum(of: matrix, to: &self)
    default: fatalError("a layer has a matrix of adjoints")
    }
  }

  @inline(__always)
  private static func writeSum<Number: Element>(of matrix: Buffer<Number>, to target: inout Tensor) {
    let width = matrix.shape.sizes[matrix.shape.rank - 1]
    overwrite(&target, Shape(unchecked: [width])) { (target: UnsafeMutablePointer<Number>) in
      target.initialize(repeating: 0, count: width)
      matrix.withElements { matrix in
        guard let start = matrix.baseAddress, width > 0 else { return }
        for first in stride(from: 0, to: matrix.count, by: width) {
          let row = start + first
          for i in 0..<width { target[i] = target[i] + row[i] }
        }
      }
    }
  }
}

extension Product {
  /// The product of two matrices.
  fileprivate init(_ a: Shape, _ b: Shape, _ isTransposed: Bool, _ isOtherTransposed: Bool) {
    guard a.rank == 2, b.rank == 2 else { fatalError("a layer has matrices, not arrays of shapes \(a) and \(b)") }
    let (left, right) = (a.sizes, b.sizes)
    self.init(
      rows: left[isTransposed ? 1 : 0], columns: right[isOtherTransposed ? 0 : 1], inner: left[isTransposed ? 0 : 1],
      isTransposed: (isTransposed, isOtherTransposed))
    guard right[isOtherTransposed ? 1 : 0] == inner else {
      fatalError("the sizes of matrices \(a) and \(b) do not fit")
    }
  }
}
