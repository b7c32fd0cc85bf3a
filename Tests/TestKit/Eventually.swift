import Glibc

/// Waits, a millisecond at a time, until something another thread does has come about.
public func eventually(within seconds: Double = 5, _ condition: () -> Bool) -> Bool {
  let end = Double(seconds) * 1_000
  var waited = 0.0
  while !condition() {
    guard waited < end else { return false }
    usleep(1_000)
    waited += 1
  }
  return true
}
