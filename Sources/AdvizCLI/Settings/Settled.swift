import Adviz
import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A command with the settings of an expression file as defaults of its options.
struct Settled<Command: ExpressionReading> {
  /// The command; what its command line gives wins over the file.
  private(set) var command: Command
  private let file: String
  private var settings: FileSettings?
  /// Those that hold for the command.
  private var applied: [FileSettings.Setting] = []

  /// Reads the settings of a file; a saved trace has none.
  ///
  /// - Parameters:
  ///   - command: the command as its command line gives it.
  ///   - input: the file.
  ///   - arguments: the command line, the name of the command first.
  /// - Throws: `CommandError` for a setting that does not exist or has a wrong value.
  init(_ command: Command, _ input: Input, arguments: [String] = Array(CommandLine.arguments.dropFirst())) throws {
    self.command = command
    file = input.name
    guard !input.holdsTrace, input.data.mayHoldSettings else { return }
    do {
      let settings = try FileSettings(input.text(), names: SettingNames.all)
      self.settings = settings
      let names = SettingNames.names(of: Command.self)
      let taken = settings.settings.filter { names.options.contains($0.name) || names.flags.contains($0.name) }
      try Self.check(taken, settings)
      try apply(taken, besides: arguments, pathsFrom: input.path)
    } catch let error as ExpressionError {
      throw CommandError(.badInput, error.report(file: file))
    }
  }

  /// The options that the file sets, by their names.
  var names: Set<String> {
    Set(applied.map { $0.name.hasPrefix("no-") ? String($0.name.dropFirst(3)) : $0.name })
  }

  /// Checks the settings as options of the command: each by itself, then whether they go together.
  private static func check(_ settings: [FileSettings.Setting], _ all: FileSettings) throws {
    let arguments = [Command.configuration.commandName ?? "", "file"]
    func mistake(_ settings: some Collection<FileSettings.Setting>) -> String? {
      do {
        _ = try AdvizTool.parseAsRoot(arguments + settings.map { $0.argument() })
        return nil
      } catch {
        return ArgumentMessage.sentence(for: error)
      }
    }
    guard mistake(settings) != nil else { return }
    let mistakes = settings.compactMap { setting in mistake([setting]).map { (setting, $0) } }
    guard mistakes.isEmpty else { throw all.error(mistakes) }
    for (index, setting) in settings.enumerated() {
      if let message = mistake(settings[...index]) { throw all.error([(setting, message)]) }
    }
  }

  /// Puts each setting before the command line, unless that gives the option or one that does not go together with it.
  private mutating func apply(
    _ settings: [FileSettings.Setting], besides arguments: [String], pathsFrom path: String
  ) throws {
    func command(_ settings: [FileSettings.Setting]) -> Command? {
      let added = settings.map { $0.argument(pathsFrom: path) }
      return try? AdvizTool.parseAsRoot(Array(arguments.prefix(1) + added + arguments.dropFirst())) as? Command
    }
    let settings = settings.filter { !$0.isGiven(in: arguments) }
    if let all = command(settings) {
      (self.command, applied) = (all, settings)
      return
    }
    for setting in settings {
      guard let more = command(applied + [setting]) else { continue }
      self.command = more
      applied.append(setting)
    }
  }

  /// The error with its place in the file, where the value that is wrong was set there.
  func placed(_ error: any Error) -> any Error {
    guard let error = error as? CommandError, let option = error.option, let settings,
      let setting = applied.first(where: { $0.name == option })
    else { return error }
    let code = error.code == .usage ? SystemExit.badInput : error.code
    if let mistakes = error.mistakes {
      return CommandError(code, settings.error(mistakes, in: setting).report(file: file, remedy: Hint.remedy))
    }
    let begin = "error: "
    guard error.message.hasPrefix(begin) else { return error }
    let message = String(error.message.dropFirst(begin.count))
    return CommandError(code, settings.error([(setting, message)]).report(file: file))
  }
}

extension FileSettings.Setting {
  /// The options whose values are paths, which begin at the folder of the file that sets them.
  private static let paths: Set<String> = ["templates", "theme"]

  /// The setting as the command line has it.
  fileprivate func argument(pathsFrom file: String? = nil) -> String {
    guard let value else { return "--\(name)" }
    guard let file, let slash = file.lastIndex(of: "/"), Self.paths.contains(name), !value.hasPrefix("/"),
      name != "theme" || value.contains(".") || value.contains("/")
    else { return "--\(name)=\(value)" }
    return "--\(name)=\(file[...slash])\(value)"
  }

  /// Whether a command line gives the option, or its opposite.
  fileprivate func isGiven(in arguments: [String]) -> Bool {
    let base = name.hasPrefix("no-") ? String(name.dropFirst(3)) : name
    return arguments.prefix { $0 != "--" }.contains { argument in
      [base, "no-\(base)"].contains { argument == "--\($0)" || argument.hasPrefix("--\($0)=") }
    }
  }
}

extension Data {
  /// Whether `#!` stands in it somewhere.
  fileprivate var mayHoldSettings: Bool {
    withUnsafeBytes { bytes in
      zip(bytes, bytes.dropFirst()).contains { $0 == UInt8(ascii: "#") && $1 == UInt8(ascii: "!") }
    }
  }
}
