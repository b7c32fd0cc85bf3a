import Foundation
import FuzzInput
import Sessions

/// Any bytes are an Ogg Opus file or an error, in pages, packets and samples.
@main struct FuzzOgg {
  static func main() {
    runFuzzer { start, count in
      let bytes = OggChecksum.renewed(start, count)
      guard bytes.withUnsafeBufferPointer({ InputFile.write($0.baseAddress, $0.count) }) else {
        return 0
      }
      if let reader = try? RecordingReader(url: InputFile.url) {
        while let packet = try? reader.next() { precondition(!packet.bytes.isEmpty) }
      }
      if let decoder = try? OggOpusDecoder(url: InputFile.url) {
        var samples = 0
        while samples < 48_000 * 60, let piece = try? decoder.next() { samples += piece.count }
      }
      return 0
    }
  }
}
