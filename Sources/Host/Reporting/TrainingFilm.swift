import Autodiff
import Charts
import Rendering
import Tensors
import Training

/// A training run on points of a plane as one picture that plays by itself: decision boundary, loss, and the norm of
/// each layer's gradient over the steps.
public struct TrainingFilm: Sendable {
  private let title: String
  private let points: Spiral
  private let testSet: Spiral
  private let loss: Loss
  /// The moments so far, of which each is so many times recorded apart.
  private var moments: [Moment] = []
  private var stride = 1
  private var recorded = 0

  private struct Moment: Sendable {
    let step: Int
    let loss: Double
    let norms: [Double]
    let regions: [UInt8]
  }

  /// The most moments that are kept; of a longer run every second one is left out.
  private static let most = 60
  /// The most points that a moment's loss is taken over, and that are drawn.
  private static let mostPoints = 1000
  /// The side of the plane in pixels.
  private static let side = 96

  /// The film of a run that has not begun.
  ///
  /// - Parameters:
  ///   - title: the heading.
  ///   - points: the training set, of which up to 1,000 give loss and gradients.
  ///   - testSet: the points that are drawn, up to 1,000.
  ///   - loss: how the loss is computed.
  public init(_ title: String, learning points: Spiral, testing testSet: Spiral, loss: Loss = .stable) {
    (self.title, self.points, self.testSet, self.loss) = (title, points, testSet, loss)
  }

  /// Keeps what the network does after so many steps.
  ///
  /// - Parameters:
  ///   - network: the network then.
  ///   - steps: the steps it has made.
  ///   - isLast: whether the run has ended, so that the moment is kept in any case.
  /// - Throws: ``TensorError`` where network and points do not fit, ``EmbedError`` for an image that cannot be made.
  /// - Complexity: that of a training step over 1,000 points, and of an answer at each of 9,216 places.
  public mutating func record(_ network: Perceptron, after steps: Int, isLast: Bool = false) throws {
    defer { recorded += 1 }
    guard isLast || recorded.isMultiple(of: stride), moments.last?.step != steps else { return }
    let rows = Array(Swift.stride(from: 0, to: points.count, by: Self.spread(points.count)))[...]
    let (loss, gradients) = try network.gradients(points.inputs(rows), points.targets(rows), by: loss)
    let weights = Swift.stride(from: 0, to: gradients.count, by: 2).map { gradients[$0] }
    moments.append(
      Moment(
        step: steps, loss: loss, norms: weights.map { TraceValue.norm(of: $0.elements) },
        regions: try TrainingReport.Figure.regions(of: network, classes: points.classes, side: Self.side)))
    guard moments.count > Self.most, !isLast else { return }
    moments = moments.enumerated().filter { $0.offset.isMultiple(of: 2) }.map { $0.element }
    stride *= 2
  }

  /// The distance of points of which at most a thousand are taken.
  private static func spread(_ count: Int) -> Int { max(1, (count + mostPoints - 1) / mostPoints) }

  /// The picture as an SVG document.
  ///
  /// - Parameter theme: its colours.
  /// - Returns: the bytes of the document, UTF-8.
  public func svg(theme: Theme = .light) -> [UInt8] {
    let marks = TrainingReport.Figure.marks(of: testSet)
    let layers = moments.first?.norms.indices ?? 0..<0
    return Film(
      title, moments.map { Film.Moment(step: $0.step, regions: $0.regions) }, reach: TrainingReport.Figure.reach,
      points: Swift.stride(from: 0, to: marks.count, by: Self.spread(marks.count)).map { marks[$0] },
      names: TrainingReport.Figure.names(of: testSet),
      charts: [
        (
          title: "loss", axis: "cross entropy",
          curves: [Chart.Curve("loss", moments.map { (x: Double($0.step), y: $0.loss) })]
        ),
        (
          title: "norm of the gradient of each layer", axis: "norm",
          curves: layers.map { layer in
            Chart.Curve("W\(layer + 1)", moments.map { (x: Double($0.step), y: $0.norms[layer]) })
          }
        ),
      ]
    ).svg(theme: theme)
  }
}
