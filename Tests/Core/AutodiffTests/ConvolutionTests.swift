import Autodiff
import Tensors
import TestSupport
import Testing

/// The definition, one product after the other.
private func convolution(_ x: Tensor, _ w: Tensor, _ stride: [Int], _ padding: [Int]) throws -> Tensor {
  let (images, kernels) = (x.shape.sizes, w.shape.sizes)
  func size(_ axis: Int) -> Int {
    let room = images[2 + axis] + 2 * padding[axis] - kernels[2 + axis]
    return room / stride[axis] + 1
  }
  let sizes = [size(0), size(1)]
  let (a, b) = (x.elements, w.elements)
  var elements: [Double] = []
  for image in 0..<images[0] {
    for filter in 0..<kernels[0] {
      for row in 0..<sizes[0] {
        for column in 0..<sizes[1] {
          var sum = 0.0
          for channel in 0..<images[1] {
            for down in 0..<kernels[2] {
              for right in 0..<kernels[3] {
                let y = row * stride[0] + down - padding[0]
                let x = column * stride[1] + right - padding[1]
                guard (0..<images[2]).contains(y), (0..<images[3]).contains(x) else { continue }
                let plane = (image * images[1] + channel) * images[2]
                let kernel = (filter * images[1] + channel) * kernels[2]
                sum += a[(plane + y) * images[3] + x] * b[(kernel + down) * kernels[3] + right]
              }
            }
          }
          elements.append(sum)
        }
      }
    }
  }
  return try Tensor(elements, shape: Shape([images[0], kernels[0]] + sizes))
}

