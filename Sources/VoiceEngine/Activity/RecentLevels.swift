/// The levels of the last seconds, to tell a steady sound from one with syllables.
struct RecentLevels: Equatable, Sendable {
  private var levels: [Float] = []
  private var next = 0
  private var sinceLooked: Float = 0
  /// Set at the first chunk, which is as long as the others.
  private var capacity = 0

  /// Adds a chunk's level.
  mutating func add(_ level: Float, seconds length: Float) {
    if capacity == 0 {
      capacity = max(8, Int((VoiceActivityDetector.steadyTime / length).rounded(.up)))
      levels.reserveCapacity(capacity)
    }
    if levels.count < capacity { levels.append(level) } else { levels[next] = level }
    next = (next + 1) % capacity
    sinceLooked += length
  }

  /// The level of the room when the levels are those of a room, else `nil`; looks every 100 ms.
  var steadyLevel: Float? {
    mutating get {
      guard levels.count == capacity, sinceLooked >= 0.1 else { return nil }
      sinceLooked = 0
      let sorted = levels.sorted()
      let low = sorted[capacity / 10]
      let high = sorted[capacity * 9 / 10]
      return high - low < VoiceActivityDetector.steadySpread ? low : nil
    }
  }
}
