import Foundation
import TestSupport
import Testing
import Training

/// `adviz train` and `adviz predict` as processes, on data the tests make.
@Suite struct TrainTests {
  private let tool: Tool

  init() throws {
    tool = try Tool()
    try writeDigits()
  }

  private func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(tool.folder)/\(name)"))
  }

  private static func word(_ number: Int) -> [UInt8] { [0, 0, UInt8(number >> 8), UInt8(number & 255)] }

  /// Images of 28×28 pixels, in which the digit k is a light row 2k.
  private static func images(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = [0, 0, 8, 3] + word(count) + word(28) + word(28)
    for image in 0..<count {
      for pixel in 0..<784 { bytes.append(pixel / 28 == image % 10 * 2 + 4 ? UInt8(200 + image % 50) : 0) }
    }
    return bytes
  }

  private static func labels(_ count: Int) -> [UInt8] {
    let header: [UInt8] = [0, 0, 8, 1] + word(count)
    return header + (0..<count).map { UInt8($0 % 10) }
  }

  private static let digits = [images(60), labels(60), images(30), labels(30)]

  private func writeDigits() throws {
    try FileManager.default.createDirectory(atPath: "\(tool.folder)/d", withIntermediateDirectories: true)
    for (name, bytes) in zip(MNIST.files, Self.digits) { try write(bytes, to: "d/\(name)") }
  }

  private func refuses(
    _ arguments: [String], code: Int32, saying sentences: String..., environment: [String: String] = [:],
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let result = try tool.run(arguments, environment: environment)
    #expect(result.code == code && result.output == "", "\(result)", sourceLocation: location)
    for sentence in sentences {
      #expect(result.errors.contains(sentence), "\(result.errors)", sourceLocation: location)
    }
    #expect(result.errors.count { $0 == "\n" } == 1, "\(result.errors)", sourceLocation: location)
  }

  /// A run without a report.
  private func quick(_ rest: String..., iterations: Int = 20) -> [String] {
    ["train", "mnist", "--data", "d", "--hidden", "8", "--iterations", "\(iterations)", "--batch", "10", "--no-report"]
      + rest
  }

  @Test func runIsReportedAndUsed() throws {
    defer { tool.remove() }
    let result = try tool.run(quick("--json", iterations: 100))
    #expect(result.code == 0 && !result.errors.contains("error"))
    let report = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Double])
    #expect(Set(report.keys) == ["accuracy", "loss", "seconds", "us_per_step", "iterations", "seed"])
    #expect(report["accuracy"] == 1 && report["iterations"] == 100)
    let answers = try tool.run("predict", "d/\(MNIST.files[2])", "--labels", "d/\(MNIST.files[3])")
    #expect(answers.code == 0 && answers.output.hasSuffix("30 of 30 right, 100.0 %\n"))
    #expect(answers.output.hasPrefix("d/t10k-images-idx3-ubyte[0]   0  "), "\(answers.output)")
    let one = try tool.run("predict", "d/\(MNIST.files[2])", "--json").output
    let parsed = try JSONSerialization.jsonObject(with: Data(one.utf8)) as? [String: [[String: Any]]]
    #expect(parsed?["images"]?.count == 30 && parsed?["images"]?[7]["answer"] as? Int == 7)
  }

  @Test(.enabled(if: isThorough)) func sameSeedGivesSameBytes() throws {
    defer { tool.remove() }
    for name in ["a", "b"] { #expect(try tool.run(quick("-o", name, "--shifts", "1", "--seed", "3")).code == 0) }
    #expect(try tool.run(quick("-o", "c", "--shifts", "1", "--seed", "4")).code == 0)
    let first = try #require(tool.read("a/network.safetensors"))
    #expect(tool.read("b/network.safetensors") == first)
    #expect(tool.read("c/network.safetensors") != first)
  }

  @Test(.enabled(if: isThorough)) func optionsOverrideRecipes() throws {
    defer { tool.remove() }
    let result = try tool.run("train", "mnist", "--data", "d", "--recipe", "best", "--hidden", "8,6", "--epochs", "2")
    #expect(result.code == 0, "\(result.errors)")
    #expect(try Checkpoint(path: "\(tool.folder)/Output/mnist/network.safetensors").network.sizes == [784, 8, 6, 10])
    #expect(try tool.run(quick("--recipe", "default")).code == 0)
    for wrong in [
      ["--recipe", "cake"], ["--hidden", "8,x"], ["--rate", "0"], ["--momentum", "1"], ["--epochs", "3"],
      ["--batch", "0"], ["--optimizer", "newton"], ["--shifts", "-1"], ["--shifts", "28"],
    ] { #expect(try tool.run(quick() + wrong).code == 64, "\(wrong)") }
  }

  @Test func convolutionIsARecipe() throws {
    defer { tool.remove() }
    let result = try tool.run(
      "train", "mnist", "--data", "d", "--recipe", "convolution", "--iterations", "1", "--batch", "10", "--hidden", "8",
      isThorough ? "--report" : "--no-report")
    #expect(result.code == 0 && result.output.contains("test accuracy"), "\(result.errors)")
    let network = try Checkpoint(path: "\(tool.folder)/Output/mnist/network.safetensors").network
    #expect(network.sizes == [784, 2304, 512, 8, 10])
    #expect(try tool.run("predict", "d/\(MNIST.files[2])").code == 0)
  }

  @Test func spiralNeedsNoData() throws {
    defer { tool.remove() }
    let result = try tool.run(
      "train", "spiral", "--epochs", "1", "--points", "50", "--film", isThorough ? "--report" : "--no-report")
    let film = try String(contentsOfFile: "\(tool.folder)/Output/spiral/film.svg", encoding: .utf8)
    #expect(film.contains("norm of the gradient of each layer") && film.hasSuffix("</svg>\n"))
    #expect(result.code == 0 && result.output.contains("test accuracy"), "\(result.errors)")
    #expect(try Checkpoint(path: "\(tool.folder)/Output/spiral/network.safetensors").network.sizes == [2, 16, 16, 3])
    try refuses(
      ["predict", "d/\(MNIST.files[2])", "--checkpoint", "Output/spiral/network.safetensors"], code: 65,
      saying: "the network of this checkpoint takes 2 numbers and is not for images")
  }

  @Test(arguments: sampled([(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)], oneIn: 2))
  func interruptionKeepsNetwork(_ signal: Int32, _ code: Int32) throws {
    defer { tool.remove() }
    let process = try tool.start("train", "spiral", "--iterations", "100000000", "--checkpoint-every", "0")
    let path = "\(tool.folder)/Output/spiral/network.safetensors"
    for _ in 0..<3000 where !FileManager.default.fileExists(atPath: path) { usleep(10_000) }
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == code)
    #expect(try Checkpoint(path: path).network.sizes == [2, 16, 16, 3])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: "\(tool.folder)/Output/spiral") == ["network.safetensors"])
  }

  @Test func killLeavesWholeCheckpoint() throws {
    defer { tool.remove() }
    let path = "\(tool.folder)/Output/spiral/network.safetensors"
    for pause in stride(from: 0, to: 100_000, by: isThorough ? 10_007 : 40_007) {
      let process = try tool.start("train", "spiral", "--iterations", "100000000", "--checkpoint-every", "0")
      for _ in 0..<3000 where !FileManager.default.fileExists(atPath: path) { usleep(10_000) }
      usleep(UInt32(pause))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(try Checkpoint(path: path).network.sizes == [2, 16, 16, 3])
    }
  }

  @Test(.enabled(if: isThorough)) func progressLinesWithoutTerminal() throws {
    defer { tool.remove() }
    let path = "\(tool.folder)/errors"
    try write([], to: "errors")
    let process = Process()
    process.executableURL = Tool.program
    process.arguments = ["train", "spiral", "--iterations", "100000000", "--no-report"]
    process.currentDirectoryURL = URL(fileURLWithPath: tool.folder)
    process.standardError = FileHandle(forWritingAtPath: path)
    try process.run()
    for _ in 0..<3000 where (tool.read("errors") ?? Data()).isEmpty { usleep(10_000) }
    process.interrupt()
    process.waitUntilExit()
    let lines = String(decoding: tool.read("errors") ?? Data(), as: UTF8.self).split(separator: "\n")
    let pattern = /training: 0 %, \d+\/100000000, \d+ steps\/s, loss [\d.]+, \d+ s left/
    #expect(try lines.first.map { try pattern.wholeMatch(in: $0) != nil } == true, "\(lines)")
    #expect(lines.last?.contains("the network so far is in Output/spiral/network.safetensors") == true)
  }

  @Test func divergenceKeepsCheckpoint() throws {
    defer { tool.remove() }
    #expect(try tool.run(quick()).code == 0)
    let before = tool.read("Output/mnist/network.safetensors")
    // The program names its options.
    try refuses(
      quick("--rate", "1e30", isThorough ? "--report" : "--no-report"), code: 1,
      saying: "at iteration ", "A smaller learning rate (--rate) helps" + (isThorough ? "; Output/mnist/" : ""))
    try refuses(
      quick("--loss", "naive", "--rate", "1e4"), code: 1,
      saying: "The first such number was born in ",
      "A smaller learning rate (--rate) or the stable loss (--loss stable) helps")
    #expect(tool.read("Output/mnist/network.safetensors") == before)
    guard isThorough else { return }
    let picture = String(decoding: tool.read("Output/mnist/divergence.svg") ?? Data(), as: UTF8.self)
    #expect(picture.contains("class=\"ring\""))
  }

  @Test func missingDataIsNamed() throws {
    defer { tool.remove() }
    let environment = [
      "XDG_CACHE_HOME": "\(tool.folder)/cache", "ADVIZ_MIRRORS": "file:///nowhere/ http://127.0.0.1:9/",
    ]
    try refuses(
      ["train", "mnist"], code: 66,
      saying: "put " + MNIST.files.map { "\($0).gz" }.joined(separator: ", ")
        + " into \(tool.folder)/cache/adviz/mnist, or into another folder and name it with --data",
      environment: environment)
    // What lies there is used without a network.
    for name in MNIST.files {
      try FileManager.default.copyItem(
        atPath: "\(tool.folder)/d/\(name)", toPath: "\(tool.folder)/cache/adviz/mnist/\(name)")
    }
    let result = try tool.run(
      ["train", "mnist", "--hidden", "4", "--iterations", "10", "--no-report"], environment: environment)
    #expect(result.code == 0, "\(result.errors)")
  }

  @Test func malformedDataFiles() throws {
    defer { tool.remove() }
    let names = MNIST.files
    let cases: [(String, [UInt8], String)] = [
      (names[0], Array(Self.digits[0].dropLast(9)), "it is cut off"),
      (names[0], Self.digits[0] + [1], "there are bytes too many"),
      (names[0], Self.digits[1], "these are no images"),
      (names[1], Self.digits[0], "these are no labels"),
      (names[0], [80, 75] + Self.digits[0].dropFirst(2), "this is no IDX file"),
      (names[1], Self.labels(59) + [10], "bytes too many"),
      (names[1], Array(Self.digits[1].dropLast()) + [10], "label 59 is 10, and labels are from 0 to 9"),
      (names[1], Self.labels(59), "holds 60 images and d/train-labels-idx1-ubyte 59 labels"),
      (names[0], [0, 0, 8, 3, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0, 0, 28], "are beyond"),
      (names[2], [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1], "the packed file is"),
    ]
    for (name, bytes, sentence) in sampled(cases, oneIn: 3) {
      try writeDigits()
      try write(bytes, to: "d/\(name)")
      try refuses(quick(), code: 65, saying: sentence)
    }
    #expect(tool.read("Output/mnist/network.safetensors") == nil)
    try refuses(["train", "mnist", "--data", "d/\(names[0])"], code: 66, saying: "lacks train-images-idx3-ubyte")
  }

  @Test func unusableCheckpoints() throws {
    defer { tool.remove() }
    let file = "d/\(MNIST.files[2])"
    try refuses(
      ["predict", file], code: 66, saying: "cannot read Output/mnist/network.safetensors: there is no such file")
    #expect(try tool.run(quick()).code == 0)
    let whole = try #require(tool.read("Output/mnist/network.safetensors"))
    try write(Array(whole.prefix(whole.count / 2)), to: "half.safetensors")
    try refuses(["predict", file, "--checkpoint", "half.safetensors"], code: 65, saying: "it is cut off within 'W1'")
    try refuses(["predict", file, "--checkpoint", file], code: 65, saying: "no checkpoint in the safetensors format")
    try refuses(["predict", "d/\(MNIST.files[3])"], code: 65, saying: "the network takes images of 28×28 pixels")
    try refuses(["predict", "half.safetensors"], code: 65, saying: "this is neither a PNG nor an IDX file")
    try refuses(["predict", file, "--labels", "d/\(MNIST.files[1])"], code: 65, saying: "30 images and d/train-labels")
  }

  @Test func fullDiskStillPrintsResult() throws {
    defer { tool.remove() }
    let full = try tool.run(quick("--checkpoint", "/dev/full"))
    #expect(full.code == 73 && full.errors.contains("cannot write /dev/full: No space left on device"))
    #expect(full.output.contains("test accuracy"))
    // A limit of 512 bytes a file, as a disk that fills while the file is written.
    #expect(try tool.run(quick()).code == 0)
    let before = try #require(tool.read("Output/mnist/network.safetensors"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments =
      ["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\" 2>/dev/null >/dev/null", Tool.program.path]
      + quick("--seed", "9")
    process.currentDirectoryURL = URL(fileURLWithPath: tool.folder)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 73)
    #expect(tool.read("Output/mnist/network.safetensors") == before)
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(tool.folder)/Output/mnist")
    #expect(names.filter { $0.contains(".adviz-") } == [])
    try refuses(quick("-o", "/proc/adviz"), code: 73, saying: "cannot write /proc/adviz/network.safetensors")
  }
}
