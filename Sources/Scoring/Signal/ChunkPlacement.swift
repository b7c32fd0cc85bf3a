import Speech

/// Where chunks fall on one running count of samples: finds the holes and the overlaps.
struct ChunkPlacement: Sendable {
  /// What to do with a chunk.
  struct Decision: Equatable {
    /// Samples missing before the chunk.
    var missing: Int
    /// Samples at the chunk's beginning that were already measured.
    var skipped: Int
  }

  /// Chunks that claim to lie further ahead than this are taken for a broken clock and ignored.
  static let longestHoleTicks = 24 * 3_600 * SampleTime.ticksPerSecond

  /// The session time of sample 0, or `nil` before the first chunk.
  private(set) var origin: SampleTime?
  /// Samples measured or missing so far.
  private(set) var position = 0

  /// The session time of a sample.
  func time(ofSample sample: Int) -> SampleTime {
    SampleTime(ticks: (origin?.ticks ?? 0) + Int64(sample) * PCMChunk.ticksPerSample)
  }

  /// Places `count` samples that begin at `start`; `nil` where nothing of them is to be measured.
  mutating func place(start: SampleTime, count: Int) -> Decision? {
    guard count > 0 else { return nil }
    guard let origin else {
      guard start.ticks.magnitude < 1 << 60 else { return nil }
      self.origin = start
      position = count
      return Decision(missing: 0, skipped: 0)
    }
    let expected = origin.ticks + Int64(position) * PCMChunk.ticksPerSample
    let (ahead, overflow) = start.ticks.subtractingReportingOverflow(expected)
    guard !overflow, ahead.magnitude <= Self.longestHoleTicks.magnitude else { return nil }
    let offset = Int((Double(ahead) / Double(PCMChunk.ticksPerSample)).rounded())
    if offset >= 0 {
      position += offset + count
      return Decision(missing: offset, skipped: 0)
    }
    guard count + offset > 0 else { return nil }
    position += count + offset
    return Decision(missing: 0, skipped: -offset)
  }
}
