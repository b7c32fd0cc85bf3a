import Foundation

/// The chunks of a WAV file up to the samples.
///
/// Formats: "Multimedia Programming Interface and Data Specifications 1.0" (1991),
/// `WAVEFORMATEXTENSIBLE`, and EBU Tech 3306 (RF64) for files beyond 4 GiB.
struct WAVHeader {
  var sampleRate = 0
  var channelCount = 0
  var format = WAVSampleFormat.pcm16
  /// Bytes of samples as far as the file says; it may hold fewer.
  var dataByteCount = 0

  /// Most chunks before the samples.
  private static let maximumChunks = 64
  /// A size that stands elsewhere, or that was never filled in.
  private static let unknownSize = 0xFFFF_FFFF

  /// Reads up to the first sample, where the file then stands.
  init(file: FileHandle) throws(RecordingError) {
    let riff = try file.bytes(12)
    guard riff.count == 12, ["RIFF", "RF64", "BW64"].contains(riff.name(at: 0)),
      riff.name(at: 8) == "WAVE"
    else { throw RecordingError(.notAudio, "The file is no WAV file.") }
    var end = 8 + Int(riff.littleEndian(UInt32.self, at: 4))
    var longDataSize: Int?
    var position = 12
    for _ in 0..<WAVHeader.maximumChunks {
      let chunk = try file.bytes(8)
      guard chunk.count == 8 else { break }
      let size = Int(chunk.littleEndian(UInt32.self, at: 4))
      position += 8 + size + size % 2
      switch chunk.name(at: 0) {
      case "ds64":
        guard (16...4_096).contains(size) else { throw WAVHeader.damaged }
        let sizes = try file.bytes(size + size % 2)
        guard sizes.count >= size else { throw WAVHeader.damaged }
        end = Int(clamping: sizes.littleEndian(UInt64.self, at: 0))
        longDataSize = Int(clamping: sizes.littleEndian(UInt64.self, at: 8))
      case "fmt ":
        guard (16...4_096).contains(size) else { throw WAVHeader.damaged }
        try read(format: try file.bytes(size + size % 2), size: size)
      case "data":
        guard channelCount > 0 else {
          throw RecordingError(.notAudio, "The WAV file has samples before its format.")
        }
        // A size that was never filled in means: to the end of the file.
        let isOpen = size == WAVHeader.unknownSize || (size == 0 && end <= position)
        dataByteCount = isOpen ? longDataSize ?? .max : size
        return
      default:
        try file.skip(size + size % 2)
      }
    }
    throw RecordingError(.notAudio, "The WAV file holds no samples.")
  }

  private static var damaged: RecordingError {
    RecordingError(.notAudio, "The WAV file's format is damaged.")
  }

  private mutating func read(format bytes: [UInt8], size: Int) throws(RecordingError) {
    guard bytes.count >= size else { throw WAVHeader.damaged }
    var tag = bytes.littleEndian(UInt16.self, at: 0)
    // Extensible: the true tag is the head of the sub-format's GUID.
    if tag == 0xFFFE, size >= 26 { tag = bytes.littleEndian(UInt16.self, at: 24) }
    let bits = bytes.littleEndian(UInt16.self, at: 14)
    guard let known = WAVSampleFormat(tag: tag, bits: bits) else {
      throw RecordingError(
        .unsupported,
        """
        The WAV file has \(bits)-bit samples of format \(tag); \
        PCM of 8 to 32 bits and floats are read.
        """
      )
    }
    format = known
    channelCount = Int(bytes.littleEndian(UInt16.self, at: 2))
    guard (1...2).contains(channelCount) else {
      throw RecordingError(
        .unsupported,
        "The WAV file has \(channelCount) channels; one or two are read."
      )
    }
    sampleRate = Int(bytes.littleEndian(UInt32.self, at: 4))
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
    [UInt8](try data(count))
  }

  /// Up to `count` bytes, fewer at the end of the file.
  func data(_ count: Int) throws(RecordingError) -> Data {
    do {
      return try read(upToCount: count) ?? Data()
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
