import Glibc

/// How many files and sockets this process may have open.
///
/// Systems give 1,024 to begin with and let a process raise that itself; at the limit a listener
/// can accept nobody, not even to refuse, and a recording cannot be opened.
enum OpenFiles {
  /// What a server at all of its limits has open: connections, two tracks a session, and the rest.
  static func needed(by configuration: ServerConfiguration) -> Int {
    let sockets = configuration.connectionLimit + TransportLimits().spareSockets
    return sockets + 2 * configuration.sessionLimit + 128
  }

  /// Raises the limit to `count` where it is lower.
  ///
  /// - Returns: the limit that holds now; less than `count` where the system allows no more.
  static func allow(_ count: Int) -> Int {
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var limit = rlimit()
    guard getrlimit(resource, &limit) == 0 else { return 0 }
    let wanted = min(rlim_t(count), limit.rlim_max)
    if limit.rlim_cur < wanted {
      limit.rlim_cur = wanted
      guard setrlimit(resource, &limit) == 0 else { return allowed(resource) }
    }
    return Int(clamping: limit.rlim_cur)
  }

  private static func allowed(_ resource: __rlimit_resource_t) -> Int {
    var limit = rlimit()
    return getrlimit(resource, &limit) == 0 ? Int(clamping: limit.rlim_cur) : 0
  }
}
