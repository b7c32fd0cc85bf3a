import Foundation

/// Plain WAV files of 16-bit mono samples at 16 kHz: all that is measured here.
enum WAVSamples {
  struct ReadError: Error { var message: String }

  static func read(_ url: URL) throws -> [Float] {
    let bytes = [UInt8](try Data(contentsOf: url))
    func number(_ start: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(bytes[start + $1]) << (8 * $1) }
    }
    var start = 12
    while start + 8 <= bytes.count {
      let size = number(start + 4, 4)
      let name = String(decoding: bytes[start..<(start + 4)], as: UTF8.self)
      let body = start + 8
      if name == "fmt ", body + 16 <= bytes.count {
        guard number(body, 2) == 1, number(body + 2, 2) == 1, number(body + 4, 4) == 16_000,
          number(body + 14, 2) == 16
        else { throw ReadError(message: "\(url.path): not 16 kHz, mono, 16 bits") }
      } else if name == "data" {
        let count = min(size, bytes.count - body) / 2
        return (0..<count).map {
          Float(Int16(truncatingIfNeeded: number(body + 2 * $0, 2))) / 32_768
        }
      }
      start = body + size + size % 2
    }
    throw ReadError(message: "\(url.path): no WAV file")
  }

  static func write(_ samples: [Float], to url: URL) throws {
    func bytes(_ value: Int, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let size = 2 * samples.count
    var file = Array("RIFF".utf8) + bytes(36 + size, 4) + Array("WAVEfmt ".utf8)
    file += bytes(16, 4) + bytes(1, 2) + bytes(1, 2) + bytes(16_000, 4) + bytes(32_000, 4)
    file += bytes(2, 2) + bytes(16, 2) + Array("data".utf8) + bytes(size, 4)
    for sample in samples { file += bytes(Int(max(-1, min(1, sample)) * 32_767), 2) }
    try Data(file).write(to: url)
  }
}
