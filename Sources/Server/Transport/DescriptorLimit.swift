import Glibc

/// Brings the process's limit of open files to a size that fits.
///
/// libwebsockets fills two tables with an entry for every file that the process could open: a limit
/// of a thousand million, which some containers set, would take sixteen gigabytes a lane.
enum DescriptorLimit {
  /// The largest limit with which a context is created.
  static let maximum: rlim_t = 131_072
  /// Files that are open besides sockets: recordings, the database, pages, pipes.
  static let reserve = 1_024

  /// Raises the limit as far as `sockets` need it, or lowers it to the maximum.
  ///
  /// - Throws: `TransportError.tooFewFiles` where the system does not allow as many.
  static func prepare(for sockets: Int) throws(TransportError) {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    let needed = rlim_t(sockets + reserve)
    let allowed = min(limit.rlim_max, maximum)
    guard needed <= allowed else {
      throw .tooFewFiles(needed: Int(needed), allowed: Int(allowed))
    }
    let wanted = target(current: limit.rlim_cur, needed: needed)
    guard wanted != limit.rlim_cur else { return }
    limit.rlim_cur = wanted
    _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// The limit to set: unchanged where it is enough and not too large.
  static func target(current: rlim_t, needed: rlim_t) -> rlim_t {
    min(max(current, needed), maximum)
  }
}
