import Foundation

/// Speech made longer, shorter, higher or lower, to see what an analyser makes of it.
public enum TimeScale {
  /// Changes the length and leaves the pitch: overlapping windows of 40 ms are put down at another
  /// spacing, each taken where it goes on best from the one before (WSOLA).
  ///
  /// Source: W. Verhelst and M. Roelands (1993), "An overlap-add technique based on waveform
  /// similarity (WSOLA) for high quality time-scale modification of speech".
  public static func stretched(_ samples: [Float], by factor: Double) -> [Float] {
    let window = 640
    let hop = window / 2
    let reach = 200
    let count = Int(Double(samples.count) * factor)
    guard samples.count > 4 * window else { return samples }
    func sample(_ index: Int) -> Float { samples.indices.contains(index) ? samples[index] : 0 }
    var output = [Float](repeating: 0, count: count + window)
    var last = 0
    for start in stride(from: 0, to: count, by: hop) {
      let wanted = Int(Double(start) / factor)
      var best = wanted
      if start > 0 {
        // What would have followed the last window.
        let next = last + hop
        var highest = -Float.infinity
        for candidate in stride(from: wanted - reach, through: wanted + reach, by: 2) {
          var agreement: Float = 0
          for offset in stride(from: 0, to: hop, by: 2) {
            agreement += sample(candidate + offset) * sample(next + offset)
          }
          if agreement > highest {
            highest = agreement
            best = candidate
          }
        }
      }
      for offset in 0..<window {
        let weight = 0.5 - 0.5 * cos(2 * .pi * (Float(offset) + 0.5) / Float(window))
        output[start + offset] += weight * sample(best + offset)
      }
      last = best
    }
    return Array(output[..<count])
  }

  /// Moves the pitch, with the formants, and leaves the length: read faster or slower, then
  /// stretched back.
  public static func shifted(_ samples: [Float], semitones: Double) -> [Float] {
    let factor = exp2(semitones / 12)
    let count = Int(Double(samples.count) / factor)
    let read = (0..<count).map { index -> Float in
      let place = Double(index) * factor
      let whole = min(Int(place), samples.count - 2)
      let part = Float(place - Double(whole))
      return samples[whole] * (1 - part) + samples[whole + 1] * part
    }
    return stretched(read, by: factor)
  }
}
