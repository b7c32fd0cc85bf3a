import Foundation

/// Makes sure that one process at a time writes a data directory.
///
/// The kernel gives the lock back when the process dies, however it dies; the file stays.
final class DirectoryLock {
  private static let fileName = "vivavoce.lock"

  private let descriptor: Int32

  /// Takes the lock.
  ///
  /// - Throws: `inUse` where somebody else holds it, at once; `cannotOpen` where there can be none.
  init(_ directory: URL) throws(StoreError) {
    let path = directory.appendingPathComponent(DirectoryLock.fileName).path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError(
        .cannotOpen,
        "The data directory's lock file cannot be made: \(String(cString: strerror(errno)))."
      )
    }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      switch errno {
      case EINTR: continue
      case EWOULDBLOCK:
        throw StoreError(
          .inUse,
          "Another server uses this data directory: stop it, or choose another directory."
        )
      case let number:
        throw StoreError(
          .cannotOpen,
          "The data directory cannot be locked: \(String(cString: strerror(number)))."
        )
      }
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
