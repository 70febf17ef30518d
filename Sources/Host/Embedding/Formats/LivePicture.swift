import Autodiff
import Player
import Rendering
import Storyboard

/// The picture of a file that is being edited, for a page that shows one after the other in the same player.
package struct LivePicture: Sendable {
  private let input: ExportInput
  /// The picture as JSON, for the script of a player that shows another one.
  package let json: String

  /// Draws a trace.
  ///
  /// - Parameters:
  ///   - trace: what happened.
  ///   - options: how the picture looks.
  ///   - export: how the player shows it; no formats are written.
  ///   - isOutdated: whether the picture is not wanted any more.
  /// - Throws: `CancellationError` where it is not, ``EmbedError/badOption(_:)``, and what layout says.
  package init(
    _ trace: Trace, options: PictureOptions, export: ExportOptions, isOutdated: () -> Bool = { false }
  ) throws {
    func goOn() throws(CancellationError) { if isOutdated() { throw CancellationError() } }
    try export.check()
    try options.check()
    let drawn = try trace.closing(options.closedGroups)
    try goOn()
    let (story, renderer) = try Animation.picture(of: drawn, options, export.excerpt)
    try goOn()
    input = ExportInput(
      trace: trace, story: story, options: options, renderer: renderer, templates: export.templates,
      pace: export.followsSpeech ? .spoken : .even(seconds: export.secondsPerStep), scale: export.scale,
      markdownStyle: export.markdownStyle, isWhole: export.excerpt == Excerpt(), keepsTheme: export.keepsTheme,
      playback: export.playback)
    let groups = try input.playerGroups(input.playerInput.prefix)
    try goOn()
    let data = LivePlayerData(input.playerInput, kind: input.pageKind, groups: groups)
    try goOn()
    json = String(decoding: data.json, as: UTF8.self)
  }

  /// The heading of the picture as plain text.
  package var title: String { input.story.plainTitle.printable }

  /// The page of a file, with its player in it.
  ///
  /// - Parameters:
  ///   - page: what the page says beside.
  ///   - picture: the picture; nil where there is none yet.
  ///   - templates: the templates of the page.
  /// - Returns: the page, as HTML.
  /// - Throws: ``TemplateError``.
  package static func page(_ page: LivePage, _ picture: LivePicture?, _ templates: Templates) throws -> [UInt8] {
    var values = try picture?.input.playerValues(isPage: true, isLive: true) ?? ["title": page.name]
    values["hasPicture"] = picture != nil
    values["name"] = page.name
    values["run"] = page.run
    values["changes"] = page.changes
    values["kind"] = picture?.input.pageKind
    values["pictureNumber"] = String(page.pictureNumber)
    values["files"] = page.files.map { ["name": $0.name, "address": $0.address] }
    values["isFile"] = page.changes != nil
    return try templates.render(.watch, values)
  }
}

/// What a page about files that are followed says beside the picture.
package struct LivePage: Sendable {
  /// The name of the file.
  package let name: String
  /// Names the process that follows it.
  package let run: String
  /// Where the page hears of changes; nil for the list of files.
  package let changes: String?
  /// The number of the picture in the page.
  package let pictureNumber: Int
  /// All files that are followed, and where their pages are.
  package let files: [(name: String, address: String)]

  /// A page.
  ///
  /// - Parameters:
  ///   - name: the name of the file.
  ///   - run: names the process that follows it.
  ///   - changes: where the page hears of changes; nil for the list of files.
  ///   - pictureNumber: the number of the picture in the page.
  ///   - files: all files that are followed, and where their pages are.
  package init(
    name: String, run: String, changes: String?, pictureNumber: Int, files: [(name: String, address: String)]
  ) {
    (self.name, self.run, self.changes) = (name, run, changes)
    (self.pictureNumber, self.files) = (pictureNumber, files)
  }
}

extension ExportInput {
  /// What of a page of several pictures depends on options, which a file may set: its theme, and buttons for groups.
  fileprivate var pageKind: String {
    let paints = options.theme.paints.map { $0.color.description }
    return "\(choosesGroups) \(keepsTheme) \(paints.joined())"
  }
}
