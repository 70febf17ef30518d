import Player
import Rendering

extension Double {
  /// The number to a tenth, which is enough for what moves.
  var tenths: String { ((self * 10).rounded() / 10).decimal }
}

extension ExportInput {
  /// A moving picture in groups, one a layer and one a node, edge or derivative.
  ///
  /// - Parameters:
  ///   - picture: the picture.
  ///   - prefix: stands before the class of each layer.
  ///   - write: how something that is to be seen in some steps is written.
  /// - Returns: elements of SVG.
  func groups(
    _ picture: MovingPicture, classes prefix: String,
    write: (_ run: (steps: [ClosedRange<Int>], svg: [UInt8])) -> [UInt8]
  ) -> [UInt8] {
    var body: [UInt8] = []
    for layer in picture.layers where !layer.parts.isEmpty {
      body += "<g class=\"\(prefix)\(layer.kind.rawValue)\">\n".utf8
      for part in layer.parts {
        let attributes = part.subject.attributes(in: story)
        if !attributes.isEmpty { body += "<g\(attributes)>".utf8 }
        for run in part.runs { body += write(run) }
        if !attributes.isEmpty { body += "</g>\n".utf8 }
      }
      body += "</g>\n".utf8
    }
    return body
  }
}
