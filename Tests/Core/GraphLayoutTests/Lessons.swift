import GraphLayout
import TestSupport

extension Sample {
  /// Graphs like those that courses draw: `a+b` is an operand of an operation that takes its operands in any order,
  /// `a>b` of one that does not.
  static let lessons: [Sample] = [
    // micrograd's README
    lesson(
      """
      0+2 1+2 2+3 2+3 3+5 4+5 5+7 6+7 7+8 5+8 0>9 8+10 9+10 0+11 1+11 1>13 12>13 11+14 13+14 14+16 15+16 14+17 16+17 \
      1+18 0+18 18>19 17+20 19+20 21+22 20+22 20+23 22+23 1>24 0>24 24>25 23+26 25+26 10>27 26>27 27>29 28>29 29>31 \
      30>31 32>33 29>33 31+34 33+34
      """),
    // A recurrent cell of three steps
    lesson(
      """
      0+2 1+2 0+5 4+5 0+7 6+7 3+9 8+9 7+10 9+10 10+12 11+12 12>13 3+14 13+14 5+15 14+15 15+16 11+16 16>17 3+18 17+18 \
      2+19 18+19 19+20 11+20 20>21
      """),
    // A gated recurrent unit of two steps
    lesson(
      """
      1+3 2+3 1+7 6+7 4+9 8+9 7+10 9+10 10>11 5>12 11>12 12+13 8+13 14+15 6+15 17+18 6+18 19+20 8+20 18+21 20+21 21>22 \
      22+23 8+23 16+24 23+24 15+25 24+25 25>26 11+27 26+27 13+28 27+28 4+29 28+29 3+30 29+30 30>31 0>32 31>32 32+33 \
      28+33 14+34 2+34 17+35 2+35 19+36 28+36 35+37 36+37 37>38 38+39 28+39 16+40 39+40 34+41 40+41 41>42 31+43 42+43 \
      33+44 43+44
      """),
    // Layer normalisation
    lesson(
      "1>2 1>3 2>3 0+4 3+4 1>5 2>5 5>7 6>7 7>8 8+10 9+10 10>11 4>12 11>12 12+14 13+14 14+15 14+15 15>16"),
    // A two-layer network
    lesson("0>2 1>2 2+4 3+4 4>5 5>7 6>7 7+9 8+9 9>11 10>11 11>13 12>13 13>14"),
    // Scaled dot-product attention
    lesson("1>2 0>3 2>3 4>5 3>6 5>6 6>7 6>8 7>8 8>9 9>10 9>11 10>11 11>13 12>13 13>15 14>15 15>16"),
    longSum,
    // Huber's loss
    lesson("0>1 1>3 2>3 0>6 5>6 4+7 6+7 0>8 9+10 2+10 8>11 10>11 2+12 11+12 3>13 7>13 12>13 13>14"),
    // A Gaussian density
    lesson(
      "0>2 1>2 2>4 3>4 4>5 7>9 8>9 6+10 9+10 5>11 10>11 11>12 13+15 14+15 15>16 7+17 16+17 12>18 17>18 18>19 19>20"),
    // Negative numbers, very large and very small ones, and not a number
    lesson("0>1 2>3 1+4 3+4 5>6 0>7 7>9 8>9 6>10 9>10 4>11 10>11 12>14 13>14 11+15 14+15"),
    lesson("0+2 1+2 3+4 0+4 2+5 4+5 1>6 3>6 5+7 6+7 8+9 3+9 7>10 9>10"),
    lesson("0>1 0+2 1+2 3>4 2+5 4+5 6+7 0+7 7>8 9>10 8>11 10>11 5+12 11+12"),
    // 2xy + 3(x + 1)/(2y), x² + 2ˣ and x³ log(x)
    lesson("0+2 1+2 2+4 3+4 1+7 6+7 5+8 7+8 9+10 3+10 8>11 10>11 4+12 11+12"),
    lesson("0>2 1>2 1>3 0>3 2+4 3+4"), lesson("0>2 1>2 0>3 2+4 3+4"),
  ]

  /// The graph of a + b + … with ten variables.
  static let longSum = lesson(
    "0+2 1+2 2+4 3+4 4+6 5+6 6+8 7+8 8+10 9+10 10+12 11+12 12+14 13+14 14+16 15+16 16+18 17+18")

  /// A graph given by its edges; every other leaf is a constant.
  private static func lesson(_ text: String) -> Sample {
    let edges = text.split(separator: " ").map { edge -> (from: Int, to: Int, isFixed: Bool) in
      let ends = edge.split { $0 == "+" || $0 == ">" }.compactMap { Int($0) }
      return (ends[0], ends[1], edge.contains(">"))
    }
    let operations = Set(edges.map(\.to))
    let count = (edges.map { max($0.from, $0.to) }.max() ?? 0) + 1
    let nodes = (0..<count).map { operations.contains($0) ? operation : $0.isMultiple(of: 2) ? variable : constant }
    var sample = Sample(nodes: nodes, edges: edges.map { ($0.from, $0.to) })
    for (index, edge) in edges.enumerated() { sample.edges[index].isOrderFixed = edge.isFixed }
    return sample
  }

  /// A random graph in which about half of the operations take their operands in any order.
  static func mixed(nodes count: Int, seed: UInt64) -> Sample {
    var sample = random(nodes: count, seed: seed)
    var kinds = SplitMix64(seed)
    let isFixed = sample.nodes.map { _ in Bool.random(using: &kinds) }
    for index in sample.edges.indices { sample.edges[index].isOrderFixed = isFixed[sample.edges[index].to] }
    return sample
  }
}
