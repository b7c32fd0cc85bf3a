public import Foundation

/// Where a session's files lie: `<data>/sessions/<id>/`.
public struct SessionFolder: Equatable, Sendable {
  /// The folder.
  public let url: URL

  /// Longest id.
  public static let maximumIDLength = 64

  /// The folder of a session.
  ///
  /// - Throws: `invalidID` for an id that could name anything but one folder.
  init(of id: String, in dataDirectory: URL) throws(StoreError) {
    guard SessionFolder.isValid(id) else {
      throw StoreError(
        .invalidID,
        "A session id is 1 to 64 letters, digits, hyphens or underscores."
      )
    }
    url = SessionFolder.root(of: dataDirectory).appendingPathComponent(id, isDirectory: true)
  }

  static func root(of dataDirectory: URL) -> URL {
    dataDirectory.appendingPathComponent("sessions", isDirectory: true)
  }

  static func isValid(_ id: String) -> Bool {
    (1...maximumIDLength).contains(id.utf8.count)
      && id.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }

  /// The candidate's track, packets as they came.
  public var candidateTrack: URL { url.appendingPathComponent("candidate.opus") }
  /// The interviewer's track.
  public var interviewerTrack: URL { url.appendingPathComponent("interviewer.opus") }
  /// Both voices in one file; made on demand.
  public var mix: URL { url.appendingPathComponent("mix.opus") }
  /// Both voices as far as a session that runs has come; replaced with each demand.
  public var runningMix: URL { url.appendingPathComponent("mix-running.opus") }
  /// The waveform; made on demand.
  public var peaks: URL { url.appendingPathComponent("peaks.json") }
}

extension SessionFolder {
  /// The tracks that hold something; one that was only just begun is still empty.
  var tracks: [URL] {
    [candidateTrack, interviewerTrack].filter { track in
      var status = stat()
      return stat(track.path, &status) == 0 && status.st_size > 0
    }
  }

  /// Makes the folder, readable by its owner only.
  ///
  /// - Throws: `refused` where it exists, `diskFull`, `readOnly` or `inputOutput`.
  func make() throws(StoreError) {
    guard mkdir(url.path, 0o700) != 0 else { return }
    throw errno == EEXIST
      ? StoreError(.refused, "There is a session of that id already.")
      : SessionFolder.error(errno)
  }

  /// Removes the folder of a session that did not come to be.
  func removeIfEmpty() {
    rmdir(url.path)
  }

  /// Removes the folder with all that is in it; one that is not there is no error.
  func remove() throws(StoreError) {
    guard access(url.path, F_OK) == 0 else { return }
    do {
      try FileManager.default.removeItem(at: url)
    } catch {
      throw StoreError(.inputOutput, "The files of a session could not be removed.")
    }
  }

  /// Makes a directory, with those above it, unless it is there.
  static func makeDirectory(_ url: URL) throws(StoreError) {
    do {
      try FileManager.default.createDirectory(
        at: url,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    } catch {
      throw StoreError(
        .cannotOpen,
        "The data directory cannot be made: check that its path is free and may be written."
      )
    }
    guard access(url.path, W_OK) == 0 else {
      throw StoreError(.readOnly, "The data directory may not be written.")
    }
  }

  private static func error(_ number: Int32) -> StoreError {
    let code: StoreError.Code =
      switch number {
      case ENOSPC, EDQUOT: .diskFull
      case EROFS, EACCES, EPERM: .readOnly
      default: .inputOutput
      }
    return StoreError(
      code,
      "The folder of a session cannot be made: \(String(cString: strerror(number)))."
    )
  }
}
