import Adviz
import ArgumentParser

struct PredictCommand: AdvizCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Tell what a trained network sees in images.",
    discussion: """
      An image is a PNG file, or an IDX file of many. The network has learnt white digits on black, 28×28 pixels; a PNG \
      with a light border is inverted, and one of another size is cut to its ink, made smaller with its proportions kept, \
      and put into the middle by its centre of mass, as MNIST's digits are. The images of IDX files are taken as they are.

      Example:
        adviz predict digit.png
        adviz predict --checkpoint Output/best/network.safetensors t10k-images-idx3-ubyte.gz \
      --labels t10k-labels-idx1-ubyte.gz
      """)

  @Argument(help: ArgumentHelp("PNG or IDX files.", valueName: "image"))
  var images: [String]

  @Option(help: ArgumentHelp("The network, as adviz train writes it.", valueName: "file"))
  var checkpoint = "Output/mnist/network.safetensors"

  @Option(help: ArgumentHelp("An IDX file that tells what one IDX file of images shows.", valueName: "file"))
  var labels: String?

  @Option(help: MemoryLimit.help)
  var maxMemory: ByteCount?

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    if labels != nil, images.count != 1 { throw ValidationError("--labels belongs to one file of images.") }
  }

  func execute() throws {
    MemoryLimit.apply(maxMemory)
    let network = try Checkpoint(path: checkpoint)
    let truth = try labels.map(readLabels)
    let answers = try images.flatMap { file in
      let predictions = try network.predictions(path: file)
      return predictions.enumerated().map { place, prediction in
        Answer(
          image: predictions.count == 1 ? file : "\(file)[\(place)]", answer: prediction.answer,
          probabilities: prediction.probabilities, label: nil)
      }
    }
    guard truth == nil || truth?.count == answers.count else {
      throw TrainingError.mismatched(
        "\(images[0]) holds \(answers.count) images and \(labels ?? "") \(truth?.count ?? 0) labels")
    }
    let labelled = answers.enumerated().map { place, answer in answer.with(label: truth?[place]) }
    let right = labelled.count { $0.answer == $0.label }
    let accuracy = truth == nil ? nil : Double(right) / Double(max(1, labelled.count))
    if json { return try Console.print(JSONReport.text(Report(accuracy: accuracy, images: labelled))) }
    try Console.print(labelled.count == 1 ? labelled[0].table : Table.text(labelled.map(\.row)))
    if let accuracy {
      try Console.print("\(right) of \(labelled.count) right, \((accuracy * 10_000).rounded() / 100) %")
    }
  }

  private func readLabels(_ path: String) throws -> [Int] {
    let file = try IDXFile(path: path)
    guard file.sizes.count == 1 else {
      throw TrainingError.malformed(
        file: path, reason: "these are no labels: \(file.sizes.count) axes instead of 1")
    }
    return file.bytes.map(Int.init)
  }

  private struct Report: Encodable {
    let accuracy: Double?
    let images: [Answer]
  }

  private struct Answer: Encodable {
    let image: String
    let answer: Int
    let probabilities: [Double]
    let label: Int?

    func with(label: Int?) -> Answer {
      Answer(image: image, answer: answer, probabilities: probabilities, label: label)
    }

    /// The file, the answer, and how sure it is.
    var row: [String] {
      [image, "\(answer)", percent(probabilities[answer]), label.map { $0 == answer ? "" : "is \($0)" } ?? ""]
    }

    /// Every class, the most probable first.
    var table: String {
      let classes = probabilities.indices.sorted { (-probabilities[$0], $0) < (-probabilities[$1], $1) }
      return Table.text([["\(image):", "\(answer)"]]) + "\n"
        + Table.text(classes.map { ["\($0)", percent(probabilities[$0])] })
        + (label.map { "\nlabel: \($0)" } ?? "")
    }

    private func percent(_ share: Double) -> String { "\(NumberStyle().text((share * 10_000).rounded() / 100)) %" }
  }
}
