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
    var listener = Listener()
    while let message = socket.next() {
      switch message {
      case .binary(let bytes):
        listener.take(bytes)
        if listener.heard >= fault.place {
          if case .stall(_, midway: true) = fault { send(result(&listener, isFinal: false)) }
          if case .stall = fault { silence() }
          guard commit(fault, socket) else { return }
        }
        // Settles every fourth word, so that some are on their way at any time.
        let isFinal = listener.heard - listener.settled >= 4
        send(result(&listener, isFinal: isFinal))
      case .text(let text):
        note(text)
        if text.contains("Finalize") { send(result(&listener, isFinal: true, isLast: true)) }
        if text.contains("eof") { send(result(&listener, isFinal: true)) }
        if text.contains("CloseStream") { send(#"{"type":"Metadata","duration":1.0,"x":{}}"#) }
        if text.contains("CloseStream") || text.contains("eof") { return socket.close(1_000) }
      case .close(let code): return socket.close(code)
      default: break
      }
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
  private func result(_ listener: inout Listener, isFinal: Bool, isLast: Bool = false) -> String {
    let numbers = listener.unsettled
    let from = listener.settled
    let place = { (index: Int) in Double(from + index) / 10 }
    if isFinal { listener.settled = listener.heard }
    let text = numbers.map { "w\($0)" }.joined(separator: " ")
    let words = numbers.enumerated().map { index, number in
      let times = "\"start\":\(place(index)),\"end\":\(place(index + 1)),\"word\":\"w\(number)\""
      return self == .deepgram
        ? "{\(times),\"confidence\":0.5,\"punctuated_word\":\"W\(number),\",\"new\":1}"
        : "{\(times),\"conf\":0.5,\"new\":1}"
    }.joined(separator: ",")
    switch self {
    case .deepgram:
      let seconds = "\"start\":\(place(0)),\"duration\":\(Double(numbers.count) / 10)"
      return """
        {"type":"Results","channel_index":[0,1],\(seconds),"is_final":\(isFinal),"new":{"a":[]},
        "speech_final":false,"from_finalize":\(isLast),"channel":{"alternatives":[{
        "transcript":"\(text)","confidence":0.5,"words":[\(words)]}]},"metadata":{"request_id":"x"}}
        """
    case .vosk:
      guard isFinal else { return "{\n  \"partial\" : \"\(text)\", \"new\":{}\n}" }
      return numbers.isEmpty
        ? "{\"text\" : \"\"}" : "{\"result\" : [\(words)], \"text\" : \"\(text)\", \"new\":1}"
    }
  }

  /// Reads words from audio.
  private struct Listener {
    private var bytes: [UInt8] = []
    private var words: [Int] = []
    var settled = 0

    var heard: Int { words.count }
    var unsettled: [Int] { Array(words[settled...]) }

    mutating func take(_ more: [UInt8]) {
      bytes += more
      let size = StreamingDialect.wordLength * 2
      while bytes.count >= size {
        let sample = Int(Int16(bitPattern: UInt16(bytes[0]) | UInt16(bytes[1]) << 8))
        words.append((sample + 50) / 100)
        bytes.removeFirst(size)
      }
    }
  }
}
