import Foundation
import Speech
import TestKit

@testable import VoiceEngine

/// A recognizer that streams, with a server that speaks its documented protocol and really listens:
/// in the tests' audio every tenth of a second is a word of its own, so that a word that is lost,
/// said twice or misplaced shows.
enum StreamingDialect: String, CaseIterable, Sendable {
  /// Deepgram API reference, "Live Audio", with "Finalize", "Close Stream" and "Audio Keep Alive".
  case deepgram
  /// The protocol of vosk-server's `websocket/asr_server.py`.
  case vosk

  static let key = "key-canary-85"
  /// Samples of a word.
  static let wordLength = PCMChunk.sampleRate / 10

  /// Speech of so many words, in chunks of 20 ms, from a session time on.
  static func speech(words count: Int, from start: SampleTime) -> [PCMChunk] {
    (0..<(count * 5)).map { index in
      let loudness = Float((index / 5 + 1) * 100) / 32_767
      return PCMChunk(
        start: start + .milliseconds(20 * index),
        samples: Array(repeating: loudness, count: wordLength / 5)
      )
    }
  }

  /// What must come of speech of so many words.
  func expected(words count: Int, from start: SampleTime) -> [WordTiming] {
    (0..<count).map { index in
      WordTiming(
        text: word(index + 1),
        start: start + .milliseconds(100 * index),
        end: start + .milliseconds(100 * (index + 1)),
        confidence: 0.5
      )
    }
  }

  /// How a word is written.
  func word(_ number: Int) -> String { self == .deepgram ? "W\(number)," : "w\(number)" }

  /// The recognizer at an address.
  func recognizer(
    _ address: String,
    _ client: WebSocketStreamClient,
    _ clock: ProviderClock,
    model: String = "nova-3",
    deadlines: HTTPStreamRequest.Deadlines? = nil
  ) -> any SpeechRecognizer {
    let key = ProviderKey(StreamingDialect.key)
    let endpoint = ProviderEndpoint(address: address, key: key, model: model)
    var policy = ProviderPolicy.streamingRecognizer
    // Only a test that hangs comes to it.
    policy.attempt.connect = .seconds(30)
    if let deadlines { policy.attempt = deadlines }
    policy.backoff = .milliseconds(2)
    switch self {
    case .deepgram:
      return DeepgramRecognizer(endpoint, client: client, policy: policy, clock: clock)
    case .vosk: return VoskRecognizer(endpoint, client: client, policy: policy, clock: clock)
    }
  }

  // MARK: The server

  /// What a server does wrong, once it has heard so many words.
  enum Fault: Sendable {
    case none
    case disconnect(after: Int)
    case close(code: UInt16, after: Int)
    case say(String, after: Int)
    /// Says nothing more, or, `midway`, one partial result before that.
    case stall(after: Int, midway: Bool = false)

    fileprivate var place: Int {
      switch self {
      case .none: .max
      case .disconnect(let words), .close(_, let words), .say(_, let words), .stall(let words, _):
        words
      }
    }
  }

  /// How messages are sent.
  enum Manner: Sendable {
    case whole
    /// Every byte alone.
    case crumbling
    /// With a ping before each.
    case pinging
    /// With fields and messages that nobody knows.
    case embellished
  }

