import CEspeak
import Foundation

// This program is the only one that links espeak-ng, whose licence is the GPL and which keeps
// global state: a crash or a licence question ends at the pipe.
//
// Standard input: one JSON object a line, {"text", "voice", "words_per_minute"}.
// Standard output, for each: one JSON line {"sample_rate", "sample_count", "words": [{"text",
// "start_ms", "end_ms"}]} followed by sample_count 16-bit little-endian samples, or one JSON line
// {"error": "code"}.

struct Request: Decodable {
  var text: String
  var voice: String
  var words_per_minute: Int
}

struct Word: Encodable {
  var text: String
  var start_ms: Int
  var end_ms: Int
}

struct Reply: Encodable {
  var sample_rate: Int
  var sample_count: Int
  var words: [Word]
}

/// What the callback gathers for the request that is being spoken.
struct Spoken {
  var samples: [Int16] = []
  /// 0-based position of the first character, length in characters, and milliseconds.
  var words: [(position: Int, length: Int, at: Int)] = []
  /// Where clauses end, in milliseconds.
  var ends: [Int] = []
}

// Safety: written by the callback, which espeak calls on the one thread of this program from within
// espeak_Synth, and read after espeak_Synth has returned.
nonisolated(unsafe) var spoken = Spoken()

let gather:
  @convention(c) (
    UnsafeMutablePointer<Int16>?, Int32, UnsafeMutablePointer<espeak_EVENT>?
  ) -> Int32 = { samples, count, events in
    if let samples, count > 0 {
      spoken.samples.append(contentsOf: UnsafeBufferPointer(start: samples, count: Int(count)))
    }
    var event = events
    while let current = event, current.pointee.type != espeakEVENT_LIST_TERMINATED {
      let milliseconds = Int(current.pointee.audio_position)
      switch current.pointee.type {
      case espeakEVENT_WORD:
        spoken.words.append(
          (Int(current.pointee.text_position) - 1, Int(current.pointee.length), milliseconds)
        )
      case espeakEVENT_END, espeakEVENT_MSG_TERMINATED:
        spoken.ends.append(milliseconds)
      default:
        break
      }
      event = current.advanced(by: 1)
    }
    return 0
  }

func runWorker() {
  let rate = espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, nil, 0)
  espeak_SetSynthCallback(gather)
  let output = FileHandle.standardOutput
  while let line = readLine(strippingNewline: true) {
    guard rate > 0 else {
      write(#"{"error":"library_refused"}"#, to: output)
      continue
    }
    guard let request = try? JSONDecoder().decode(Request.self, from: Data(line.utf8)) else {
      write(#"{"error":"malformed_request"}"#, to: output)
      continue
    }
    speak(request, rate: Int(rate), to: output)
  }
}

func speak(_ request: Request, rate: Int, to output: FileHandle) {
  guard choose(voice: request.voice) else {
    return write(#"{"error":"unknown_voice"}"#, to: output)
  }
  espeak_SetParameter(espeakRATE, Int32(clamping: request.words_per_minute), 0)
  spoken = Spoken()
  let flags = UInt32(espeakCHARS_UTF8) | UInt32(espeakENDPAUSE)
  let status = espeak_Synth(
    request.text,
    request.text.utf8.count + 1,
    0,
    POS_CHARACTER,
    0,
    flags,
    nil,
    nil
  )
  guard status == EE_OK, !spoken.samples.isEmpty else {
    return write(#"{"error":"not_spoken"}"#, to: output)
  }
  let reply = Reply(
    sample_rate: rate,
    sample_count: spoken.samples.count,
    words: words(of: request.text)
  )
  guard let header = try? JSONEncoder().encode(reply) else {
    return write(#"{"error":"not_encodable"}"#, to: output)
  }
  output.write(header + Data("\n".utf8))
  output.write(spoken.samples.withUnsafeBytes { Data($0) })
}

/// Chooses a voice by its name, else by language tag, else by the tag's primary subtag.
func choose(voice: String) -> Bool {
  if espeak_SetVoiceByName(voice) == EE_OK { return true }
  let primary = voice.split(separator: "-").first.map(String.init) ?? voice
  for language in [voice, primary] {
    let isChosen = language.withCString { text in
      var wanted = espeak_VOICE()
      wanted.languages = text
      return espeak_SetVoiceByProperties(&wanted) == EE_OK
    }
    // By properties espeak always finds some voice: only one of the language will do.
    let tags = espeak_GetCurrentVoice()?.pointee.languages.map { String(cString: $0 + 1) } ?? ""
    if isChosen, tags.hasPrefix(primary) { return true }
  }
  return false
}

/// The words with their times: each ends where its clause ends or the next begins.
///
/// espeak runs some words together ("I am") and tells only where the first begins; the others get
/// their share of the time by their letters.
func words(of text: String) -> [Word] {
  let characters = Array(text.unicodeScalars)
  let starts = spoken.words.filter { (0..<characters.count).contains($0.position) }
  return starts.enumerated().flatMap { index, word -> [Word] in
    let next = index + 1 < starts.count ? starts[index + 1] : nil
    let endPosition = max(next?.position ?? characters.count, word.position)
    let clauseEnd = spoken.ends.first { $0 > word.at } ?? word.at
    let endTime = max(word.at, min(next?.at ?? Int.max, clauseEnd))
    let pieces = pieces(characters[word.position..<endPosition])
    return share(word.at..<endTime, among: pieces)
  }
}

/// The stretches without white space.
func pieces(_ characters: ArraySlice<Unicode.Scalar>) -> [String] {
  characters.split(whereSeparator: \.properties.isWhitespace).map { piece in
    var text = String.UnicodeScalarView()
    text.append(contentsOf: piece)
    return String(text)
  }
}

/// Gives each piece a part of a time in proportion to its letters.
func share(_ time: Range<Int>, among pieces: [String]) -> [Word] {
  let total = max(1, pieces.reduce(0) { $0 + $1.count })
  var before = 0
  return pieces.map { piece in
    let start = time.lowerBound + time.count * before / total
    before += piece.count
    return Word(
      text: piece,
      start_ms: start,
      end_ms: time.lowerBound + time.count * before / total
    )
  }
}

func write(_ line: String, to output: FileHandle) {
  output.write(Data("\(line)\n".utf8))
}
