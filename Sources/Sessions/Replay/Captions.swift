import Speech

/// What was said as WebVTT, with the voices named.
///
/// Format: W3C, "WebVTT: The Web Video Text Tracks Format". A cue is at most 80 characters or six
/// seconds long, where words have times; what has none is one cue over the time that is left to it.
public enum Captions {
  private static let maximumCharacters = 80
  private static let maximumDuration: Duration = .seconds(6)
  private static let breakingSilence: Duration = .seconds(1)

  /// One stretch of text on the screen.
  struct Cue: Equatable {
    var party: Party
    var text: String
    var start: SampleTime
    var end: SampleTime
  }

  /// The captions of a session.
  ///
  /// - Parameter language: BCP-47 tag of the interview, for the names of the voices; English where
  ///   it is not known here.
  public static func webVTT(of fold: SessionFold, language: String) -> String {
    let names = voices(language)
    var file = "WEBVTT\n"
    for cue in fold.sayings.flatMap(cues(of:)).sorted(by: { $0.start < $1.start }) {
      let voice =
        switch cue.party {
        case .candidate: names.candidate
        case .interviewer: names.interviewer
        }
      file += "\n\(timestamp(cue.start)) --> \(timestamp(cue.end))\n"
      file += "<v \(voice)>\(escape(cue.text))\n"
    }
    return file
  }

  /// The names by which the pages call the voices.
  private static func voices(_ language: String) -> (candidate: String, interviewer: String) {
    switch language.split(separator: "-").first?.lowercased() {
    case "fr": ("Candidat", "Recruteur")
    default: ("Candidate", "Interviewer")
    }
  }

  /// The cues of one saying; together they hold all of its text.
  static func cues(of saying: Saying) -> [Cue] {
    guard let parts = parts(of: saying) else {
      return [cue(saying.party, saying.text, from: saying.start, to: saying.end)]
    }
    return parts.flatMap { part in
      switch part {
      case .timed(let words): cues(of: words, saidBy: saying.party)
      case .untimed(let text, let start, let end):
        [cue(saying.party, text, from: start, to: end)]
      }
    }
  }

  /// A stretch of a saying.
  private enum Part {
    case timed([WordTiming])
    case untimed(String, from: SampleTime, to: SampleTime)
  }

  /// The timed words, and between them the text that has no times; `nil` where the words are not
  /// those of the text, in its order.
  private static func parts(of saying: Saying) -> [Part]? {
    var parts: [Part] = []
    var words = spoken(saying.words)[...]
    var timed: [WordTiming] = []
    var untimed: [Substring] = []
    // Marks that stand alone before the first word.
    var marks: [Substring] = []
    var last = saying.start
    func closeUntimed(at end: SampleTime) {
      guard !untimed.isEmpty else { return }
      parts.append(.untimed(untimed.joined(separator: " "), from: last, to: max(last, end)))
      untimed = []
    }
    for token in saying.text.split(whereSeparator: \.isWhitespace) {
      let letters = letters(token)
      if letters.isEmpty {
        // A mark that stands alone, as French has them, stays with its word.
        if let end = timed.indices.last {
          timed[end].text += " \(token)"
        } else if untimed.isEmpty {
          marks.append(token)
        } else {
          untimed.append(token)
        }
      } else if var word = words.first, self.letters(word.text) == letters {
        closeUntimed(at: word.start)
        // The text's own capitals and marks.
        word.text = (marks + [token]).joined(separator: " ")
        marks = []
        timed.append(word)
        last = word.end
        words.removeFirst()
      } else {
        if !timed.isEmpty { parts.append(.timed(timed)) }
        timed = []
        untimed += marks + [token]
        marks = []
      }
    }
    guard words.isEmpty, marks.isEmpty else { return nil }
    if !timed.isEmpty { parts.append(.timed(timed)) }
    closeUntimed(at: saying.end)
    return parts
  }

  /// Words of one token each, those without a letter left out.
  private static func spoken(_ words: [WordTiming]) -> [WordTiming] {
    words.flatMap { word in
      word.text.split(whereSeparator: \.isWhitespace).filter { !letters($0).isEmpty }.map { token in
        var part = word
        part.text = String(token)
        return part
      }
    }
  }

  /// What of a word a recognizer and a writer agree on.
  private static func letters(_ word: some StringProtocol) -> String {
    word.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  private static func cues(of words: [WordTiming], saidBy party: Party) -> [Cue] {
    guard let first = words.first else { return [] }
    var cues: [Cue] = []
    var current = cue(party, first.text, from: first.start, to: first.end)
    for word in words.dropFirst() {
      let isFull =
        current.text.count + 1 + word.text.count > maximumCharacters
        || word.end - current.start > maximumDuration
        || word.start - current.end >= breakingSilence
      if isFull {
        cues.append(current)
        current = cue(party, word.text, from: word.start, to: word.end)
      } else {
        current.text += " \(word.text)"
        current.end = max(current.end, word.end)
      }
    }
    return cues + [current]
  }

  /// A cue must end after it begins.
  private static func cue(
    _ party: Party,
    _ text: String,
    from start: SampleTime,
    to end: SampleTime
  ) -> Cue {
    Cue(party: party, text: text, start: start, end: max(end, start + .milliseconds(1)))
  }

  /// A time as `hh:mm:ss.mmm`.
  static func timestamp(_ time: SampleTime) -> String {
    let milliseconds = max(0, time.milliseconds)
    let parts = [milliseconds / 3_600_000, milliseconds / 60_000 % 60, milliseconds / 1_000 % 60]
    return parts.map { padded($0, to: 2) }.joined(separator: ":")
      + "." + padded(milliseconds % 1_000, to: 3)
  }

  /// Text that cannot be taken for markup, for the arrow of a time line, or for a cue's end.
  static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      // "-->" would end the cue's text.
      case ">": escaped += "&gt;"
      case "\n", "\r", "\u{2028}", "\u{2029}": escaped += " "
      case "\0": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func padded(_ number: Int64, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
