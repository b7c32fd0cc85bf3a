/// The last final windows, kept back because the beginning and the end of an answer are known only
/// some time after they were heard.
struct RecentWindows: Sendable {
  /// Windows that are kept: 5.12 s.
  static let capacity = 512

  private var ring = [SpeechWindow](repeating: SpeechWindow(), count: capacity)
  private var next = 0
  /// How many windows are kept now.
  private(set) var count = 0

  /// Keeps a window; gives the one that has to leave for it.
  mutating func push(_ window: SpeechWindow) -> SpeechWindow? {
    let leaving = count == Self.capacity ? ring[next] : nil
    ring[next] = window
    next = (next + 1) % Self.capacity
    count = min(count + 1, Self.capacity)
    return leaving
  }

  /// A kept window, the oldest at 0.
  subscript(age: Int) -> SpeechWindow {
    ring[(next - count + age + Self.capacity) % Self.capacity]
  }
}
