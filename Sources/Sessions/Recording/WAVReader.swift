public import Foundation

/// Reads a WAV file, a piece at a time: 16-bit PCM or 32-bit float, mono or stereo, any rate.
///
/// Format: "Multimedia Programming Interface and Data Specifications 1.0" (1991) and
/// `WAVEFORMATEXTENSIBLE`. A file that ends early, as after a crash, is read as far as it goes.
public final class WAVReader {
  /// Rates that are accepted, in samples a second.
  public static let sampleRates = 1_000...384_000

  /// Samples in a second.
  public let sampleRate: Int
  /// 1 or 2.
  public let channelCount: Int
  private let file: FileHandle
  private let isFloat: Bool
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
    isFloat = header.isFloat
    remaining = header.dataByteCount
  }

  /// Up to 8,192 samples, −1…1, both channels averaged, or `nil` at the end.
  ///
  /// - Throws: `inputOutput`.
  public func next() throws(RecordingError) -> [Float]? {
    let width = (isFloat ? 4 : 2) * channelCount
    let wanted = min(8_192 * width, remaining)
    guard wanted >= width else { return nil }
    let bytes = try file.bytes(wanted)
    remaining = bytes.count < wanted ? 0 : remaining - bytes.count
    let count = bytes.count / width
    guard count > 0 else { return nil }
    return (0..<count).map { index in
      var sum: Float = 0
      for channel in 0..<channelCount {
        sum += sample(in: bytes, at: index * width + channel * (isFloat ? 4 : 2))
      }
      return sum / Float(channelCount)
    }
  }

  private func sample(in bytes: [UInt8], at offset: Int) -> Float {
    if isFloat {
      let value = Float(bitPattern: bytes.littleEndian(UInt32.self, at: offset))
      // A NaN would poison every measure after it.
      return value.isFinite ? value : 0
    }
    return Float(Int16(bitPattern: bytes.littleEndian(UInt16.self, at: offset))) / 32_768
  }
}

/// The chunks of a WAV file up to the samples.
private struct WAVHeader {
  var sampleRate = 0
  var channelCount = 0
  var isFloat = false
  var dataByteCount = 0

  /// Most chunks before the samples.
  private static let maximumChunks = 64

  /// Reads up to the first sample, where the file then stands.
  init(file: FileHandle) throws(RecordingError) {
    let riff = try file.bytes(12)
    guard riff.count == 12, riff.name(at: 0) == "RIFF", riff.name(at: 8) == "WAVE" else {
      throw RecordingError(.notAudio, "The file is no WAV file.")
    }
    for _ in 0..<WAVHeader.maximumChunks {
      let chunk = try file.bytes(8)
      guard chunk.count == 8 else { break }
      let size = Int(chunk.littleEndian(UInt32.self, at: 4))
      switch chunk.name(at: 0) {
      case "fmt ":
        guard (16...4_096).contains(size) else {
          throw RecordingError(.notAudio, "The WAV file's format is damaged.")
        }
        try read(format: try file.bytes(size + size % 2), size: size)
      case "data":
        guard channelCount > 0 else {
          throw RecordingError(.notAudio, "The WAV file has samples before its format.")
        }
        // A size that was never filled in (0 or all ones) means: to the end of the file.
        dataByteCount = size == 0 || size == 0xFFFF_FFFF ? .max : size
        return
      default:
        try file.skip(size + size % 2)
      }
    }
    throw RecordingError(.notAudio, "The WAV file holds no samples.")
  }

  private mutating func read(format: [UInt8], size: Int) throws(RecordingError) {
    guard format.count >= size else {
      throw RecordingError(.notAudio, "The WAV file's format is damaged.")
    }
    var tag = format.littleEndian(UInt16.self, at: 0)
    // Extensible: the true tag is the head of the sub-format's GUID.
    if tag == 0xFFFE, size >= 26 { tag = format.littleEndian(UInt16.self, at: 24) }
    let bits = format.littleEndian(UInt16.self, at: 14)
    switch (tag, bits) {
    case (1, 16): isFloat = false
    case (3, 32): isFloat = true
    default:
      throw RecordingError(
        .unsupported,
        """
        The WAV file has \(bits)-bit samples of format \(tag); 16-bit PCM and 32-bit float are read.
        """
      )
    }
    channelCount = Int(format.littleEndian(UInt16.self, at: 2))
    guard (1...2).contains(channelCount) else {
      throw RecordingError(
        .unsupported,
        "The WAV file has \(channelCount) channels; one or two are read."
      )
    }
    sampleRate = Int(format.littleEndian(UInt32.self, at: 4))
    guard WAVReader.sampleRates.contains(sampleRate) else {
      throw RecordingError(
        .unsupported,
        "The WAV file has \(sampleRate) samples a second; 1,000 to 384,000 are read."
      )
    }
  }
}

extension FileHandle {
  fileprivate func bytes(_ count: Int) throws(RecordingError) -> [UInt8] {
    do {
      return [UInt8](try read(upToCount: count) ?? Data())
    } catch {
      throw RecordingError(.inputOutput, "The audio file cannot be read.")
    }
  }

  fileprivate func skip(_ count: Int) throws(RecordingError) {
    do {
      try seek(toOffset: try offset() + UInt64(count))
    } catch {
      throw RecordingError(.notAudio, "The WAV file is damaged.")
    }
  }
}

extension [UInt8] {
  /// The number that begins at `offset`, which must lie inside.
  fileprivate func littleEndian<Number: FixedWidthInteger & UnsignedInteger>(
    _ type: Number.Type,
    at offset: Int
  ) -> Number {
    (0..<(Number.bitWidth / 8)).reduce(0) { number, index in
      number | Number(self[offset + index]) << Number(8 * index)
    }
  }

  fileprivate func name(at offset: Int) -> String {
    String(decoding: self[offset..<(offset + 4)], as: UTF8.self)
  }
}
