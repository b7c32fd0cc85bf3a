import Foundation
import Glibc
import Speech

/// Many candidates at once against a running server, all on one thread.
///
/// The thread sleeps for two milliseconds, then sends what is due and reads what has come: times
/// are that exact. Whoever is done begins another interview.
struct LoadRun {
  /// Address of the server.
  var server: String
  /// What every candidate does.
  var manner: LoadCandidate.Manner
  /// Candidates at a time.
  var sessions: Int
  /// How long, after all have begun.
  var duration: Duration
  /// Interviews that begin each second.
  var startsPerSecond = 20
  /// The server's process, or `nil`.
  var pid: Int?
  /// Address of the server's metrics, or `nil`.
  var metrics: String?
  /// Called about every minute with what the server uses.
  var everyMinute: (ProcessFigures) -> Void = { _ in }

  /// Holds the interviews.
  ///
  /// - Throws: `TransportError` where the server cannot be reached or refuses.
  func hold() throws -> LoadReport {
    let tally = LoadTally()
    let target = try ClientTarget("\(server)/ws/interview", subprotocol: "vivavoce.v1")
    let before = pid.flatMap { ProcessFigures(pid: $0) }
    var candidates: [LoadCandidate] = []
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let began = MonotonicClock.now
    func begin(_ index: Int) throws -> LoadCandidate {
      // A new candidate is late for no packet.
      let phase = MonotonicClock.now + .microseconds(index * 20_000 / max(1, sessions))
      return try LoadCandidate(target, manner: manner, tally: tally, phase: phase)
    }
    while candidates.count < sessions {
      let due = Int((MonotonicClock.now - began).inSeconds * Double(startsPerSecond)) + 1
      while candidates.count < min(due, sessions) { candidates.append(try begin(candidates.count)) }
      serve(candidates, &buffer)
    }
    tally.startOver()
    let start = MonotonicClock.now
    let first = pid.flatMap { ProcessFigures(pid: $0) }
    let own = ProcessFigures(pid: Int(getpid()))
    var nextMinute = start + .seconds(60)
    var nextStart = start
    while MonotonicClock.now - start < duration {
      serve(candidates, &buffer)
      let over = candidates.indices.first { candidates[$0].isOver }
      if let over, MonotonicClock.now >= nextStart {
        nextStart = MonotonicClock.now + .seconds(1) / startsPerSecond
        // A server that is full says so, and is asked again.
        do {
          candidates[over] = try begin(over)
        } catch {
          tally.note(ending: "refused")
        }
      }
      guard MonotonicClock.now >= nextMinute else { continue }
      nextMinute += .seconds(60)
      if let figures = pid.flatMap({ ProcessFigures(pid: $0) }) { everyMinute(figures) }
    }
    let last = pid.flatMap { ProcessFigures(pid: $0) }
    let seconds = (MonotonicClock.now - start).inSeconds
    var report = LoadReport(tally, sessions: sessions, seconds: seconds)
    if let own, let now = ProcessFigures(pid: Int(getpid())) {
      report.generator_cpu_percent = (now.cpuSeconds - own.cpuSeconds) / seconds * 100
    }
    if let before, let first, let last {
      report.server_cpu_percent = (last.cpuSeconds - first.cpuSeconds) / seconds * 100
      report.server_rss_mb = Double(last.residentBytes) / 1e6
      let grown = Double(last.residentBytes - before.residentBytes)
      report.server_rss_per_session_kb = grown / 1e3 / Double(max(1, sessions))
      report.server_descriptors = last.descriptors
    }
    report.lane_lateness_p99_ms = metrics.flatMap { LoadRun.laneLateness($0) }.map { $0 * 1_000 }
    return report
  }

  private func serve(_ candidates: [LoadCandidate], _ buffer: inout [UInt8]) {
    usleep(2_000)
    var waiting = candidates.map {
      pollfd(fd: $0.socket.descriptor, events: Int16(POLLIN), revents: 0)
    }
    let ready = poll(&waiting, nfds_t(waiting.count), 0)
    let now = MonotonicClock.now
    if ready > 0 {
      for (candidate, state) in zip(candidates, waiting) where state.revents != 0 {
        candidate.socket.read(with: &buffer) { candidate.take($0, at: now) }
      }
    }
    for candidate in candidates { candidate.advance(to: now) }
  }

  /// Upper bound of the bucket in which the 99th percentile of the lanes' lateness lies, in
  /// seconds; `nil` where the metrics do not tell.
  static func laneLateness(_ url: String) -> Double? {
    guard let body = try? HTTPClient.get(url).body else { return nil }
    let buckets = String(decoding: body, as: UTF8.self).split(separator: "\n").compactMap {
      line -> (bound: Double, count: Double)? in
      let bucket = /^vivavoce_lane_lateness_seconds_bucket.*le="([^"]+)"\} (\d+)/
      guard let match = line.firstMatch(of: bucket), let count = Double(match.2) else { return nil }
      return (match.1 == "+Inf" ? .infinity : Double(match.1) ?? .infinity, count)
    }
    guard let all = buckets.last?.count, all > 0 else { return nil }
    return buckets.first { $0.count >= all * 0.99 }?.bound
  }
}

extension LoadReport {
  /// What the candidates felt, without what is known of the server.
  init(_ tally: LoadTally, sessions: Int, seconds: Double) {
    func milliseconds(_ share: Double, _ values: [Double]) -> Double? {
      LoadTally.percentile(share, of: values).map { $0 * 1_000 }
    }
    self.init(
      sessions: sessions,
      seconds: seconds,
      sent_packets: tally.sentPackets,
      received_packets: tally.receivedPackets,
      lost_packets: tally.lostPackets,
      underruns: tally.underruns,
      turns: tally.turns,
      largest_backlog_bytes: tally.largestBacklog,
      generator_cpu_percent: 0,
      added_latency_p50_ms: milliseconds(0.5, tally.addedLatency),
      added_latency_p99_ms: milliseconds(0.99, tally.addedLatency),
      live_answers: tally.liveAnswers,
      response_latency_p50_ms: milliseconds(0.5, tally.responseLatency),
      yields: tally.yields.count,
      packets_after_cut: tally.packetsAfterCut,
      yield_p50_ms: milliseconds(0.5, tally.yields),
      yield_p99_ms: milliseconds(0.99, tally.yields),
      endings: tally.endings
    )
  }
}
