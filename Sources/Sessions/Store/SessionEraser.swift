public import Foundation

/// Erases a session of a data directory that no server uses.
public enum SessionEraser {
  /// Erases all that is kept of a session: rows, recording, caches.
  ///
  /// With the directory locked nothing runs in it: a session that a process which died left
  /// running is settled as interrupted first, and can be erased.
  ///
  /// - Throws: `refused` for a session that runs, `inUse` while a server uses the directory,
  ///   `notFound`, or what the disk says.
  public static func erase(_ id: String, in directory: URL) async throws(StoreError) {
    // A look first: an address that was mistyped must not become a data directory.
    let status = try SessionReader(directory: directory).session(id)?.status
    guard let status else { throw StoreError(.notFound, "There is no session of that id.") }
    let store: SessionStore
    do {
      store = try SessionStore(directory: directory)
    } catch  where error.code == .inUse {
      throw refusal(status)
    }
    let outcome = await erase(id, from: store)
    try await store.close()
    try outcome.get()
  }

  private static func erase(
    _ id: String,
    from store: SessionStore
  ) async -> Result<Void, StoreError> {
    do throws(StoreError) {
      try await store.markInterruptedOnStartup()
      return .success(try await store.erase(id))
    } catch {
      return .failure(error)
    }
  }

  private static func refusal(_ status: SessionStatus) -> StoreError {
    switch status {
    case .running:
      StoreError(
        .refused,
        "The session is running: let it end, stop the server that runs it, and try again."
      )
    case .ended, .interrupted:
      StoreError(
        .inUse,
        "A server uses this data directory: stop it, erase the session, and start it again."
      )
    }
  }
}
