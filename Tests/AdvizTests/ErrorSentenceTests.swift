import Adviz
import Testing

/// The sentences of the library's errors: it knows no program, so that none of them names an option of the command line.
///
/// Each function hands out the cases of an enum one after the other; a case that is added does not compile without a
/// place in it.
@Suite struct ErrorSentenceTests {
  @Test func noSentenceNamesAnOption() throws {
    let sentences = try [
      Self.all(Self.next(after:)) as [any Error], Self.all(Self.nextEmbedError), Self.all(Self.nextTemplateError),
      Self.all(Self.nextTrainingError), Self.all(Self.nextLayoutError), Self.all(Self.nextTensorError),
    ].joined().map { "\($0)" }
    #expect(sentences.count == 58)
    for sentence in sentences { #expect(!sentence.contains("--") && !sentence.isEmpty, "\(sentence)") }
  }

  private static func all<Failure: Error>(_ next: (Failure?) throws -> Failure?) rethrows -> [Failure] {
    var all: [Failure] = []
    while let error = try next(all.last), all.count < 100 { all.append(error) }
    return all
  }

  private static func next(after error: OutputError?) -> OutputError? {
    switch error {
    case nil: .foreignFile(folder: "f", file: "g")
    case .foreignFile: .cannotWrite(path: "f", reason: "it is full")
    case .cannotWrite: .systemRefuses(path: "f", code: 28)
    case .systemRefuses: nil
    }
  }

  private static func nextEmbedError(_ error: EmbedError?) -> EmbedError? {
    switch error {
    case nil: .tooManyPixels(name: "f.png", width: 40_000, height: 2)
    case .tooManyPixels: .tooMuch(bytes: 12_345, limit: 10_000, fitting: nil)
    case .tooMuch(_, _, nil): .tooMuch(bytes: 12_345, limit: 10_000, fitting: .init(every: 3, steps: 0...4))
    case .tooMuch: .traceTooLarge(bytes: 12_345, limit: 10_000)
    case .traceTooLarge: .tooLarge(file: "f.pptx", size: "12000 slides", limit: "10000")
    case .tooLarge: .cannotDraw("there is no memory for it")
    case .cannotDraw: .badOption("the scale is a number")
    case .badOption: .unknownEnding(path: "f.jpeg")
    case .unknownEnding: .noEngine(file: "f.html")
    case .noEngine: .noProgram("ffmpeg", package: "ffmpeg", file: "f.gif")
    case .noProgram: .programFailed("ffmpeg", file: "f.gif", reason: "it is full", code: 28)
    case .programFailed: nil
    }
  }

  private static func nextTemplateError(_ error: TemplateError?) -> TemplateError? {
    switch error {
    case nil: .noFolder("f")
    case .noFolder: .nothingToOverride(folder: "f")
    case .nothingToOverride: .unreadable("f")
    case .unreadable: .endless("f")
    case .endless: .malformed(file: "f", line: 1, column: 2, reason: "the tag is not closed")
    case .malformed: .tooLarge("f")
    case .tooLarge: .tooMuch("f", reason: "makes a page that is too large")
    case .tooMuch: nil
    }
  }

  private static func nextTrainingError(_ error: TrainingError?) -> TrainingError? {
    switch error {
    case nil: .unreadable(file: "f", reason: "there is no such file")
    case .unreadable: .malformed(file: "f", reason: "it is cut off")
    case .malformed: .mismatched("f and g do not belong together")
    case .mismatched: .noData(folder: "f", files: ["g"])
    case .noData: .noDownload(reason: "no connection", folder: "f", files: ["g"])
    case .noDownload: .noCacheFolder
    case .noCacheFolder: .badSetting("the rate is a number")
    case .badSetting: nil
    }
  }

  private static func nextLayoutError(_ error: LayoutError?) -> LayoutError? {
    switch error {
    case nil: .noSuchNode(edge: 1, node: 2)
    case .noSuchNode: .unusableNode(1)
    case .unusableNode: .unusableLabel(edge: 1)
    case .unusableLabel: .unusableOptions
    case .unusableOptions: .cycle(edge: 1)
    case .cycle: .tooLarge(slots: 1_000_000)
    case .tooLarge: .orderingFailed("Graphviz could not order the graph")
    case .orderingFailed: .badOption("the size is too large")
    case .badOption: nil
    }
  }

  private static func nextTensorError(_ error: TensorError?) throws -> TensorError? {
    let (a, b) = (try Shape([2]), try Shape([3]))
    return switch error {
    case nil: .invalidShape([-1])
    case .invalidShape: .tooManyElements([1 << 40])
    case .tooManyElements: .tooMuchMemory(bytes: 20_000_000, limit: 10_000_000)
    case .tooMuchMemory: .wrongElementCount(shape: a, count: 3)
    case .wrongElementCount: .ragged
    case .ragged: .shapesDoNotBroadcast(operation: "add", a, b)
    case .shapesDoNotBroadcast: .axisOutOfRange(operation: "sum", axis: 2, a)
    case .axisOutOfRange: .repeatedAxis(operation: "sum", axis: 0, a)
    case .repeatedAxis: .emptyReduction(operation: "max", a)
    case .emptyReduction: .innerDimensionsDiffer(a, b)
    case .innerDimensionsDiffer: .scalarInProduct
    case .scalarInProduct: .tooManyAxes(operation: "dot", a)
    case .tooManyAxes: .unfitImages(operation: "conv2d", reason: "windows of 3×3 are larger than images of 2×2")
    case .unfitImages: .unfitLabels(logits: a, labels: b)
    case .unfitLabels: .invalidIndex("5 is no place", a)
    case .invalidIndex: .shapesDoNotJoin(operation: "concatenate", a, b)
    case .shapesDoNotJoin: .nothingToJoin(operation: "stack")
    case .nothingToJoin: .axisNotOne(axis: 0, a)
    case .axisNotOne: .cannotReshape(a, to: [3])
    case .cannotReshape: .wrongOperandCount(operation: "add", takes: 2...2, count: 3)
    case .wrongOperandCount: .unfitGradients(parameters: [a], gradients: [b])
    case .unfitGradients: .wrongContribution(operation: "swish", operand: 0, a, b)
    case .wrongContribution: nil
    }
  }
}
