import Foundation
import FuzzInput
import Sessions

/// Any bytes are a WAV file or an error, never more samples than bytes, and every sample a number.
@main struct FuzzWAV {
  static func main() {
    runFuzzer { start, count in
      guard InputFile.write(start, count) else { return 0 }
      guard let reader = try? WAVReader(url: InputFile.url) else { return 0 }
      var samples = 0
      while let piece = try? reader.next() {
        samples += piece.count
        precondition(!piece.isEmpty && piece.allSatisfy { $0.isFinite })
      }
      precondition(samples <= count)
      return 0
    }
  }
}
