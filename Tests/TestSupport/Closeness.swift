import Tensors

/// Whether two numbers agree within a tolerance relative to the largest of the two and 1; NaN agrees with NaN.
package func isClose(_ a: Double, _ b: Double, within tolerance: Double = 1e-12) -> Bool {
  a == b || a.isNaN && b.isNaN || (a - b).magnitude <= tolerance * max(1, a.magnitude, b.magnitude)
}

/// Whether two lists are of one length and their numbers agree one by one.
package func isClose(_ a: [Double], _ b: [Double], within tolerance: Double = 1e-12) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { isClose($0, $1, within: tolerance) }
}

/// Whether two tensors agree to the bit, the sign of zero included; that of NaN is the processor's choice.
package func isSameToTheBit(_ a: Tensor, _ b: Tensor) -> Bool {
  a.dtype == b.dtype && a.shape == b.shape
    && a.elements.elementsEqual(b.elements) { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
}

/// The sum of the products of corresponding elements.
package func inner(_ a: Tensor, _ b: Tensor) -> Double {
  zip(a.elements, b.elements).reduce(0) { $0 + $1.0 * $1.1 }
}
