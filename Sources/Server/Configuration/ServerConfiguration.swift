/// The server's whole configuration, checked.
struct ServerConfiguration: Sendable, Equatable {
  /// Where candidates' pages, the API and the WebSocket are served.
  var listen: HostPort
  /// Where health, version and metrics are served.
  var privateListen: HostPort
  /// Threads that carry connections.
  var lanes: Int
  /// WebSocket connections at a time.
  var connectionLimit: Int
  /// Origins of further pages that may connect.
  var allowedOrigins: [String]
  /// How long running interviews may go on after the first SIGTERM.
  var drainTimeout: Duration
  /// The folder of the database and the recordings.
  var data: String
  /// The folder of the scenario files.
  var scenarios: String
  /// Interviews at a time.
  var sessionLimit: Int
  /// Days after which a session is erased.
  var retentionDays: Int
  /// Version of the notice to which candidates consent.
  var noticeVersion: String
  /// What is kept of the operator's token; `nil` where nobody may list sessions.
  var operatorToken: TokenDigest?
  /// Recognizers that work at the same time.
  var recognizerWorkers: Int
  /// The synthesizer's worker program; `nil` means `espeak-worker` beside the executable.
  var espeakWorker: String?
  /// Who turns speech into words, best first.
  var recognizers: [ProviderLine]
  /// Who words the interviewer's lines, best first.
  var languageModels: [ProviderLine]
  /// Who turns words into speech, best first.
  var synthesizers: [ProviderLine]
  /// Who rates answers, best first.
  var judgeModels: [ProviderLine]
  /// Longest wait for the words of an answer.
  var recognizerDeadline: Duration
  /// Longest wait for a line of the interviewer.
  var languageModelDeadline: Duration
  /// Longest wait for a spoken sentence.
  var synthesizerDeadline: Duration
  /// Cost at which an interview comes to its closing line; `nil` for no limit.
  var sessionCostLimit: Double?
  /// What opens stored keys; `nil` where there is none.
  var masterKey: SecretBox?
  /// A file of certificates for providers; `nil` means the system's.
  var providerCertificates: String?
  /// The least important log lines to write.
  var logLevel: LogLevel
}

extension ServerConfiguration {
  /// Takes the typed values out of what was resolved, which has every key of the table.
  init(_ values: ResolvedOptions) {
    listen = values.address("listen")
    privateListen = values.address("private_listen")
    lanes = values.integer("lanes")
    connectionLimit = values.integer("connection_limit")
    allowedOrigins = values.list("allowed_origins")
    drainTimeout = values.duration("drain_timeout")
    data = values.text("data")
    scenarios = values.text("scenarios")
    sessionLimit = values.integer("session_limit")
    retentionDays = values.integer("retention_days")
    noticeVersion = values.text("notice_version")
    let token = values.text("operator_token")
    operatorToken = token.isEmpty ? nil : TokenDigest(of: token)
    recognizerWorkers = values.integer("recognizer_workers")
    let worker = values.text("espeak_worker")
    espeakWorker = worker.isEmpty ? nil : worker
    recognizers = values.providers("recognizers", .recognizer)
    languageModels = values.providers("language_models", .languageModel)
    synthesizers = values.providers("synthesizers", .synthesizer)
    judgeModels = values.providers("judge_models", .languageModel)
    recognizerDeadline = values.duration("recognizer_deadline")
    languageModelDeadline = values.duration("language_model_deadline")
    synthesizerDeadline = values.duration("synthesizer_deadline")
    sessionCostLimit = Amount.read(values.text("session_cost_limit")).flatMap { $0 > 0 ? $0 : nil }
    masterKey = SecretBox(hexadecimal: values.text("master_key"))
    let certificates = values.text("provider_certificates")
    providerCertificates = certificates.isEmpty ? nil : certificates
    logLevel = LogLevel(rawValue: values.text("log_level")) ?? .info
  }
}
