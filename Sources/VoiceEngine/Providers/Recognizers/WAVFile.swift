/// Writes a WAV file: 16 kHz, mono, 16 bits.
enum WAVFile {
  static func bytes(_ samples: [Int16], sampleRate: Int) -> [UInt8] {
    let size = UInt32(clamping: samples.count * 2)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(44 + samples.count * 2)
    func append(_ text: String) { bytes += Array(text.utf8) }
    func append(_ number: some FixedWidthInteger) {
      withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }
    append("RIFF")
    append(36 + size)
    append("WAVEfmt ")
    append(UInt32(16))
    append(UInt16(1))
    append(UInt16(1))
    append(UInt32(sampleRate))
    append(UInt32(sampleRate * 2))
    append(UInt16(2))
    append(UInt16(16))
    append("data")
    append(size)
    for sample in samples { append(sample) }
    return bytes
  }
}
