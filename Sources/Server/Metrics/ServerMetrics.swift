import Speech
import Synchronization
import VoiceEngine

/// Everything the server measures; no label ever holds a session, a name or what was said.
final class ServerMetrics: Sendable {
  /// Interviews that are running.
  let sessionsActive = Gauge(
    "vivavoce_sessions_active",
    help: "Interviews that are running; 0 before a restart is safe."
  )
  /// Interviews that ended, by outcome.
  let sessionsTotal = Counter(
    "vivavoce_sessions_total",
    help: "Interviews that ended; look at the log when failed grows.",
    labels: ["outcome"]
  )
  /// Turns, by party.
  let turnsTotal = Counter(
    "vivavoce_turns_total",
    help: "Turns that ended, by party.",
    labels: ["party"]
  )
  /// From the end of the candidate's speech to the first interviewer packet.
  let responseLatency = Histogram(
    "vivavoce_response_latency_seconds",
    help: "From the end of the candidate's speech to the first packet sent back.",
    bounds: [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 8, 13]
  )
  /// From the end of the candidate's speech to each step of the answer to it.
  let turnLatency = Histogram(
    "vivavoce_turn_latency_seconds",
    help: "From the end of the candidate's speech to each step of the answer to it.",
    bounds: [0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 8, 13],
    label: "step"
  )
  /// Turns that were ended while the candidate went on.
  let falseCutOffs = Counter(
    "vivavoce_false_cut_offs_total",
    help: "Turns whose speaker went on within 1.5 s; more patience in the scenario lowers it."
  )
  /// Voices over the interviewer, by what became of them.
  let bargeIns = Counter(
    "vivavoce_barge_ins_total",
    help: "Voices that silenced the interviewer; many false ones mean echo or noise.",
    labels: ["outcome"]
  )
  /// From the onset of a voice over the interviewer to the last packet sent.
  let timeToYield = Histogram(
    "vivavoce_time_to_yield_seconds",
    help: "From the onset of a voice over the interviewer to the last packet sent.",
    bounds: [0.1, 0.2, 0.22, 0.25, 0.3, 0.4, 0.6, 1, 2]
  )
  /// What was still sent to a voice that had lasted as long as it takes to notice one.
  let sentToVoice = Histogram(
    "vivavoce_audio_sent_after_onset_seconds",
    help: "Interviewer audio sent after a voice over it could be noticed; 0.06 is the target.",
    bounds: [0, 0.02, 0.04, 0.06, 0.1, 0.2, 0.5, 1]
  )
  /// Packets in and out, by what became of them.
  let audioPackets = Counter(
    "vivavoce_audio_packets_total",
    help: "Audio packets; many dropped ones coming in mean a faulty client.",
    labels: ["direction", "result"]
  )
  /// Answers to HTTP requests, by class of status.
  let httpResponses = Counter(
    "vivavoce_http_responses_total",
    help: "Answers to HTTP requests; 5xx are faults.",
    labels: ["class"]
  )
  /// WebSockets that were refused, by reason.
  let connectionsRefused = Counter(
    "vivavoce_connections_refused_total",
    help: "WebSockets that were refused; raise the limits when overloaded grows.",
    labels: ["reason"]
  )
  /// Requests to providers, by provider.
  let providerRequests = Counter(
    "vivavoce_provider_requests_total",
    help: "Requests to providers over the network, failed ones included.",
    labels: ["provider"]
  )
  /// Tokens of language models, by provider.
  let providerTokens = Counter(
    "vivavoce_provider_tokens_total",
    help: "Tokens of prompts and replies; estimated where a provider does not tell.",
    labels: ["provider"]
  )
  /// Audio to and from providers.
  let providerAudio = Counter(
    "vivavoce_provider_audio_milliseconds_total",
    help: "Audio that providers heard or spoke.",
    labels: ["provider"]
  )
  private let build: Gauge
  private let further = Mutex<[any Metric]>([])

  /// Creates the metrics of a build.
  init(version: String) {
    build = Gauge(
      "vivavoce_build_info",
      help: "Always 1; the labels tell what is running.",
      labels: [("version", version)],
      value: 1
    )
  }

  /// Adds metrics that are read where they arise, such as the transport's.
  func add(_ metrics: [any Metric]) { further.withLock { $0 += metrics } }

  /// Counts what a session used of a provider.
  func countUse(_ provider: String, _ usage: ProviderUsage) {
    providerRequests.add(Int64(usage.requests), provider)
    let tokens = usage.inputTokens + usage.outputTokens
    if tokens > 0 { providerTokens.add(Int64(tokens), provider) }
    let milliseconds = Int64(usage.audioSeconds * 1_000)
    if milliseconds > 0 { providerAudio.add(milliseconds, provider) }
  }

  /// All metrics in the form that Prometheus reads.
  var text: String {
    let own: [any Metric] = [
      build, sessionsActive, sessionsTotal, turnsTotal, responseLatency, turnLatency,
      falseCutOffs, bargeIns, timeToYield, sentToVoice, audioPackets,
      httpResponses, connectionsRefused, providerRequests, providerTokens, providerAudio,
    ]
    return MetricText.write(own + further.withLock { $0 })
  }
}

extension Transport {
  /// What the transport measures.
  var metrics: [any Metric] {
    let counters = counters
    return [
      Gauge(
        "vivavoce_websocket_connections",
        help: "WebSockets that are open.",
        read: { Double(counters.webSockets.load(ordering: .relaxed)) }
      ),
      Gauge(
        "vivavoce_sockets",
        help: "Sockets that are open, WebSockets included.",
        read: { Double(counters.sockets.load(ordering: .relaxed)) }
      ),
      Gauge(
        "vivavoce_websocket_cut",
        help: "WebSockets that were cut for breaking a limit since start.",
        read: { Double(counters.cut.load(ordering: .relaxed)) }
      ),
      Gauge(
        "vivavoce_lane_delay_seconds",
        help: "Longest time since a lane last ticked; more than 0.1 means an overloaded machine.",
        read: { [weak self] in self?.slowestLane.inSeconds ?? 0 }
      ),
    ]
  }
}
