public import Foundation
import Speech

/// Reads speech from a WAV or Ogg Opus file as 16 kHz mono, whatever the file's own rate.
public final class AudioFileReader {
  private enum Source {
    case wav(WAVReader)
    case opus(OggOpusDecoder)
  }

  private let source: Source
  private var converter: SampleRateConverter
  private var isAtEnd = false

  /// Opens a file; its first bytes, not its name, tell what it is.
  ///
  /// - Throws: `cannotOpen`, `notAudio` or `unsupported`.
  public init(url: URL) throws(RecordingError) {
    guard let file = FileHandle(forReadingAtPath: url.path) else {
      throw RecordingError(.cannotOpen, "The audio file cannot be opened.")
    }
    let mark = (try? file.read(upToCount: 4)).map { String(decoding: $0, as: UTF8.self) }
    let rate: Int
    switch mark {
    case "RIFF", "RF64", "BW64":
      let reader = try WAVReader(url: url)
      source = .wav(reader)
      rate = reader.sampleRate
    case "OggS":
      source = .opus(try OggOpusDecoder(url: url))
      rate = OggOpusDecoder.sampleRate
    default:
      throw RecordingError(.notAudio, "The file is neither WAV nor Ogg Opus.")
    }
    converter = SampleRateConverter(from: rate, to: PCMChunk.sampleRate)
  }

  /// The next samples, −1…1 nominal, or `nil` at the end.
  ///
  /// - Throws: `notAudio` or `inputOutput` where the file cannot be read any further.
  public func next() throws(RecordingError) -> [Float]? {
    while !isAtEnd {
      let piece =
        switch source {
        case .wav(let reader): try reader.next()
        case .opus(let decoder): try decoder.next()
        }
      isAtEnd = piece == nil
      let converted = piece.map { converter.convert($0) } ?? converter.finish()
      if !converted.isEmpty { return converted }
    }
    return nil
  }

  /// All samples of a file: about 3.8 MB a minute.
  public static func samples(of url: URL) throws(RecordingError) -> [Float] {
    let reader = try AudioFileReader(url: url)
    var samples: [Float] = []
    while let piece = try reader.next() { samples += piece }
    return samples
  }
}
