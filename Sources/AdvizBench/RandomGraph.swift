import Adviz

/// A graph of layers in which every operation has operands of the layers before, the same for the same size.
struct RandomGraph {
  /// The sum of what nobody else uses.
  let output: Node

  init(nodes count: Int) {
    var noise = NormalGenerator(seed: 1)
    func below(_ bound: Int) -> Int { min(bound - 1, Int(abs(noise.next()) * Double(bound) / 3)) }
    let width = max(2, Int(Double(count).squareRoot() / 2))
    let leaves = min(width, count - 1)
    var nodes = (0..<leaves).map { variable(Tensor(0.5 + noise.next() / 8), name: "x\($0)") }
    var isUsed = [Bool](repeating: false, count: count)
    // Room for the sums at the end, which bring the open ends together.
    while nodes.count < count {
      let open = isUsed.indices.prefix(nodes.count).filter { !isUsed[$0] }
      let isClosing = open.count > count - nodes.count
      let first = isClosing ? open[0] : nodes.count - 1 - below(min(nodes.count, 2 * width))
      let second = isClosing && open.count > 1 ? open[1] : nodes.count - 1 - below(min(nodes.count, 2 * width))
      (isUsed[first], isUsed[second]) = (true, true)
      switch isClosing ? 0 : nodes.count % 4 {
      case 0: nodes.append(nodes[first] + nodes[second])
      case 1: nodes.append(sin(nodes[first]))
      case 2: nodes.append(nodes[first] * nodes[second])
      default: nodes.append(tanh(nodes[first]))
      }
    }
    output = nodes[nodes.count - 1]
  }
}
