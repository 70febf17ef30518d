import Autodiff
import Expressions
import Foundation
import Testing
import TraceFiles

/// A header says with which mistake a pass was recorded; then only what such a pass keeps is checked.
@Suite("Saved passes with a mistake") struct WalkTests {
  /// `f = x + x`, by hand: each line may be replaced.
  private func lines(_ walk: String, passes: Int = 1, shape: String = "1") -> [String] {
    let pass = [
      #"{"event":"seed","node":1,"adjoint":1}"#, #"{"event":"visit","node":1,"adjoint":1,"queue":[]}"#,
      #"{"event":"propagate","from":1,"to":0,"operand":0,"local":1,"contribution":1,"adjoint":1,"arrived":1,"expected":2}"#,
      #"{"event":"enqueue","node":0}"#,
      #"{"event":"propagate","from":1,"to":0,"operand":1,"local":1,"contribution":\#(shape),"adjoint":\#(shape),"arrived":2,"expected":2}"#,
      #"{"event":"visit","node":0,"adjoint":\#(shape),"queue":[]}"#,
      #"{"event":"finish","node":0,"kind":"variable","gradient":\#(shape)}"#,
    ]
    return [
      #"{"event":"header","format":"adviz-trace","version":1,"title":"f","source":null,"output":1\#(walk)}"#,
      #"{"event":"node","id":0,"kind":"variable","name":"x","label":"x","shape":[],"value":3}"#,
      #"{"event":"node","id":1,"kind":"operation","operation":"add","operands":[0,0],"attributes":{},"name":"add","label":"add","shape":[],"value":6}"#,
    ] + (0..<passes).flatMap { _ in pass } + [#"{"event":"end","gradients":{"x":\#(shape)}}"#]
  }

  private func error(_ lines: [String]) -> TraceError? {
    do throws(TraceError) {
      _ = try Trace(jsonLines: Data(lines.joined(separator: "\n").utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test("the walk is one of those that are known; gated is that of no mistake")
  func names() {
    #expect(error(lines("")) == nil)
    #expect(error(lines(#","walk":"gated""#)) == nil)
    #expect(error(lines(#","walk":null"#)) == nil)
    #expect(error(lines(#","walk":"overwrite""#)) == nil)
    #expect(
      error(lines(#","walk":"sideways""#))?.description
        == "line 1: the walk 'sideways' is unknown; this adviz knows gated, overwrite, ungated, no-upstream, no-unbroadcast, no-zeroing"
    )
    #expect(error(lines(#","walk":7"#))?.line == 1)
    #expect(error(lines(#","cut":"early""#))?.description == "line 1: a pass without a mistake is never cut off")
  }

  @Test("a second pass follows where gradients are not set to zero, and nowhere else; never a third")
  func passes() {
    #expect(error(lines(#","walk":"no-zeroing""#, passes: 2)) == nil)
    #expect(error(lines(#","walk":"overwrite""#, passes: 2))?.line == 11)
    #expect(error(lines("", passes: 2))?.line == 11)
    #expect(
      error(lines(#","walk":"no-zeroing""#, passes: 3))?.description == "line 18: there are no more than two passes")
    // The first must have come to its end.
    var early = lines(#","walk":"no-zeroing""#, passes: 2)
    early.removeSubrange(8...9)
    #expect(error(early)?.description == "line 9: node 0 was never visited")
  }

  @Test("another shape stands where broadcasts are not undone, and nowhere else")
  func shapes() {
    #expect(error(lines(#","walk":"no-unbroadcast""#, shape: "[1,2]")) == nil)
    #expect(error(lines(#","walk":"overwrite""#, shape: "[1,2]"))?.line == 8)
    let summary = #"{"summary":true,"shape":[-5],"min":1,"max":1,"mean":1,"norm":1}"#
    #expect(error(lines(#","walk":"no-unbroadcast""#, shape: summary))?.line == 8)
  }

  @Test("a node is visited again where nothing is waited for, and nowhere else")
  func visits() {
    func again(_ walk: String) -> [String] {
      // x is visited after its first contribution, joins once more, and is visited again.
      var lines = self.lines(walk)
      let propagation = lines.remove(at: 7)
      lines.insert(propagation, at: 9)
      return lines
    }
    // Its operation has another operand to look at.
    #expect(error(again(#","walk":"ungated""#)) != nil)
    var lines = self.lines(#","walk":"ungated""#)
    lines[7] = lines[7].replacing(#""expected":2"#, with: #""expected":1"#)
    #expect(error(lines)?.line == 8)
  }

  @Test("a pass that was cut off may stop anywhere")
  func cut() {
    for count in 4..<10 {
      let walk = #","walk":"ungated","cut":"after 3 visits""#
      let lines = Array(self.lines(walk).prefix(count)) + [#"{"event":"end","gradients":{"x":1}}"#]
      #expect(error(lines) == nil, "\(count)")
      let whole = Array(self.lines(#","walk":"ungated""#).prefix(count)) + [#"{"event":"end","gradients":{"x":1}}"#]
      #expect(error(whole) != nil, "\(count)")
    }
  }
}
