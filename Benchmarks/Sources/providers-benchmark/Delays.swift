import Foundation
import Synchronization

/// Delays as they are measured, and what they come to.
final class Delays: Sendable {
  private let values = Mutex<[UInt64]>([])

  /// Adds a delay, in nanoseconds.
  func add(_ nanoseconds: UInt64) { values.withLock { $0.append(nanoseconds) } }

  /// How many there are.
  var count: Int { values.withLock { $0.count } }

  /// `n, p50, p90, p99, max` in milliseconds.
  var summary: String {
    let sorted = values.withLock { $0.sorted() }
    guard let last = sorted.last else { return "nothing was measured" }
    func quantile(_ part: Double) -> String {
      milliseconds(sorted[min(sorted.count - 1, Int(part * Double(sorted.count)))])
    }
    return "n \(sorted.count), p50 \(quantile(0.5)) ms, p90 \(quantile(0.9)) ms, "
      + "p99 \(quantile(0.99)) ms, max \(milliseconds(last)) ms"
  }

  private func milliseconds(_ nanoseconds: UInt64) -> String {
    String(format: "%.2f", Double(nanoseconds) / 1e6)
  }
}

/// Processor time that this process has used, in seconds.
func processorSeconds() -> Double {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
  return seconds(usage.ru_utime) + seconds(usage.ru_stime)
}
