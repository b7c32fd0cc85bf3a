import Foundation
import VoiceEngine

/// What all candidates of a load test felt.
final class LoadTally {
  /// Packets that were sent.
  var sentPackets = 0
  /// Interviewer packets that came.
  var receivedPackets = 0
  /// Interviewer packets whose number was left out.
  var lostPackets = 0
  /// Messages other than packets that came.
  var receivedEvents = 0
  /// Turns that were committed.
  var turns = 0
  /// Times that a candidate's playout had nothing to play in the middle of an utterance.
  var underruns = 0
  /// Most bytes that the server had not taken from one candidate.
  var largestBacklog = 0
  /// From the end of turn to the first packet of what follows, less what the stub synthesizer took
  /// for it, in seconds, as they arrive.
  var addedLatency: [Double] = []
  /// How many of them began with a sentence that nobody had heard before.
  var liveAnswers = 0
  /// Packets of an utterance that came after the server had cut it.
  var packetsAfterCut = 0
  /// From the candidate's last spoken packet to the first packet of what follows, in seconds.
  var responseLatency: [Double] = []
  /// Interviewer audio that was sent after a barge-in could be noticed, as the server tells, in
  /// seconds.
  var yields: [Double] = []
  /// How the interviews ended, and what was refused.
  private(set) var endings: [String: Int] = [:]

  private var heardSentences: Set<String> = []

  /// Notes what is being said; true where its beginning was never said before, to anybody.
  func isNew(_ text: String) -> Bool {
    let sentences = SentenceChunker.sentences(of: text)
    defer { heardSentences.formUnion(sentences) }
    return sentences.first.map { !heardSentences.contains($0) } ?? false
  }

  /// Forgets what was measured while the load was building up.
  func startOver() {
    (sentPackets, receivedPackets, lostPackets, receivedEvents) = (0, 0, 0, 0)
    (underruns, turns, largestBacklog, liveAnswers, packetsAfterCut) = (0, 0, 0, 0, 0)
    (addedLatency, responseLatency, yields, endings) = ([], [], [], [:])
  }

  /// Counts an ending.
  func note(ending: String) { endings[ending, default: 0] += 1 }

  /// The value below which a share of the values lies, or `nil` without any.
  static func percentile(_ share: Double, of values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    let place = (Double(values.count) * share).rounded(.up) - 1
    return values.sorted()[max(0, min(values.count - 1, Int(place)))]
  }
}

/// The result of a load test; one flat JSON object.
struct LoadReport: Codable, Equatable {
  var sessions: Int
  var seconds: Double
  var sent_packets: Int
  var received_packets: Int
  var lost_packets: Int
  var underruns: Int
  var turns: Int
  var largest_backlog_bytes: Int
  /// What the generator itself needed: near 100 it is the generator that is measured.
  var generator_cpu_percent: Double
  var added_latency_p50_ms: Double?
  var added_latency_p99_ms: Double?
  /// Answers whose first sentence had to be synthesised.
  var live_answers: Int
  var response_latency_p50_ms: Double?
  /// Times that the interviewer was spoken into.
  var yields: Int
  var packets_after_cut: Int
  var yield_p50_ms: Double?
  var yield_p99_ms: Double?
  var server_cpu_percent: Double?
  var server_rss_mb: Double?
  var server_rss_per_session_kb: Double?
  var server_descriptors: Int?
  var lane_lateness_p99_ms: Double?
  var endings: [String: Int]

  /// As lines for a person.
  var description: String {
    let added = "p50 \(ms(added_latency_p50_ms)), p99 \(ms(added_latency_p99_ms))"
    let yielded = "p50 \(ms(yield_p50_ms)), p99 \(ms(yield_p99_ms))"
    let memory = "\(LoadReport.number(server_rss_mb)) MB"
    let each = "\(LoadReport.number(server_rss_per_session_kb)) KB more for each session"
    let ends = endings.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let rows: [(title: String, text: String)] = [
      ("sessions", "\(sessions) for \(LoadReport.number(seconds)) s, \(turns) turns"),
      ("packets", "\(sent_packets) sent, \(received_packets) received, \(lost_packets) lost"),
      ("playout ran dry", "\(underruns) times"),
      ("end of turn to first packet", "\(added), \(live_answers) synthesised (less that)"),
      ("end of speech to first packet", "p50 \(ms(response_latency_p50_ms))"),
      ("audio after a barge-in was heard", "\(yielded) of \(yields)"),
      ("packets after a cut", "\(packets_after_cut)"),
      ("lane late", "p99 at most \(ms(lane_lateness_p99_ms))"),
      ("generator", "\(LoadReport.number(generator_cpu_percent)) % of a core"),
      ("server", "\(LoadReport.number(server_cpu_percent)) % of a core"),
      ("server memory", "\(memory), \(each)"),
      ("server descriptors", server_descriptors.map(String.init) ?? "-"),
      ("endings", ends.joined(separator: ", ")),
    ]
    return rows.map { "\($0.title.padded(to: 34))\($0.text)" }.joined(separator: "\n")
  }

  private func ms(_ value: Double?) -> String { "\(LoadReport.number(value)) ms" }

  static func number(_ value: Double?) -> String {
    value.map { String(format: "%.1f", $0) } ?? "-"
  }
}
