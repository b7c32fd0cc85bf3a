extension DeliveryAnalysis.Span {
  /// Length, in seconds.
  var seconds: Double { endSeconds - startSeconds }

  /// The middle, in seconds.
  var middle: Double { startSeconds + (endSeconds - startSeconds) / 2 }

  /// From the earliest beginning to the latest end; `nil` for nothing.
  static func covering(_ spans: [Self]) -> Self? {
    guard let start = spans.map(\.startSeconds).min(), let end = spans.map(\.endSeconds).max()
    else { return nil }
    return Self(startSeconds: start, endSeconds: end)
  }

  /// Time that is in both, in seconds.
  func overlap(with other: Self) -> Double {
    max(0, min(endSeconds, other.endSeconds) - max(startSeconds, other.startSeconds))
  }

  /// The spans in order, those less than `gap` apart made one.
  static func joined(_ spans: [Self], gap: Double = 0) -> [Self] {
    var joined: [Self] = []
    for span in spans.sorted(by: { $0.startSeconds < $1.startSeconds }) {
      if let last = joined.last,
        span.startSeconds - last.endSeconds < gap
          || span.startSeconds <= last.endSeconds
      {
        joined[joined.count - 1].endSeconds = max(last.endSeconds, span.endSeconds)
      } else {
        joined.append(span)
      }
    }
    return joined
  }

  /// Time covered by spans that is not covered by others, in seconds; both joined before.
  static func seconds(of spans: [Self], without others: [Self]) -> Double {
    var total = spans.reduce(0) { $0 + $1.seconds }
    var first = 0
    for span in spans {
      while first < others.count, others[first].endSeconds <= span.startSeconds { first += 1 }
      var next = first
      while next < others.count, others[next].startSeconds < span.endSeconds {
        total -= span.overlap(with: others[next])
        next += 1
      }
    }
    return max(0, total)
  }
}
