/// Ways in which a file can be broken.
enum Damage {
  static func apply(
    to bytes: [UInt8],
    using generator: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = bytes
    switch Int.random(in: 0..<4, using: &generator) {
    case 0: bytes.removeLast(Int.random(in: 0...bytes.count, using: &generator))
    case 1:
      let start = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(bytes.count, start + Int.random(in: 1...64, using: &generator))
      bytes.removeSubrange(start..<end)
    case 2:
      let place = Int.random(in: 0...bytes.count, using: &generator)
      let extra = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
      bytes.insert(contentsOf: extra, at: place)
    default: break
    }
    for _ in 0..<Int.random(in: 0...6, using: &generator) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &generator)
      bytes[place] =
        [0, 0xFF, 0x7F, 0x80, UInt8.random(in: 0...255, using: &generator)]
        .randomElement(using: &generator) ?? 0
    }
    return bytes
  }
}
