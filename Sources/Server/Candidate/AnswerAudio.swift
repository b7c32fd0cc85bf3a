import Foundation
import Sessions
import Speech
import VoiceEngine

/// An answer as a browser would send it: packets of a voice, or a text.
struct AnswerAudio: Sendable {
  /// The file's name, for the conversation's log.
  var name: String
  /// What the file is called without its ending: the question that it answers, if one is so called.
  var question: String? { name.split(separator: ".").first.map(String.init) }
  /// Opus packets of 20 ms.
  var packets: [[UInt8]]
  /// What is typed instead.
  var typed: String?

  /// What browsers usually give a voice; at 24,000 the recognizer gets more words wrong.
  static let bitsPerSecond = 32_000

  /// Creates an answer from packets.
  init(name: String, packets: [[UInt8]]) {
    self.name = name
    self.packets = packets
  }

  /// Creates an answer that is typed.
  init(name: String, typed: String) {
    self.init(name: name, packets: [])
    self.typed = typed
  }

  /// Reads a WAV or Ogg Opus file.
  ///
  /// - Throws: `RecordingError` or `EngineError`.
  init(path: String) throws {
    let samples = try AudioFileReader.samples(of: URL(fileURLWithPath: path))
    var encoder = try OpusEncoder(
      sampleRate: PCMChunk.sampleRate,
      bitsPerSecond: AnswerAudio.bitsPerSecond
    )
    name = URL(fileURLWithPath: path).lastPathComponent
    packets = try encoder.encodeAll(samples)
  }

  /// One packet of silence.
  static func silence() throws(EngineError) -> [UInt8] {
    var encoder = try OpusEncoder(sampleRate: PCMChunk.sampleRate)
    return try encoder.encode([Float](repeating: 0, count: PCMChunk.sampleRate / 50))
  }
}
