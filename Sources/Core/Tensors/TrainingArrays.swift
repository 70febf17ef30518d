/// Arrays for training, made of what data sets hold.
extension Tensor {
  /// Some rows of a table of bytes, as float32 numbers from 0 to 1 of shape (rows, width).
  ///
  /// A byte of 255 becomes 1.
  ///
  /// - Throws: ``TensorError/invalidShape(_:)`` for a negative width, ``TensorError/tooManyElements(_:)``, and
  ///   ``TensorError/invalidIndex(_:_:)`` for a row that the table does not have.
  package init(
    bytes: [UInt8], width: Int, rows: ArraySlice<Int>
  ) throws(TensorError) {
    let shape = try Shape([rows.count, width])
    try Tensor.check(rows, width: width, of: bytes)
    let buffer = bytes.withUnsafeBufferPointer { bytes in
      Buffer<Float>(shape: shape) { target in
        guard shape.count > 0, var place = target.baseAddress else { return }
        // One byte of each cache line first: rows from anywhere in a large table come from memory side by side then,
        // and not one after the other, which halves the time.
        var touched: UInt8 = 0
        for row in rows {
          for i in stride(from: row * width, to: (row + 1) * width, by: 64) { touched |= bytes[i] }
        }
        place.pointee = Float(touched)
        for row in rows {
          let source = UnsafeBufferPointer(rebasing: bytes[row * width..<(row + 1) * width])
          for i in 0..<width { place[i] = Float(source[i]) * (1 / 255) }
          place += width
        }
      }
    }
    self.init(buffer)
  }

  /// Some images of a table of bytes, each moved within its frame, as float32 numbers from 0 to 1 of shape (rows, height
  /// × breadth); what comes into sight is 0.
  ///
  /// - Parameters:
  ///   - images: one image after the other, row by row.
  ///   - height: of an image.
  ///   - breadth: of an image.
  ///   - rows: which images.
  ///   - shifts: how far each goes down and to the right.
  /// - Throws: ``TensorError/invalidShape(_:)`` for a negative size, ``TensorError/tooManyElements(_:)``, and
  ///   ``TensorError/invalidIndex(_:_:)`` for an image that the table does not have, or one without a shift.
  package init(
    images: [UInt8], height: Int, breadth: Int, rows: ArraySlice<Int>, shifts: [(down: Int, right: Int)]
  ) throws(TensorError) {
    let width = try Shape([height, breadth]).count
    let shape = try Shape([rows.count, width])
    try Tensor.check(rows, width: width, of: images)
    guard shifts.count == rows.count else {
      throw .invalidIndex("there are \(shifts.count) shifts and \(rows.count) images", shape)
    }
    let buffer = Buffer<Float>(shape: shape) { elements in
      elements.initialize(repeating: 0)
      for (place, row) in rows.enumerated() {
        // Beyond its own size an image is out of sight, however far it goes.
        let down = Swift.max(-height, Swift.min(shifts[place].down, height))
        let right = Swift.max(-breadth, Swift.min(shifts[place].right, breadth))
        let columns = Swift.max(0, right)..<Swift.max(0, right, breadth + Swift.min(0, right))
        for y in Swift.max(0, down)..<Swift.max(0, down, height + Swift.min(0, down)) {
          let source = row * width + (y - down) * breadth - right
          let target = place * width + y * breadth
          for x in columns { elements[target + x] = Float(images[source + x]) * (1 / 255) }
        }
      }
    }
    self.init(buffer)
  }

  /// Checks that a table of bytes has some rows; without columns it has any.
  private static func check(_ rows: ArraySlice<Int>, width: Int, of bytes: [UInt8]) throws(TensorError) {
    guard width > 0 else { return }
    let count = bytes.count / width
    for row in rows where row < 0 || row >= count {
      throw .invalidIndex("there is no row \(row)", try Shape([count, width]))
    }
  }

  /// Labels as rows of zeros with a 1 at the label, of shape (labels, classes).
  ///
  /// - Throws: ``TensorError/tooManyElements(_:)``, ``TensorError/invalidIndex(_:_:)`` for a label that is no class.
  public init(
    oneHot labels: [Int], classes: Int, dtype: DType = .float32
  ) throws(TensorError) {
    let shape = try Shape([labels.count, classes])
    var elements = [Float](repeating: 0, count: shape.count)
    for (row, label) in labels.enumerated() {
      guard label >= 0, label < classes else { throw .invalidIndex("\(label) is no class", shape) }
      elements[row * classes + label] = 1
    }
    self = Tensor(Buffer(shape: shape, elements: elements)).converted(to: dtype)
  }

  /// The position of the largest element of each row, the first of equals.
  ///
  /// - Returns: as many as a matrix has rows; one for a vector.
  public var largestOfRows: [Int] {
    let width = shape.sizes.last ?? 1
    guard width > 0 else { return [] }
    let elements = elements
    return stride(from: 0, to: elements.count, by: width).map { start in
      elements[start..<start + width].indices.max {
        elements[$0] < elements[$1] || (elements[$0] == elements[$1] && $0 > $1)
      }
      .map { $0 - start } ?? 0
    }
  }
}
