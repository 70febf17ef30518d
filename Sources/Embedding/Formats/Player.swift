extension Lesson {
  func player() throws -> [UInt8] { try templates.render(.player, [:]) }
  func snippet() throws -> [UInt8] { try templates.render(.snippet, [:]) }
}
