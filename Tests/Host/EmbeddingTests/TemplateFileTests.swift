import Foundation
import TestSupport
import Testing

@testable import Embedding

/// The files of `Templates/embed` that are compiled in.
@Suite struct TemplateFileTests {
  @Test("Each file is compiled in as it stands there, and has its use") func files() throws {
    let folder = Repository.url("Templates/embed")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(Set(names) == Set(Templates.Name.allCases.map(\.rawValue)))
    for name in Templates.Name.allCases {
      #expect(try Data(name.text) == Data(contentsOf: folder.appendingPathComponent(name.rawValue)), "\(name.rawValue)")
    }
  }
}
