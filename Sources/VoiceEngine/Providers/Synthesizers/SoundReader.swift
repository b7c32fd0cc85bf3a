/// Reads 16-bit PCM that providers send.
enum SoundReader {
  /// Longest sound that is believed: two minutes.
  static let secondsLimit = 120

  /// `[n]` samples, −1…1, of little-endian mono PCM; half a sample at the end is dropped.
  static func samples(_ bytes: some RandomAccessCollection<UInt8>) -> [Float] {
    var samples: [Float] = []
    samples.reserveCapacity(bytes.count / 2)
    var low: UInt8?
    for byte in bytes {
      if let first = low {
        samples.append(Float(Int16(bitPattern: UInt16(first) | UInt16(byte) << 8)) / 32_768)
        low = nil
      } else {
        low = byte
      }
    }
    return samples
  }

  /// A sentence of raw PCM.
  static func speech(
    pcm bytes: some RandomAccessCollection<UInt8>,
    sampleRate: Int
  ) throws(ProviderError) -> SynthesizedSpeech {
    guard (8_000...192_000).contains(sampleRate) else { throw .malformed }
    guard bytes.count / 2 <= secondsLimit * sampleRate else { throw .tooLarge }
    let samples = samples(bytes)
    guard !samples.isEmpty else { throw .declined }
    return SynthesizedSpeech(samples: samples, sampleRate: sampleRate, words: [])
  }

  /// A sentence of a WAV file: 16-bit PCM, one or two channels, of which the first is taken.
  ///
  /// Servers that stream do not know the length beforehand and write 0 or 2³²−1: then everything
  /// to the end is sound.
  static func speech(wav bytes: [UInt8]) throws(ProviderError) -> SynthesizedSpeech {
    guard bytes.count >= 12, text(bytes, 0) == "RIFF", text(bytes, 8) == "WAVE" else {
      throw .malformed
    }
    var format: (channels: Int, rate: Int)?
    var offset = 12
    while offset + 8 <= bytes.count {
      let declared = number(bytes, offset + 4, 4)
      let start = offset + 8
      let left = bytes.count - start
      if text(bytes, offset) == "data" {
        guard let format else { throw .malformed }
        let size = declared == 0 || declared > left ? left : declared
        let sound = firstChannel(bytes[start..<start + size], of: format.channels)
        return try speech(pcm: sound, sampleRate: format.rate)
      }
      guard declared <= left else { throw .malformed }
      if text(bytes, offset) == "fmt " {
        // Kind 1 is PCM; 65,534 says that the kind stands elsewhere, and is PCM in practice.
        guard declared >= 16, [1, 65_534].contains(number(bytes, start, 2)),
          number(bytes, start + 14, 2) == 16, (1...2).contains(number(bytes, start + 2, 2))
        else { throw .malformed }
        format = (number(bytes, start + 2, 2), number(bytes, start + 4, 4))
      }
      offset = start + declared + declared % 2
    }
    throw .malformed
  }

  private static func firstChannel(_ sound: ArraySlice<UInt8>, of channels: Int) -> [UInt8] {
    guard channels == 2 else { return Array(sound) }
    return stride(from: sound.startIndex, to: sound.endIndex - 3, by: 4).flatMap {
      sound[$0...($0 + 1)]
    }
  }

  private static func text(_ bytes: [UInt8], _ offset: Int) -> String {
    String(decoding: bytes[offset..<offset + 4], as: UTF8.self)
  }

  private static func number(_ bytes: [UInt8], _ offset: Int, _ size: Int) -> Int {
    bytes[offset..<offset + size].reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
