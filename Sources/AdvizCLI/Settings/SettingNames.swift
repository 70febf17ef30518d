import Adviz
import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The options that an expression file may set: those of the commands that read one, but for what concerns the run.
enum SettingNames {
  private static let reserved = FileSettings.Names.reservedOptions

  /// The names that any command takes.
  static let all: FileSettings.Names = FileSettings.Names(
    options: commands.values.reduce(into: []) { $0.formUnion($1.options) },
    flags: commands.values.reduce(into: []) { $0.formUnion($1.flags) }, reserved: reserved)

  /// The names that one command takes.
  static func names(of command: any ExpressionReading.Type) -> FileSettings.Names {
    commands[command.configuration.commandName ?? ""] ?? FileSettings.Names(options: [], flags: [], reserved: reserved)
  }

  /// The names that each command takes.
  private static let commands: [String: FileSettings.Names] = {
    let commands = AdvizTool.configuration.subcommands.filter { $0 is any ExpressionReading.Type }
    return Dictionary(uniqueKeysWithValues: commands.map { ($0.configuration.commandName ?? "", read($0)) })
  }()

  private static func read(_ command: any ParsableCommand.Type) -> FileSettings.Names {
    let help = try? JSONDecoder().decode(Help.self, from: Data(command._dumpHelp().utf8))
    let arguments = help?.command.arguments ?? []
    func names(_ kind: String) -> Set<String> {
      Set(arguments.filter { $0.kind == kind }.compactMap(\.preferredName?.name)).subtracting(reserved)
    }
    return FileSettings.Names(options: names("option"), flags: names("flag"), reserved: reserved)
  }

  /// What `--experimental-dump-help` tells of a command.
  private struct Help: Decodable {
    struct Command: Decodable {
      struct Argument: Decodable {
        struct Name: Decodable { let name: String }
        let kind: String
        let preferredName: Name?
      }
      let arguments: [Argument]?
    }
    let command: Command
  }
}