  /// Serves a stream until it ends; every text that the client sends is noted.
  func serve(
    _ socket: ServerWebSocket,
    fault: Fault = .none,
    manner: Manner = .whole,
    listener: any WordListener = LevelListener(),
    note: (String) -> Void = { _ in },
    silence: () -> Void = {}
  ) {
    func send(_ text: String) {
      switch manner {
      case .whole: return socket.send(text)
      case .crumbling: return socket.crumble(text)
      case .pinging: socket.ping()
      case .embellished:
        socket.send("{\"type\":\"SpeechStarted\",\"channel\":[0],\"timestamp\":0.1}")
        socket.send("{\"type\":\"What nobody knows\",\"channel\":7}")
        return socket.send(ProviderFault.withUnknownFields(text))
      }
      socket.send(text)
    }
    var listener = listener
    var settled = 0
    func result(isFinal: Bool, isLast: Bool = false) -> String {
      defer { if isFinal { settled = listener.words.count } }
      return self.result(listener.words[settled...], isFinal: isFinal, isLast: isLast)
    }
    while let message = socket.next() {
      switch message {
      case .binary(let bytes):
        listener.take(StreamingDialect.samples(bytes))
        if listener.words.count >= fault.place {
          if case .stall(_, midway: true) = fault { send(result(isFinal: false)) }
          if case .stall = fault { silence() }
          guard commit(fault, socket) else { return }
        }
        // Settles every fourth word, so that some are on their way at any time.
        send(result(isFinal: listener.words.count - settled >= 4))
      case .text(let text):
        note(text)
        if text.contains("Finalize") || text.contains("eof") { listener.finish() }
        if text.contains("Finalize") { send(result(isFinal: true, isLast: true)) }
        if text.contains("eof") { send(result(isFinal: true)) }
        if text.contains("CloseStream") { send(#"{"type":"Metadata","duration":1.0,"x":{}}"#) }
        if text.contains("CloseStream") || text.contains("eof") { return socket.close(1_000) }
      case .close(let code): return socket.close(code)
      default: break
      }
    }
  }

  /// Little-endian 16-bit PCM.
  static func samples(_ bytes: some RandomAccessCollection<UInt8>) -> [Int16] {
    let bytes = Array(bytes)
    return stride(from: 0, to: bytes.count - 1, by: 2).map {
      Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
    }
  }

  private func commit(_ fault: Fault, _ socket: ServerWebSocket) -> Bool {
    switch fault {
    case .none: return true
    case .disconnect: socket.socket.vanish()
    case .close(let code, _): socket.close(code)
    case .say(let text, _):
      socket.send(text)
      while socket.next() != nil {}
    case .stall: while socket.next() != nil {}
    }
    return false
  }

  /// What a server says of the audio since the last settled word; with fields nobody knows.
  private func result(_ heard: ArraySlice<HeardWord>, isFinal: Bool, isLast: Bool) -> String {
    let text = heard.map(\.text).joined(separator: " ")
    let words = heard.map { word in
      let times = "\"start\":\(word.start),\"end\":\(word.end),\"word\":\"\(word.text)\""
      let written = word.text.capitalized
      return self == .deepgram
        ? "{\(times),\"confidence\":0.5,\"punctuated_word\":\"\(written),\",\"new\":1}"
        : "{\(times),\"conf\":0.5,\"new\":1}"
    }.joined(separator: ",")
    switch self {
    case .deepgram:
      let start = heard.first?.start ?? 0
      let seconds = "\"start\":\(start),\"duration\":\((heard.last?.end ?? start) - start)"
      return """
        {"type":"Results","channel_index":[0,1],\(seconds),"is_final":\(isFinal),"new":{"a":[]},
        "speech_final":false,"from_finalize":\(isLast),"channel":{"alternatives":[{
        "transcript":"\(text)","confidence":0.5,"words":[\(words)]}]},"metadata":{"request_id":"x"}}
        """
    case .vosk:
      guard isFinal else { return "{\n  \"partial\" : \"\(text)\", \"new\":{}\n}" }
      return heard.isEmpty
        ? "{\"text\" : \"\"}" : "{\"result\" : [\(words)], \"text\" : \"\(text)\", \"new\":1}"
    }
  }
}

/// A word as a server hears it; times in seconds of its stream.
struct HeardWord {
  var text: String
  var start: Double
  var end: Double
}

/// What a server does with the audio of a stream.
protocol WordListener {
  /// The words so far.
  var words: [HeardWord] { get }
  /// Takes samples at 16 kHz.
  mutating func take(_ samples: [Int16])
  /// Takes what it has for a word.
  mutating func finish()
}

/// Reads the tests' own audio, in which the level of each tenth of a second is a number.
struct LevelListener: WordListener {
  private(set) var words: [HeardWord] = []
  private var samples: [Int16] = []

  mutating func take(_ more: [Int16]) {
    samples += more
    while samples.count >= StreamingDialect.wordLength {
      let place = Double(words.count)
      let text = "w\((Int(samples[0]) + 50) / 100)"
      words.append(HeardWord(text: text, start: place / 10, end: (place + 1) / 10))
      samples.removeFirst(StreamingDialect.wordLength)
    }
  }

  mutating func finish() {}
}
