/// Where the glottal periods of voiced speech lie.
///
/// Each voiced stretch begins with the strongest extremum in the middle; from there each next pulse
/// lies where the sound around it agrees best with the period before it, between 0.8 and 1.25
/// periods away. As Praat's "To PointProcess (periodic, cc)" defines them.
struct GlottalPulses {
  /// Places in samples, rising; between samples.
  private(set) var places: [Double] = []

  private let sound: [Float]
  private let peak: Float

  /// Finds the pulses of a sound.
  init(sound: [Float], pitch: [VoicedStretch]) {
    self.sound = sound
    peak = sound.reduce(0) { max($0, $1.magnitude) }
    guard peak > 0 else { return }
    for stretch in pitch { add(stretch) }
  }

  private mutating func add(_ stretch: VoicedStretch) {
    let middle = (stretch.start + stretch.end) / 2
    guard let period = stretch.period(at: middle),
      let first = strongestExtremum(near: middle, within: period / 2)
    else { return }
    let earlier = walk(from: first, in: stretch, direction: -1)
    let later = walk(from: first, in: stretch, direction: 1)
    // A pulse just before a stretch may be the one just after the last.
    for place in earlier.reversed() + [first] + later {
      if let last = places.last, place - last <= 0.8 * period { continue }
      places.append(place)
    }
  }

  private func strongestExtremum(near middle: Double, within reach: Double) -> Double? {
    let low = max(1, Int(middle - reach))
    let high = min(sound.count - 2, Int(middle + reach))
    guard low <= high,
      let place = (low...high).max(by: { sound[$0].magnitude < sound[$1].magnitude })
    else { return nil }
    let values = (place - 1...place + 1).map { Double(sound[$0].magnitude) }
    return Double(place) + Parabola(values[0], values[1], values[2]).offset
  }

  private func walk(from first: Double, in stretch: VoicedStretch, direction: Double) -> [Double] {
    var found: [Double] = []
    var place = first
    while let period = stretch.period(at: place) {
      guard let match = bestMatch(of: place, period: period, direction: direction) else {
        place += direction * period  // one period drops out
        continue
      }
      place = match.place
      let isInside = place >= stretch.start && place <= stretch.end
      let (agreement, share) = isInside ? (0.3, Float(0.01)) : (0.7, 0.023_333)
      if match.correlation > agreement, match.peak > share * peak { found.append(place) }
      if !isInside { break }
    }
    return found
  }

  /// Where the period around a place is found again.
  private func bestMatch(of place: Double, period: Double, direction: Double)
    -> (place: Double, correlation: Double, peak: Float)?
  {
    let half = period / 2
    let (near, far) = (place + direction * 0.8 * period, place + direction * 1.25 * period)
    let model = Int((place - half).rounded())...Int((place + half).rounded())
    let starts =
      Int((min(near, far) - half).rounded(.down))...Int((max(near, far) - half).rounded(.up))
    guard model.lowerBound >= 0, model.upperBound < sound.count else { return nil }
    guard starts.lowerBound >= 0, starts.upperBound + model.count <= sound.count else { return nil }
    let agreements = starts.map { correlation(model, $0) }
    var best: Int?
    for index in agreements.indices.dropFirst().dropLast()
    where agreements[index] >= agreements[index - 1] && agreements[index] >= agreements[index + 1] {
      if best.map({ agreements[index] > agreements[$0] }) ?? true { best = index }
    }
    guard let best else { return nil }
    let top = Parabola(agreements[best - 1], agreements[best], agreements[best + 1])
    let start = starts.lowerBound + best
    let loudest = sound[start..<(start + model.count)].reduce(0) { max($0, $1.magnitude) }
    let moved = Double(start - model.lowerBound) + top.offset
    return (place + moved, top.height, loudest)
  }

  private func correlation(_ model: ClosedRange<Int>, _ start: Int) -> Double {
    let (products, first, second) = sound.withUnsafeBufferPointer { sound in
      var sums = SIMD4<Float>()
      for offset in 0..<model.count {
        let (x, y) = (sound[model.lowerBound + offset], sound[start + offset])
        sums += SIMD4(x * y, x * x, y * y, 0)
      }
      return (sums[0], sums[1], sums[2])
    }
    let norm = Double(first).squareRoot() * Double(second).squareRoot()
    return norm > 0 ? Double(products) / norm : 0
  }
}

/// The top of the parabola through three neighbouring values, the middle one the greatest.
struct Parabola {
  /// How far the top lies from the middle value, −0.5…0.5.
  let offset: Double
  /// The top's value.
  let height: Double

  init(_ left: Double, _ middle: Double, _ right: Double) {
    let slope = (right - left) / 2
    let bend = 2 * middle - left - right
    offset = bend > 0 ? slope / bend : 0
    height = bend > 0 ? middle + slope * slope / (2 * bend) : middle
  }
}
