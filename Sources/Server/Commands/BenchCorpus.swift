import Foundation

/// Recordings with labels: `labels.csv` with at least `id` and `speaker`, and below it a sound file
/// of each id's name.
struct BenchCorpus: Sendable {
  /// Which speakers are wanted; the halves never share one.
  enum Split: String, CaseIterable, Sendable {
    case fit, report, all
  }

  /// One labelled recording.
  struct Recording: Sendable {
    var id: String
    var speaker: String
    var age: Int?
    var text: String?
    var file: URL
  }

  /// What is wrong with a folder.
  struct CorpusError: Error, CustomStringConvertible {
    var description: String
  }

  /// The recordings of each speaker in the order of their ids.
  let speakers: [[Recording]]

  /// Reads the labels of a folder and finds its recordings.
  init(directory: URL, split: Split) throws(CorpusError) {
    let labels = directory.appending(path: "labels.csv")
    guard let text = try? String(contentsOf: labels, encoding: .utf8) else {
      throw CorpusError(description: "\(labels.path) cannot be read")
    }
    let rows = Self.rows(of: text)
    guard let header = rows.first, let id = header.firstIndex(of: "id"),
      let speaker = header.firstIndex(of: "speaker")
    else {
      throw CorpusError(description: "\(labels.path) needs the columns id and speaker")
    }
    let (age, words) = (header.firstIndex(of: "age"), header.firstIndex(of: "text"))
    let files = Self.soundFiles(below: directory)
    let recordings = rows.dropFirst().compactMap { row -> Recording? in
      guard row.count == header.count, let file = files[row[id]] else { return nil }
      return Recording(
        id: row[id],
        speaker: row[speaker],
        age: age.flatMap { Int(row[$0]) },
        text: words.map { row[$0] },
        file: file
      )
    }
    guard !recordings.isEmpty else {
      throw CorpusError(description: "\(directory.path) holds no recording of its labels.csv")
    }
    let bySpeaker = Dictionary(grouping: recordings, by: \.speaker)
    speakers = Self.half(split, of: bySpeaker.keys).map { name in
      bySpeaker[name, default: []].sorted { $0.id < $1.id }
    }
  }

  /// Every second speaker in an order that has nothing to do with their names.
  static func half(_ split: Split, of speakers: some Sequence<String>) -> [String] {
    let ordered = speakers.map { (hash: hash($0), name: $0) }.sorted { $0 < $1 }.map(\.name)
    return ordered.enumerated().filter { place, _ in
      switch split {
      case .fit: place % 2 == 0
      case .report: place % 2 == 1
      case .all: true
      }
    }.map(\.element)
  }

  /// FNV-1a.
  private static func hash(_ text: String) -> UInt32 {
    text.utf8.reduce(0x811C_9DC5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
  }

  /// The cells of comma-separated values; quotes may hold commas and doubled quotes.
  static func rows(of text: String) -> [[String]] {
    text.split(whereSeparator: \.isNewline).map { line in
      var cells = [""]
      var isQuoted = false
      for character in line {
        switch character {
        case "\"":
          isQuoted.toggle()
          // A doubled quote closes and opens again.
          if isQuoted, cells.last?.isEmpty == false { cells[cells.count - 1].append("\"") }
        case "," where !isQuoted: cells.append("")
        default: cells[cells.count - 1].append(character)
        }
      }
      return cells
    }
  }

  private static func soundFiles(below directory: URL) -> [String: URL] {
    let found = FileManager.default.enumerator(at: directory, includingPropertiesForKeys: nil)
    var files: [String: URL] = [:]
    while let url = found?.nextObject() as? URL {
      guard ["opus", "ogg", "wav"].contains(url.pathExtension.lowercased()) else { continue }
      files[url.deletingPathExtension().lastPathComponent] = url
    }
    return files
  }
}
