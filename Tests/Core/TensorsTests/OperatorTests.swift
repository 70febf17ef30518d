import Foundation
import Tensors
import Testing

/// Arrays as one writes them in Swift: operators, subscripts, conversions, makers.
@Suite struct OperatorTests {
  private let t: Tensor = [1, 2, 3]
  private let m: Tensor = [[1, 2, 3], [4, 5, 6]]

  @Test func arithmetic() {
    #expect(t + t == [2, 4, 6] && m - t == [[0, 0, 0], [3, 3, 3]] && t * 2 == [2, 4, 6] && 6 / t == [6, 3, 2])
    #expect(
      t ** 2 == [1, 4, 9] && 2 ** t == [2, 4, 8] && -t == [-1, -2, -3] && +t == t && 1 / 2 * t == [0.5, 1, 1.5])
    let (root, powers, half) = (t ** (1 / 2), (1 / 2) ** t, t - 1 / 2)
    #expect(root == sqrt(t) && powers == [0.5, 0.25, 0.125] && half == [0.5, 1.5, 2.5])
    let (n, d, f) = (2, 0.5, Float(0.5))
    #expect((t ** d) == sqrt(t) && (d ** t) == [0.5, 0.25, 0.125])
    #expect(t * n == [2, 4, 6] && t + d == [1.5, 2.5, 3.5] && f * t == [0.5, 1, 1.5] && n - t == [1, 0, -1])
  }

  @Test("A float32 array beside a number stays one; two arrays make what is wider") func types() {
    let single = Tensor([0.1, 0.2], dtype: .float32)
    #expect((single * 2).dtype == .float32 && (1 / 3 + single).dtype == .float32 && (single * 0.1).dtype == .float32)
    #expect((single * Tensor([1.0, 2.0])).dtype == .float64 && (Tensor(0.1, dtype: .float32) * 2).dtype == .float32)
    #expect(single * 0.1 == single * Tensor(0.1, dtype: .float32))
  }

  @Test func comparisons() {
    #expect((t < 2) == [1, 0, 0] && (t >= 2) == [0, 1, 1] && (t .== 2) == [0, 1, 0] && (t .!= t) == [0, 0, 0])
    #expect((m > t) == [[0, 0, 0], [1, 1, 1]] && (t <= 2.5) == [1, 1, 0])
    #expect(t == [1, 2, 3] && t != [1, 2])
  }

  @Test func subscripts() {
    let i = 1
    #expect(t[0] == 1 && t[i] == 2 && m[1] == [4, 5, 6] && m[.all, i] == [2, 5] && m[0, 1...] == [2, 3])
    #expect(m[..., -1] == [3, 6] && m[1..<2] == [[4, 5, 6]])
    var a = m
    a[0, 0] = 9
    a[.all, 1] = 0
    a[1, 1...] = [7, 8]
    a[..., 0] += 1
    #expect(a == [[10, 0, 3], [5, 7, 8]] && m == [[1, 2, 3], [4, 5, 6]])
    var single = Tensor([1, 2], dtype: .float32)
    single[i] = 0.1
    #expect(single == Tensor([1, 0.1], dtype: .float32))
    var number: Tensor = 1
    number[...] = 2
    #expect(number == 2)
  }

  @Test("Assignments change the elements where they lie") func inPlace() {
    var a = Tensor.ones([1000])
    let memory = a.address
    a += 1
    a *= Tensor.full([1000], 3)
    a -= 0.5 * Tensor.ones([1000])
    a /= 2
    a[3] = 7
    a[0..<2] = [1, 2]
    a += [1]
    #expect(a.address == memory && a[5] == 3.75 && a[3] == 8 && a[1] == 3)
    let kept = a
    a += 1
    #expect(a.address != memory && kept.address == memory && kept[3] == 8)
    // Where the left one is shared, the memory of the right one is taken.
    let shared = a
    var step = Tensor.ones([1000])
    let other = step.address
    a -= consume step
    #expect(a.address == other && a[3] == 8 && shared[3] == 9)
    step = a
    #expect(step == a)
    var single = Tensor([1, 2], dtype: .float32)
    single += Tensor([0.1, 0.2])
    single *= 2
    #expect(single.dtype == .float32 && single == Tensor([2.2, 4.4], dtype: .float32))
    var matrix = m
    matrix += t
    matrix -= 1
    #expect(matrix == [[1, 3, 5], [4, 6, 8]])
    var number: Tensor = 2
    number *= 3
    number -= 1
    #expect(number == 5)
  }

  @Test func conversions() {
    let (doubles, floats, rows) = ([1.5, 2], [Float(0.1), 2], [[1.0, 2], [3, 4]])
    #expect(Tensor(doubles) == [1.5, 2] && Tensor(rows) == [[1, 2], [3, 4]] && Tensor([1, 2, 3]) == [1, 2, 3])
    #expect(Tensor(floats).dtype == .float32 && Tensor([1.0, 2.0], dtype: .float32).dtype == .float32)
    #expect(
      [Double](Tensor(doubles)) == doubles && [Float](Tensor(floats)) == floats
        && [[Double]](m) == [[1, 2, 3], [4, 5, 6]])
    #expect([[Float]](Tensor([floats])) == [floats] && [[Double]](t) == nil)
    #expect(Double(t[1]) == 2 && Double(t) == nil && Tensor(Float(0.1)).dtype == .float32 && Tensor(3) == 3)
    #expect(Tensor([[Double]]()).shape.sizes == [0, 0] && Tensor([Double]()).shape.sizes == [0])
    #expect(Tensor([1 / 2, 1]) == [0.5, 1])
  }

  @Test func makers() {
    #expect(Tensor.zeros([2]) == [0, 0] && Tensor.ones([1, 2]) == [[1, 1]] && Tensor.full([2], 0.5) == [0.5, 0.5])
    #expect(
      Tensor.arange(3) == [0, 1, 2] && Tensor.eye(2) == [[1, 0], [0, 1]] && Tensor.eye(0).shape.sizes == [0, 0])
    #expect(Tensor.arange(1, 2, step: 0.25) == [1, 1.25, 1.5, 1.75] && Tensor.arange(3, 0, step: -1) == [3, 2, 1])
    #expect(Tensor.linspace(0, 1, count: 5) == [0, 0.25, 0.5, 0.75, 1] && Tensor.linspace(2, 3, count: 1) == [2])
    #expect(Tensor.linspace(0.1, 0.7, count: 7)[-1] == 0.7 && Tensor.arange(2, 1).shape.sizes == [0])
    #expect(Tensor.randn([2, 2], seed: 1) == Tensor.randn([2, 2], seed: 1))
    #expect(Tensor.randn([4], seed: 1, dtype: .float32) != Tensor.randn([4], seed: 2, dtype: .float32))
    #expect(Tensor.zeros([2], dtype: .float32).dtype == .float32 && Tensor.zeros([]) == 0)
  }

  @Test func functions() throws {
    #expect(
      exp(t) == t.exponential && log(t) == t.naturalLogarithm && sigmoid(t) == t.logistic && relu(-t) == [0, 0, 0])
    #expect(abs(-t) == t && square(t) == [1, 4, 9] && sqrt(square(t)) == t && maximum(t, 2) == [2, 2, 3])
    #expect(min(t, 2) == [1, 2, 2] && max(t, t) == t && pow(t, 2) == [1, 4, 9] && dot(m, t) == [14, 32])
    #expect(sum(m, axes: [0]) == [5, 7, 9] && mean(t) == 2 && max(m) == 6 && `where`(t > 1, t, 0) == [0, 2, 3])
    #expect(try m.argmax() == 5 && t.argmax(axis: 0) == 2 && m.argmax(axis: 0, keepDims: true) == [[1, 1, 1]])
    #expect(
      try m.argmax(axis: -1) == [2, 2] && Tensor([1, .nan, 3]).argmax() == 1 && Tensor([3, 1, 3]).argmax() == 0)
    #expect(throws: TensorError.emptyReduction(operation: "argmax", [0])) { try Tensor.zeros([0]).argmax() }
    #expect(try Tensor.zeros([2, 0]).argmax(axis: 0).shape.sizes == [0])
    #expect(
      t.isClose(to: t + 1e-7) && !t.isClose(to: t + 1e-3) && !t.isClose(to: [1, 2]) && m.isClose(to: m * 1.000001))
    #expect(Tensor(.infinity).isClose(to: Tensor(.infinity)) && !Tensor(.nan).isClose(to: Tensor(.nan)))
    #expect(!Tensor(1).isClose(to: Tensor(.infinity)))
  }

  @Test func coding() throws {
    for tensor in [m, Tensor([0.1, 0.2], dtype: .float32), 3, Tensor.zeros([0, 2])] {
      let data = try JSONEncoder().encode(tensor)
      let back = try JSONDecoder().decode(Tensor.self, from: data)
      #expect(back == tensor && back.dtype == tensor.dtype)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(
      String(decoding: try encoder.encode(t), as: UTF8.self)
        == #"{"dtype":"float64","elements":[1,2,3],"shape":[3]}"#)
    for text in [
      #"{"dtype":"float64","elements":[1,2],"shape":[3]}"#, #"{"dtype":"float64","elements":[],"shape":[-1]}"#,
      #"{"dtype":"int8","elements":[1],"shape":[1]}"#,
    ] {
      #expect(throws: DecodingError.self) { try JSONDecoder().decode(Tensor.self, from: Data(text.utf8)) }
    }
  }
}
