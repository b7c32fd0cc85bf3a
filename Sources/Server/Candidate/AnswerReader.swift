import Foundation
import Sessions
import Speech
import VoiceEngine

/// Reads the files of a headless candidate: sound as it is, texts spoken or typed.
struct AnswerReader {
  /// BCP-47 tag in which texts are spoken.
  let language: String
  /// Whether texts are typed.
  let isTyping: Bool

  /// Reads one file.
  ///
  /// - Throws: `RecordingError`, `EngineError`, or what the file system says.
  func answer(_ path: String) async throws -> AnswerAudio {
    guard path.hasSuffix(".txt") else { return try AnswerAudio(path: path) }
    let url = URL(fileURLWithPath: path)
    let text = try String(contentsOf: url, encoding: .utf8)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if isTyping { return AnswerAudio(name: url.lastPathComponent, typed: text) }
    let wav = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).wav")
    defer { try? FileManager.default.removeItem(at: wav) }
    let plan = InterviewPlan(language: language, personaName: "", questions: [], closing: "")
    _ = try await SpokenLine(text, of: plan)
      .write(to: wav.path, with: EspeakSynthesizer(workers: 1))
    var answer = try AnswerAudio(path: wav.path)
    answer.name = url.lastPathComponent
    return answer
  }
}