@Suite("Convolution and pooling of images")
struct ConvolutionTests {
  @Test("is the sum of products of its definition, whatever stride and padding, and its derivatives are right")
  func definition() throws {
    var dice = SplitMix64("convolution")
    for _ in 0..<(isThorough ? 600 : 60) {
      func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &dice) }
      let (stride, padding) = ([number(1...3), number(1...3)], [number(0...2), number(0...2)])
      let kernel = [number(1...3), number(1...3), number(1...4), number(1...4)]
      let images = [number(1...2), kernel[1], number(kernel[2]...6), number(kernel[3]...6)]
      let operation = Autodiff.Operation.conv2d(stride: stride, padding: padding)
      let checker = RuleChecker(rule: operation.rule)
      let points = try checker.points([images, kernel], &dice)
      let value = try operation.rule.evaluate(Operands(all: points))
      let expected = try convolution(points[0], points[1], stride, padding)
      #expect(value.shape == expected.shape)
      #expect(zip(value.elements, expected.elements).allSatisfy { isClose($0, $1, within: 1e-12) })
      #expect(try checker.complaints(at: points, &dice) == [], "stride \(stride), padding \(padding)")
      for operation in [
        Autodiff.Operation.conv2dInput(sizes: Array(images[2...]), stride: stride, padding: padding),
        .conv2dWeight(sizes: Array(kernel[2...]), stride: stride, padding: padding),
      ] {
        let isOfImages = operation.name == "conv2d_input"
        let shapes = isOfImages ? [value.shape.sizes, kernel] : [images, value.shape.sizes]
        let checker = RuleChecker(rule: operation.rule)
        #expect(try checker.complaints(at: checker.points(shapes, &dice), &dice) == [])
      }
    }
  }

  @Test("a large image is looked at in parts, which make no difference", arguments: [[1, 1], [2, 3]])
  func parts(_ stride: [Int]) throws {
    var dice = SplitMix64(7)
    let (x, w) = (try dice.tensor([2, 1, 90, 84], in: -1...1), try dice.tensor([2, 1, 5, 5], in: -1...1))
    let (images, kernels) = (variable(x), variable(w))
    let result = try Node.applying(.conv2d(stride: stride, padding: [1, 2]), to: Operands(images, kernels))
    let expected = try convolution(x, w, stride, [1, 2])
    #expect(zip(result.value.elements, expected.elements).allSatisfy { isClose($0, $1, within: 1e-12) })
    // The result is linear in either: ⟨gradient, operand⟩ is the inner product of result and adjoint.
    let adjoint = try dice.tensor(result.value.shape.sizes, in: -1...1)
    let gradients = try gradient(of: sum(result * constant(adjoint)))
    let product = inner(expected, adjoint)
    #expect(isClose(inner(gradients[images], x), product, within: 1e-10))
    #expect(isClose(inner(gradients[kernels], w), product, within: 1e-10))
  }

  @Test("ties of a window share its adjoint, also where windows overlap, and NaN is handed on")
  func ties() throws {
    let x = variable([[[[1, 1, 0], [0, 1, 2]]]])
    let pooled = maxPool2d(x, size: 2, stride: 1)
    #expect(pooled.value.elements == [1, 2])
    let gradients = try gradient(of: sum(pooled * constant([[[[3, 10]]]])))
    #expect(gradients[x].elements == [1, 1, 0, 0, 1, 10])
    let strange = variable([[[[1, Tensor(.nan)], [0, 1]]]])
    let output = maxPool2d(strange)
    #expect(output.value.elements[0].isNaN)
    #expect(try gradient(of: output)[strange].elements.allSatisfy(\.isNaN))
  }

  @Test("what is not the largest gets exactly 0, of an infinite adjoint too")
  func masks() throws {
    let x = variable([[[[0, -1], [-2, -3]]]])
    let gradients = try gradient(of: sqrt(maxPool2d(x)))
    #expect(gradients[x].elements == [.infinity, 0, 0, 0])
  }

  @Test("rows and columns that no window reaches get 0")
  func rest() throws {
    let x = variable(Tensor(repeating: 1, shape: try Shape([1, 1, 3, 5])))
    let pooled = maxPool2d(x)
    #expect(pooled.value.shape.sizes == [1, 1, 1, 2])
    let row = [0.25, 0.25, 0.25, 0.25, 0]
    #expect(try gradient(of: pooled)[x].elements == row + row + [0, 0, 0, 0, 0])
  }

  @Test("second derivatives of a small network are those of differences")
  func secondOrder() throws {
    var dice = SplitMix64(3)
    let images = constant(try dice.tensor([2, 1, 4, 4], in: -1...1))
    let kernels = try dice.tensor([2, 1, 3, 3], in: -1...1)
    func slope(_ value: Tensor) throws -> (gradient: Node, kernels: Node) {
      let kernels = variable(value)
      let loss = sum(square(maxPool2d(tanh(conv2d(images, kernels, padding: 1)))))
      return (try gradientGraph(of: loss)[kernels], kernels)
    }
    let direction = try dice.tensor([2, 1, 3, 3], in: -1...1)
    let (node, moved) = try slope(kernels)
    let product = try jvp(of: node, along: [moved: direction])
    let step = 1e-5
    let there = try slope(kernels.adding(direction.multiplied(by: Tensor(step)))).gradient.value
    let back = try slope(kernels.subtracting(direction.multiplied(by: Tensor(step)))).gradient.value
    for (place, element) in product.elements.enumerated() {
      #expect(isClose(element, (there.elements[place] - back.elements[place]) / (2 * step), within: 1e-6))
    }
  }

  @Test("what does not fit is a sentence")
  func sentences() throws {
    func message(_ operation: Autodiff.Operation, _ shapes: [Int]...) throws -> String {
      let operands = try shapes.map { variable(Tensor(repeating: 1, shape: try Shape($0))) }
      let error = #expect(throws: TensorError.self) { try Node.applying(operation, to: Operands(all: operands)) }
      return error?.description ?? ""
    }
    #expect(
      try message(.conv2d(), [1, 2, 3, 3], [1, 1, 2, 2])
        == "conv2d: images and kernels have other numbers of channels, of shapes (1, 2, 3, 3) and (1, 1, 2, 2)")
    #expect(
      try message(.conv2d(), [1, 1, 3, 3], [1, 1, 4, 4]) == "conv2d: windows of 4×4 are larger than images of 3×3")
    #expect(
      try message(.conv2d(stride: [0, 1]), [1, 1, 3, 3], [1, 1, 2, 2])
        == "conv2d: a stride is a number from 1, or one for each axis, not (0, 1)")
    #expect(
      try message(.maxPool2d(), [3, 3])
        == "max_pool2d: images have the axes (batch, channels, height, width), not the shape (3, 3)")
  }
}
