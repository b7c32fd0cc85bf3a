import Glibc

/// The clock of the lanes: `CLOCK_MONOTONIC`, as a duration since an arbitrary origin.
enum MonotonicClock {
  /// The time since the clock's origin, which is the same for all threads of the process.
  static var now: Duration {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return .seconds(Int64(time.tv_sec)) + .nanoseconds(Int64(time.tv_nsec))
  }
}
