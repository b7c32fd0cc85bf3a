public import Foundation

/// Writes all that is kept of a session into a directory, in formats that others read.
public enum SessionExporter {
  /// Writes all that is kept of a session into a directory, and nothing elsewhere.
  ///
  /// The files are `session.json`, `events.jsonl`, `report.json`, `report.csv`, `reviews.json`,
  /// `captions.vtt`, and where there is audio `candidate.opus`, `interviewer.opus` and `mix.opus`.
  ///
  /// - Parameters:
  ///   - id: the session.
  ///   - directory: made if need be; files of these names in it are replaced.
  /// - Returns: the files, in the order in which they were written.
  /// - Throws: `StoreError` (`notFound` for an id that is not kept) or `RecordingError`.
  public static func export(
    _ id: String,
    from store: SessionReader,
    to directory: URL
  ) throws -> [URL] {
    guard let session = try store.session(id), let report = try store.report(id) else {
      throw StoreError(.notFound, "There is no session of that id.")
    }
    let fold = try store.fold(id)
    let folder = try store.folder(id)
    try SessionFolder.makeDirectory(directory)
    var target = ExportTarget(directory: directory)
    try target.write(try json(SessionSummary(session, fold: fold)), as: "session.json")
    try target.writeLines(of: id, from: store, as: "events.jsonl")
    try target.write(try json(report), as: "report.json")
    try target.write(Data(ReportTable.text(of: report).utf8), as: "report.csv")
    try target.write(try json(store.reviewRecords(id)), as: "reviews.json")
    let captions = Captions.webVTT(of: fold, language: session.record.language)
    try target.write(Data(captions.utf8), as: "captions.vtt")
    try target.copy(folder.candidateTrack, as: "candidate.opus")
    try target.copy(folder.interviewerTrack, as: "interviewer.opus")
    if session.status != .running, let mix = MixExporter.cachedMix(of: folder) {
      try target.copy(mix, as: "mix.opus")
    } else {
      try target.writeMix(of: folder, as: "mix.opus")
    }
    return target.files
  }

  private static func json(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value) + Data("\n".utf8)
  }
}

/// The directory of an export.
private struct ExportTarget {
  let directory: URL
  private(set) var files: [URL] = []

  init(directory: URL) {
    self.directory = directory
  }

  mutating func write(_ data: Data, as name: String) throws(StoreError) {
    do {
      try data.write(to: add(name), options: .atomic)
    } catch {
      throw ExportTarget.cannotWrite(name)
    }
  }

  /// A journal may be long: it goes over page by page.
  mutating func writeLines(
    of id: String,
    from store: SessionReader,
    as name: String
  ) throws(StoreError) {
    let url = add(name)
    guard FileManager.default.createFile(atPath: url.path, contents: nil),
      let file = FileHandle(forWritingAtPath: url.path)
    else { throw ExportTarget.cannotWrite(name) }
    var last: Int64?
    while true {
      let page = try store.eventLines(id, after: last)
      guard let sequence = page.lastSequence else { return }
      do {
        try file.write(contentsOf: page.text)
      } catch {
        throw ExportTarget.cannotWrite(name)
      }
      last = sequence
    }
  }

  /// Copies a track; one that is not there is left out.
  mutating func copy(_ source: URL, as name: String) throws(StoreError) {
    guard access(source.path, F_OK) == 0 else { return }
    let url = add(name)
    do {
      if access(url.path, F_OK) == 0 { try FileManager.default.removeItem(at: url) }
      try FileManager.default.copyItem(at: source, to: url)
    } catch {
      throw ExportTarget.cannotWrite(name)
    }
  }

  /// Makes the mix here: whoever only reads leaves the session's folder as it is.
  mutating func writeMix(of folder: SessionFolder, as name: String) throws(RecordingError) {
    let url = directory.appendingPathComponent(name)
    // What an earlier export left may be longer.
    unlink(url.path)
    if try MixExporter.makeMix(of: folder, at: url) { files.append(url) }
  }

  private mutating func add(_ name: String) -> URL {
    let url = directory.appendingPathComponent(name)
    files.append(url)
    return url
  }

  private static func cannotWrite(_ name: String) -> StoreError {
    StoreError(.inputOutput, "The export's \(name) could not be written.")
  }
}
