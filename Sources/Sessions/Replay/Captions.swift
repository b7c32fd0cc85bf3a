import Speech

/// What was said as WebVTT, with the voices named.
///
/// Format: W3C, "WebVTT: The Web Video Text Tracks Format". A cue is at most 80 characters or six
/// seconds long, where words have times; a saying without times is one cue.
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
  public static func webVTT(of fold: SessionFold) -> String {
    var file = "WEBVTT\n"
    for cue in fold.sayings.flatMap(cues(of:)).sorted(by: { $0.start < $1.start }) {
      let voice =
        switch cue.party {
        case .candidate: "Candidate"
        case .interviewer: "Interviewer"
        }
      file += "\n\(timestamp(cue.start)) --> \(timestamp(cue.end))\n"
      file += "<v \(voice)>\(escape(cue.text))\n"
    }
    return file
  }

  /// The cues of one saying.
  static func cues(of saying: Saying) -> [Cue] {
    guard let first = saying.words.first else {
      return [cue(saying.party, saying.text, from: saying.start, to: saying.end)]
    }
    var cues: [Cue] = []
    var current = cue(saying.party, first.text, from: first.start, to: first.end)
    for word in saying.words.dropFirst() {
      let isFull =
        current.text.count + 1 + word.text.count > maximumCharacters
        || word.end - current.start > maximumDuration
        || word.start - current.end >= breakingSilence
      if isFull {
        cues.append(current)
        current = cue(saying.party, word.text, from: word.start, to: word.end)
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
