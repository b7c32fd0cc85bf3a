/// Finds samples that a converter could not have taken any higher.
enum FullScale {
  /// A sample of this magnitude or more stands at full scale.
  static let level: Float = 0.999

  /// How many samples of a block of 160 stand at full scale.
  static func count(in block: [Float]) -> UInt8 {
    let top = SIMD16(repeating: level)
    var counts = SIMD16<Int32>()
    block.withUnsafeBytes { bytes in
      for start in stride(from: 0, to: bytes.count, by: MemoryLayout<SIMD16<Float>>.stride) {
        let samples = bytes.loadUnaligned(fromByteOffset: start, as: SIMD16<Float>.self)
        counts.replace(with: counts &+ 1, where: (samples .>= top) .| (samples .<= -top))
      }
    }
    return UInt8(clamping: counts.wrappedSum())
  }
}
