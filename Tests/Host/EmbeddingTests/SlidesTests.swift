import Embedding
import Foundation
import GraphLayout
import Rendering
import TestSupport
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `slides.pptx` by its parts; `Tests/Embeds/check-programs` shows it to LibreOffice Impress.
@Suite struct SlidesTests {
  /// The parts of a file, unpacked by another program.
  private struct Slides {
    let written: Written
    let parts: [String: Data]

    init(_ written: Written) throws {
      self.written = written
      let unzip = try #require(Installed("unzip"), ".ci/install installs it")
      // It compares the checksums too.
      _ = try unzip.output("-q", written.path("slides.pptx"), "-d", "\(written.scratch.path)/parts")
      parts = written.scratch.files("parts")
    }

    func text(_ path: String) throws -> String { String(decoding: try #require(parts[path], "\(path)"), as: UTF8.self) }

    func element(_ path: String) throws -> Element { try Element(#require(parts[path], "\(path)")) }
  }

  /// What a part has: its elements with their attributes, and its paragraphs.
  private final class Element: NSObject, XMLParserDelegate {
    private(set) var all: [(name: String, attributes: [String: String])] = []
    private(set) var paragraphs: [String] = []
    private var isText = false

    init(_ data: Data) throws {
      super.init()
      let parser = XMLParser(data: data)
      parser.delegate = self
      guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    }

    subscript(_ name: String) -> [[String: String]] { all.filter { $0.name == name }.map(\.attributes) }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      all.append((name, attributes))
      if name == "a:p" { paragraphs.append("") }
      isText = name == "a:t"
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      isText = false
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      if isText, let last = paragraphs.popLast() { paragraphs.append(last + string) }
    }
  }

  @Test func slideHasPictureTitleNotesAndWords() async throws {
    let slides = try Slides(await Written([.pptx]))
    let steps = try slides.written.steps()
    #expect(steps.count == 5)
    #expect(try slides.element("ppt/presentation.xml")["p:sldId"].count == 5)
    for (index, step) in steps.enumerated() {
      let slide = try slides.element("ppt/slides/slide\(index + 1).xml")
      #expect(slide.paragraphs == ["Short: step \(step.step) of 4"])
      let svg = try #require(slides.written.files["frames/frame-000\(index).svg"])
      #expect(slides.parts["ppt/media/frame-000\(index).svg"] == svg, "the frame as it is")
      let words = try #require(String(decoding: svg, as: UTF8.self).firstMatch(of: /<desc[^>]*>([^<]*)</)?.output.1)
      #expect(slide["p:cNvPr"].last?["descr"] == String(words))
      let places = zip(slide["a:off"], slide["a:ext"].filter { $0["cx"] != nil }).map { $0.merging($1) { $1 } }
      // Behind the group of everything, which has no size.
      #expect(places.count == 3 && places[1]["x"] == "0" && places[2]["x"] == "0" && places[2]["y"] == "0")
      #expect(places[2]["cx"] == "12192000" && places[2]["cy"] == "6858000")
      let (top, height) = (Int(places[1]["y"] ?? "") ?? 0, Int(places[1]["cy"] ?? "") ?? 0)
      #expect(top + height < 0 && height > 0, "the title is above the slide")
      let notes = try slides.element("ppt/notesSlides/notesSlide\(index + 1).xml").paragraphs
      #expect(notes.first == "Step \(step.step)" && notes.last == step.spoken)
      #expect(notes.count > 2)
    }
    #expect(try slides.element("ppt/notesSlides/notesSlide5.xml").paragraphs.contains("∂f/∂x = 6") == false)
    let notes = try slides.element("ppt/notesSlides/notesSlide4.xml").paragraphs
    #expect(notes.dropFirst().first == "Variable x: end of path, ∂f/∂x = 6")
    #expect(try slides.text("docProps/core.xml").contains("<dc:title>Short</dc:title>"))
    #expect(try slides.text("docProps/core.xml").contains("<dc:creator>adviz</dc:creator>"))
  }

  /// The rules of Office Open XML: every part has a type, every link leads to a part, and every part can be reached.
  @Test func packageIsWhole() async throws {
    let title = "# A 100% <b>\"dangerous\"</b> \\input{a} 中 é & ' ]]> </svg>\u{1}\nf(x) = exp(x^2) at 1"
    let slides = try Slides(await Written([.pptx], title))
    let types = try slides.element("[Content_Types].xml")
    let endings = Set(types["Default"].compactMap { $0["Extension"] })
    let named = types["Override"].compactMap { $0["PartName"] }
    #expect(Set(named).count == named.count && Set(named).isSubset(of: slides.parts.keys.map { "/\($0)" }))
    var reached: Set<String> = []
    for (path, data) in slides.parts {
      #expect(endings.contains { path.hasSuffix(".\($0)") }, "\(path)")
      guard !path.hasSuffix(".png") else { continue }
      let part = try Element(data)
      let isPicture = path.hasSuffix(".svg")
      #expect(isPicture || path.hasSuffix(".rels") || path == "[Content_Types].xml" || named.contains("/\(path)"))
      let (folder, name) = ((path as NSString).deletingLastPathComponent, (path as NSString).lastPathComponent)
      let links = slides.parts[folder.isEmpty ? "_rels/\(name).rels" : "\(folder)/_rels/\(name).rels"]
      let known = try Set(links.map { try Element($0)["Relationship"].compactMap { $0["Id"] } } ?? [])
      let used = part.all.flatMap { $0.attributes.filter { ["r:id", "r:embed"].contains($0.key) }.values }
      #expect(Set(used).isSubset(of: known), "\(path)")
      guard path.hasSuffix(".rels") else { continue }
      let base = (folder as NSString).deletingLastPathComponent
      for target in part["Relationship"].compactMap({ $0["Target"] }) {
        let found = String(NSString(string: "/\(base)/\(target)").standardizingPath.dropFirst())
        #expect(slides.parts[found] != nil, "\(path): \(target)")
        reached.insert(found)
      }
    }
    let others = slides.parts.keys.filter { !$0.hasSuffix(".rels") && $0 != "[Content_Types].xml" }
    #expect(Set(others) == reached)
    let heading = try slides.element("ppt/slides/slide1.xml").paragraphs
    #expect(heading == ["A 100% <b>\"dangerous\"</b> \\input{a} 中 é & ' ]]> </svg>\u{FFFD}: step 0 of 5"])
  }

  @Test func slideHasSizeThatIsAskedFor() async throws {
    var options = PictureOptions()
    options.size = Size(width: 1080, height: 1350)
    options.theme = .dark
    let portrait = try Slides(await Written([.pptx], options: options) { $0.scale = 0.5 })
    #expect(try portrait.element("ppt/presentation.xml")["p:sldSz"] == [["cx": "10287000", "cy": "12858750"]])
    #expect(try portrait.element("ppt/slides/slide1.xml")["a:ext"].last == ["cx": "10287000", "cy": "12858750"])
    #expect(try portrait.element("ppt/slideMasters/slideMaster1.xml")["p:clrMap"].first?["bg1"] == "dk1")
    #expect(try portrait.text("ppt/theme/theme1.xml").contains("<a:dk1><a:srgbClr val=\"101724\"/></a:dk1>"))
    let header = try #require(portrait.parts["ppt/media/frame-0000.png"]).prefix(24).suffix(8)
    // 540 and 675 pixels.
    #expect(Array(header) == [0, 0, 2, 28, 0, 0, 2, 163] as [UInt8])
    // No slide of PowerPoint has more than 56 inches.
    options.size = Size(width: 20_000, height: 4_000)
    let wide = try Slides(await Written([.pptx], options: options) { $0.scale = 0.1 })
    #expect(try wide.element("ppt/presentation.xml")["p:sldSz"] == [["cx": "51206400", "cy": "10241280"]])
  }

  @Test func ownTemplateOfSlideIsTaken() async throws {
    let scratch = try Scratch()
    let text = try Repository.text(of: "Templates/embed/pptx-slide.mustache")
    let own = text.replacingOccurrences(of: "name=\"{{step}}\"", with: "name=\"Picture of {{step}}\"")
    try scratch.write(own.utf8, to: "pptx-slide.mustache")
    let templates = try Templates(folder: scratch.path)
    let slides = try Slides(await Written([.pptx]) { $0.templates = templates })
    #expect(try slides.element("ppt/slides/slide3.xml")["p:cNvPr"].last?["name"] == "Picture of Step 2")
  }
}
