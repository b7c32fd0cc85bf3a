import Glibc

/// A file that grows by whole pages: a page that could not be written is kept and tried again.
///
/// Every page is written at its own offset, which moves on only after success. So a write that a
/// full disk cut short leaves a torn tail that the next try, or the recovery after a crash, puts
/// right.
final class PageFile {
  /// Most bytes that wait for a disk that does not take them; pages beyond are lost.
  static let maximumUnsentBytes = 1 << 20

  private let descriptor: Int32
  private let disk: SimulatedDisk?
  private var offset: Int64
  private var unsent: [UInt8] = []
  /// Whether pages wait for the disk.
  var hasUnsentPages: Bool { !unsent.isEmpty }
  /// Pages that were given up.
  private(set) var lostPages = 0

  /// Opens a file for appending at `offset`, making it, readable by its owner only, if need be.
  init(path: String, offset: Int64 = 0, disk: SimulatedDisk? = nil) throws(RecordingError) {
    self.disk = disk
    descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    self.offset = offset
    guard descriptor >= 0 else {
      throw RecordingError(
        .cannotOpen,
        "The recording's file cannot be made: \(String(cString: strerror(errno)))."
      )
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Takes one whole page.
  func append(_ page: [UInt8]) {
    guard unsent.count + page.count <= PageFile.maximumUnsentBytes else {
      lostPages += 1
      return
    }
    unsent.append(contentsOf: page)
  }

  /// Writes the pages that wait.
  ///
  /// - Throws: `diskFull` or `inputOutput`; the pages go on waiting.
  func send() throws(RecordingError) {
    var sent = 0
    while sent < unsent.count {
      let rest = unsent.count - sent
      let room = disk?.take(rest) ?? rest
      guard room > 0 else { throw RecordingError.system(ENOSPC, doing: "be written") }
      let count = unsent.withUnsafeBytes { buffer in
        pwrite(
          descriptor,
          buffer.baseAddress?.advanced(by: sent),
          room,
          off_t(offset + Int64(sent))
        )
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw RecordingError.system(errno, doing: "be written") }
      sent += count
    }
    offset += Int64(sent)
    unsent.removeAll(keepingCapacity: true)
  }

  /// Waits until the disk holds what was sent.
  func synchronize() throws(RecordingError) {
    // A character device, as tests use, cannot be synchronized: that is no failure to keep.
    guard fdatasync(descriptor) == 0 || errno == EINVAL || errno == EROFS else {
      throw RecordingError.system(errno, doing: "be synchronized")
    }
  }
}
