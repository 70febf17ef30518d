import Foundation
import Rendering
import Testing

/// The check for overlaps finds what it is there to find.
@Suite struct OverlapCheckTests {
  private func faults(_ svg: String) throws -> [InkFault] {
    InkCheck.faults(try InkReader.read(Array(svg.utf8)))
  }

  @Test func sampleIsWithoutFault() throws {
    let picture = try InkReader.read(Array(InkSample.svg.utf8))
    #expect(InkCheck.faults(picture).map(\.sentence) == [])
    // Every kind of thing is in it, so that each kind of overlap can be made of it.
    let roles = Set(picture.shapes.map(\.role))
    let all: Set<InkShape.Role> = [
      .text, .outline, .ring, .curve, .arrowhead, .ground, .card, .chip, .swatch, .bar, .dot, .sign,
    ]
    #expect(roles == all)
  }

  /// What is changed in the sample, and what must be said of it.
  private static let changes: [(old: String, new: String, kind: String, words: String)] = [
    ("M138,150C200,150 250,190 330,220", "M138,150C200,350 250,330 330,220", "stray number", "edge 3.0"),
    ("x=\"200\" y=\"160\"", "x=\"160\" y=\"160\"", "text out of ground", "'12' (edge 3.0) leaves"),
    ("x=\"200\" y=\"160\"", "x=\"318\" y=\"200\"", "arrowhead–ground", "edge 3.0"),
    ("translate(205 175)", "translate(205 240)", "text out of ground", "'12'"),
    ("translate(205 175)", "translate(205 181)", "text out of ground", "by 1.0 points"),
    ("M338,238L331,242L329,234z", "M338,228L331,232L329,224z", "arrowhead–arrowhead", "edge 3.0"),
    ("M338,238L331,242L329,234z", "M348,234L341,238L339,230z", "arrowhead–ring", "node 3"),
    ("M138,300C200,300 250,260 330,240", "M138,300C138,150 200,160 330,220", "curve on curve", "for"),
    ("C200,300 250,260 330,240", "C200,300 350,200 330,222", "arrowhead–curve", "edge 3.1"),
    ("C200,300 250,260 330,240", "C20,30 -60,80 330,240", "curve–outline", "node 1"),
    ("C200,300 250,260 330,240", "C100,300 100,260 330,240", "curve–outline", "node 2"),
    ("C200,300 250,260 330,240", "C220,130 220,130 330,240", "curve–ground", "edge 3.1"),
    ("M138,300C", "M188,300C", "loose edge", "edge 3.1 begins at no node"),
    ("M338,238L331,242L329,234z", "M308,238L301,242L299,234z", "loose edge", "edge 3.1 ends"),
    ("data-edge=\"3.1\"", "data-edge=\"9.1\"", "loose edge", "no node to point to"),
    ("data-node=\"2\"", "data-node=\"2\" transform=\"translate(0 -100)\"", "outline–text", "text '4' (node 1)"),
    ("data-node=\"2\"", "data-node=\"2\" transform=\"translate(0 -110)\"", "outline–outline", "node 1"),
    ("data-node=\"2\"", "data-node=\"2\" transform=\"translate(0 70)\"", "card–outline", "node 2"),
    ("translate(95 205)", "translate(95 190)", "outline–text", "text '4' (node 1) "),
    ("translate(95 155)", "translate(67 155)", "text out of outline", "'x' (node 1) leaves"),
    ("translate(371 236)", "translate(384 256)", "text out of outline", "'mul'"),
    ("translate(20 148)", "translate(8 148)", "text out of ground", "'the derivative'"),
    ("cx=\"30\" cy=\"160\"", "cx=\"30\" cy=\"167\"", "dot out of ground", "node 1"),
    ("cx=\"30\" cy=\"160\"", "cx=\"25\" cy=\"150\"", "dot–text", "'the derivative'"),
    ("<rect x=\"10\" y=\"130\"", "<rect x=\"20\" y=\"130\"", "ground–outline", "the derivative at node 1"),
    ("<rect x=\"10\" y=\"130\"", "<rect x=\"2\" y=\"130\"", "ground in the margin", "4.5 points"),
    ("translate(300 385)", "translate(300 399)", "text–text", "'the rule'"),
    ("translate(300 410)", "translate(300 424)", "text out of card", "'the sum'"),
    ("translate(300 410)", "translate(92 410)", "text out of card", "'the sum'"),
    ("transform=\"translate(154 465)\"", "transform=\"translate(130 465)\"", "chip–chip", "node 2"),
    ("transform=\"translate(154 465)\"", "transform=\"translate(143 465)\"", "chip–sign", "the queue"),
    ("translate(-4 5)", "translate(-24 5)", "text out of chip", "'x in the queue'"),
    ("translate(40 470)", "translate(81 470)", "chip–text", "'queue'"),
    ("translate(154 465)", "translate(630 465)", "chip–swatch", "the legend"),
    ("translate(625 470)", "translate(615 470)", "swatch–text", "'variable'"),
    ("translate(700 50)", "translate(660 64)", "bar–text", "'step 1 of 2'"),
    ("translate(40 50)", "translate(690 50)", "text–text", "'the title'"),
    ("translate(40 50)", "translate(785 50)", "text in the margin", "'the title'"),
    ("translate(40 50)", "rotate(3)", "unread", "rotate"),
    ("<use xlink:href=\"#a\" x=\"600\"/>", "<use xlink:href=\"#b\"/>", "unread", "'b'"),
    ("<use xlink:href=\"#a\" x=\"600\"/>", "<use xlink:href=\"#a\" x=\"32600\"/>", "text–text", "'step 1 of 2'"),
    (
      "<use xlink:href=\"#a\" x=\"600\"/>",
      "<text font-size=\"900\">WWWWW \(String(repeating: "梯", count: 40))</text>", "text–text", "'step 1 of 2'"
    ),
    ("M0 0h500v-700h-500z", "M0 0a5 5 0 0 1 5 5z", "unread", "'a'"),
    ("<title>A sample</title>", "<line x1=\"0\" x2=\"9\"/>", "unread", "<line>"),
    ("viewBox", "view", "unread", "viewBox"),
  ]

  @Test(arguments: changes)
  func changedSampleHasAFault(_ old: String, _ new: String, _ kind: String, _ words: String) throws {
    let svg = InkSample.svg.replacing(old, with: new)
    #expect(svg != InkSample.svg)
    let found = try faults(svg)
    #expect(found.contains { $0.kind == kind && $0.sentence.contains(words) }, "\(found)")
  }

  /// In a picture of adviz's own, whatever is moved onto something else is found.
  @Test(arguments: [
    ("data-node=\"4\"", 0.0, -40.0), ("data-node=\"4\"", -150, 0), ("data-edge=\"3.0\"", 0, 60),
    ("data-gradient=\"0\"", 30, 0), ("class=\"caption\"", 0, 40),
  ])
  func whatIsMovedInAFrameIsFound(_ part: String, _ x: Double, _ y: Double) throws {
    let frames = try Example.renderer(Example.threeVariables)
    let svg = String(decoding: frames.svg(frames.count - 1), as: UTF8.self)
    #expect(try faults(svg).map(\.sentence) == [])
    let moved = svg.replacing(part, with: "\(part) transform=\"translate(\(x) \(y))\"")
    #expect(moved != svg)
    #expect(!(try faults(moved)).isEmpty)
  }
}
