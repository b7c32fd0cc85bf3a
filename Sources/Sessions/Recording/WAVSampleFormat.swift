import Foundation

/// How a WAV file writes one sample.
enum WAVSampleFormat: Equatable {
  case pcm8
  case pcm16
  case pcm24
  case pcm32
  case float32
  case float64

  /// The format that a file's tag (1 PCM, 3 IEEE float) and bits name, or `nil` for another.
  init?(tag: UInt16, bits: UInt16) {
    switch (tag, bits) {
    case (1, 8): self = .pcm8
    case (1, 16): self = .pcm16
    case (1, 24): self = .pcm24
    case (1, 32): self = .pcm32
    case (3, 32): self = .float32
    case (3, 64): self = .float64
    default: return nil
    }
  }

  /// Bytes of one sample.
  var byteCount: Int {
    switch self {
    case .pcm8: 1
    case .pcm16: 2
    case .pcm24: 3
    case .pcm32, .float32: 4
    case .float64: 8
    }
  }

  /// All whole samples of some bytes, −1…1; what is no finite number is 0.
  func samples(_ data: Data) -> [Float] {
    data.withUnsafeBytes { bytes in
      let count = bytes.count / byteCount
      return [Float](unsafeUninitializedCapacity: count) { samples, initialized in
        for index in 0..<count { samples[index] = sample(in: bytes, at: index) }
        initialized = count
      }
    }
  }

  @inline(__always)
  private func sample(in bytes: UnsafeRawBufferPointer, at index: Int) -> Float {
    let offset = index * byteCount
    switch self {
    case .pcm8:
      return Float(Int(bytes[offset]) - 128) / 128
    case .pcm16:
      let value = bytes.loadUnaligned(fromByteOffset: offset, as: Int16.self)
      return Float(Int16(littleEndian: value)) / 32_768
    case .pcm24:
      let low = UInt32(bytes[offset]) << 8 | UInt32(bytes[offset + 1]) << 16
      return Float(Int32(bitPattern: low | UInt32(bytes[offset + 2]) << 24)) / 2_147_483_648
    case .pcm32:
      let value = bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)
      return Float(Int32(littleEndian: value)) / 2_147_483_648
    case .float32:
      let bits = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
      let value = Float(bitPattern: UInt32(littleEndian: bits))
      return value.isFinite ? value : 0
    case .float64:
      let bits = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      let value = Float(Double(bitPattern: UInt64(littleEndian: bits)))
      return value.isFinite ? value : 0
    }
  }
}
