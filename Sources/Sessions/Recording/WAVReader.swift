public import Foundation

/// Reads a WAV or RF64 file, a piece at a time: PCM of 8, 16, 24 or 32 bits, floats of 32 or 64
/// bits, mono or stereo, any rate.
///
/// A file that ends early, as after a crash, is read as far as it goes.
public final class WAVReader {
  /// Rates that are accepted, in samples a second.
  public static let sampleRates = 1_000...384_000

  /// Samples in a second.
  public let sampleRate: Int
  /// 1 or 2.
  public let channelCount: Int
  private let file: FileHandle
  private let format: WAVSampleFormat
  private var remaining: Int

  /// Opens a file and reads its header.
  ///
  /// - Throws: `cannotOpen`, `notAudio` for what is no WAV file, `unsupported` for a format that is
  ///   not read, with its name.
  public init(url: URL) throws(RecordingError) {
    guard let file = FileHandle(forReadingAtPath: url.path) else {
      throw RecordingError(.cannotOpen, "The audio file cannot be opened.")
    }
    self.file = file
    let header = try WAVHeader(file: file)
    sampleRate = header.sampleRate
    channelCount = header.channelCount
    format = header.format
    remaining = header.dataByteCount
  }

  /// Up to 16,384 samples, −1…1, both channels averaged, or `nil` at the end; samples that are no
  /// finite number are 0.
  ///
  /// - Throws: `inputOutput`.
  public func next() throws(RecordingError) -> [Float]? {
    let width = format.byteCount * channelCount
    let wanted = min(16_384 * width, remaining / width * width)
    guard wanted > 0 else { return nil }
    let bytes = try file.data(wanted)
    remaining = bytes.count < wanted ? 0 : remaining - bytes.count
    let count = bytes.count / width
    guard count > 0 else { return nil }
    let samples = format.samples(bytes)
    guard channelCount == 2 else { return samples }
    return (0..<count).map { samples[2 * $0] / 2 + samples[2 * $0 + 1] / 2 }
  }
}
