import Foundation
import Synchronization
import Testing
import VoiceEngine

@testable import Server

@Suite struct MetricsTests {
  @Test func `a counter counts each combination of its labels`() {
    let counter = Counter("vivavoce_x_total", help: "X.", labels: ["a", "b"])
    counter.add(1, "1", "2")
    counter.add(2, "1", "2")
    counter.add(5, "0", "2")
    #expect(
      MetricText.write([counter]) == """
        # HELP vivavoce_x_total X.
        # TYPE vivavoce_x_total counter
        vivavoce_x_total{a="0",b="2"} 5
        vivavoce_x_total{a="1",b="2"} 3

        """
    )
  }

  @Test func `a counter without labels begins at nothing`() {
    #expect(Counter("n", help: "h").samples == ["n 0"])
  }

  @Test func `ever new labels do not make a counter grow without end`() {
    let counter = Counter("n", help: "h", labels: ["l"])
    for index in 0..<1_000 { counter.add(1, "\(index)") }
    #expect(counter.samples.count <= 101)
    #expect(counter.value("other") == 900)
  }

  @Test func `label values are escaped`() {
    let gauge = Gauge("n", help: "h", labels: [("l", "a\"b\\c\nd")], value: 1.5)
    #expect(gauge.samples == [#"n{l="a\"b\\c\nd"} 1.5"#])
  }

  @Test func `a gauge is read when it is asked for`() {
    let source = Mutex(3.0)
    let gauge = Gauge("n", help: "h", read: { source.withLock { $0 } })
    source.withLock { $0 = 4 }
    #expect(gauge.samples == ["n 4"])
  }

  @Test func `a histogram's buckets add up and its bounds belong to them`() {
    let histogram = Histogram("h", help: "h", bounds: [0.5, 1])
    for value in [0.125, 0.5, 0.75, 1, 7, .infinity, .nan] { histogram.observe(value) }
    #expect(
      histogram.samples == [
        "h_bucket{le=\"0.5\"} 2", "h_bucket{le=\"1\"} 4", "h_bucket{le=\"+Inf\"} 5",
        "h_sum 9.375", "h_count 5",
      ]
    )
  }

  @Test func `threads lose no count`() async {
    let counter = Counter("n", help: "h", labels: ["l"])
    let histogram = Histogram("h", help: "h", bounds: [1], label: "s")
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<8 {
        group.addTask {
          for _ in 0..<500 {
            counter.add(1, "x")
            histogram.observe(0.5, "y")
          }
        }
      }
    }
    #expect(counter.value("x") == 4_000)
    #expect(histogram.count("y") == 4_000)
  }

  @Test func `the server's text has the names that operators were promised`() {
    let metrics = ServerMetrics(version: "0.1.0")
    metrics.audioPackets.add(1, "in", "accepted")
    metrics.sessionsTotal.add(1, "completed")
    metrics.turnsTotal.add(1, "candidate")
    let text = metrics.text
    for line in [
      "vivavoce_build_info{version=\"0.1.0\"} 1", "vivavoce_sessions_active 0",
      "vivavoce_sessions_total{outcome=\"completed\"} 1",
      "vivavoce_turns_total{party=\"candidate\"} 1", "vivavoce_response_latency_seconds_count 0",
      "vivavoce_audio_packets_total{direction=\"in\",result=\"accepted\"} 1",
    ] {
      #expect(text.contains("\n" + line + "\n"), "\(line)")
    }
  }

  @Test func `a barge-in and a turn's steps are observed where they came to pass`() {
    let metrics = ServerMetrics(version: "1")
    metrics.observe(PlaybackCleared(utterance: 1))
    metrics.observe(PlaybackCleared(utterance: 2, yieldMilliseconds: 240, sentMilliseconds: 40))
    var latency = TurnLatency(turn: 1, decidedMilliseconds: 900)
    metrics.observe(latency)
    latency.tokenMilliseconds = 1_400
    metrics.observe(latency)
    let text = metrics.text
    for line in [
      "vivavoce_time_to_yield_seconds_count 1",
      "vivavoce_audio_sent_after_onset_seconds_bucket{le=\"0.02\"} 0",
      "vivavoce_audio_sent_after_onset_seconds_bucket{le=\"0.04\"} 1",
      "vivavoce_turn_latency_seconds_count{step=\"decided\"} 2",
      "vivavoce_turn_latency_seconds_count{step=\"first_token\"} 1",
    ] {
      #expect(text.contains("\n" + line + "\n"), "\(line)")
    }
    #expect(!text.contains("first_packet"))
  }

  @Test func `every line of the text is a comment or a sample`() {
    let metrics = ServerMetrics(version: "1")
    let line = /# (HELP|TYPE) [a-z_:]+ .+|[a-z_:]+(\{[^}]*\})? [-+0-9.eE]+/
    for text in metrics.text.split(separator: "\n") {
      #expect(text.wholeMatch(of: line) != nil, "\(text)")
    }
  }
}

@Suite struct LogTests {
  private func lines(minimum: LogLevel, _ body: (Log) -> Void) -> [String] {
    let lines = Mutex<[String]>([])
    body(
      Log(
        minimum: minimum,
        now: { Date(timeIntervalSince1970: 1_500.25) },
        write: { line in lines.withLock { $0.append(line) } }
      )
    )
    return lines.withLock { $0 }
  }

  @Test func `a line is one JSON object with a constant message and fields`() {
    let written = lines(minimum: .debug) { log in
      log.write(
        .warning,
        "session ended",
        [("session_id", "a\"b"), ("turns", 3), ("seconds", .number(1.5)), ("clean", true)]
      )
    }
    #expect(
      written == [
        #"{"time":"1970-01-01T00:25:00.250Z","level":"warning","message":"session ended","#
          + #""session_id":"a\"b","turns":3,"seconds":1.5,"clean":true}"# + "\n"
      ]
    )
  }

  @Test func `less important lines are left out`() {
    let written = lines(minimum: .warning) { log in
      for level in LogLevel.allCases { log.write(level, "x") }
    }
    #expect(written.count == 2)
  }

  @Test func `control characters and line ends stay inside the line`() {
    let written = lines(minimum: .debug) { $0.write(.info, "x", [("a", "b\n\u{1}c")]) }
    #expect(written[0].hasSuffix(#""a":"b\n\u0001c"}"# + "\n"))
  }
}
