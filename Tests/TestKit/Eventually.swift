import Glibc

/// Waits, two milliseconds at a time, until something another thread does has come about.
public func eventually(within seconds: Double = 30, _ condition: () -> Bool) -> Bool {
  let end = Double(seconds) * 1_000
  var waited = 0.0
  while !condition() {
    guard waited < end else { return false }
    usleep(2_000)
    waited += 2
  }
  return true
}
