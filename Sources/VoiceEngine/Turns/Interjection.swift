/// What the words of a voice over the interviewer say about the floor.
public enum Interjection: Equatable, Sendable {
  /// No word is known yet.
  case unheard
  /// Only "mhm", "okay", "d'accord", or the interviewer's own words come back as an echo: it goes
  /// on listening.
  case backchannel
  /// At least one word that a listener would not say.
  case claim
  /// "Wait", "attendez": it asks the interviewer to stop.
  case halt

  /// Weighs what was recognized.
  ///
  /// - Parameters:
  ///   - transcript: the words so far.
  ///   - language: BCP-47 tag; in a language without lists every word is a claim.
  ///   - echo: words, normalized, that the interviewer has just said.
  public init(_ transcript: String, language: String, echo: Set<String> = []) {
    let words = EvidenceMatcher.normalizedWords(of: transcript)
    guard !words.isEmpty else {
      self = .unheard
      return
    }
    let phrases = InterjectionPhrases.phrases(for: language)
    guard !words.allSatisfy(echo.contains) else {
      self = .backchannel
      return
    }
    let rest = phrases.afterBackchannels(words)
    if rest.isEmpty {
      self = .backchannel
    } else {
      self = phrases.halts.contains { rest.starts(with: $0) } ? .halt : .claim
    }
  }
}

/// The closed lists of a language, each phrase as normalized words.
private struct InterjectionPhrases {
  /// What listeners say without wanting the floor.
  var backchannels: [[String]] = []
  /// What asks the interviewer to stop.
  var halts: [[String]] = []

  init() {}

  /// Reads phrases that are parted by commas.
  private init(backchannels: String, halts: String) {
    self.backchannels = InterjectionPhrases.phrases(in: backchannels)
    self.halts = InterjectionPhrases.phrases(in: halts)
  }

  static func phrases(for language: String) -> InterjectionPhrases {
    switch LanguageTag.primary(of: language) {
    case "en": english
    case "fr": french
    default: InterjectionPhrases()
    }
  }

  /// What follows the backchannels at the beginning.
  func afterBackchannels(_ words: [String]) -> ArraySlice<String> {
    var rest = words[...]
    while let phrase = backchannels.first(where: { rest.starts(with: $0) }) {
      rest = rest.dropFirst(phrase.count)
    }
    return rest
  }

  /// The longest first, so that "all right" is not "all" and "right".
  private static func phrases(in text: String) -> [[String]] {
    text.split(separator: ",")
      .map { EvidenceMatcher.normalizedWords(of: String($0)) }
      .sorted { $0.count > $1.count }
  }

  private static let english = InterjectionPhrases(
    backchannels: """
      mhm, mm, mmm, mm hmm, hm, hmm, uh huh, huh, uh, um, er, ah, oh, aha, ok, okay, okey, yeah,
      yep, yup, yes, right, all right, alright, sure, of course, exactly, absolutely, I see, got it,
      good, great, fine, nice, cool, wow, really, I understand, thanks, thank you, so much,
      very much, a lot, goodbye, good bye, bye, you too, have a nice day, have a good day
      """,
    halts: """
      wait, stop, pause, hold on, hang on, pardon, excuse me, sorry, one moment, one second,
      just a moment, just a second, just a minute, a moment, a second, please stop, please wait
      """
  )

  private static let french = InterjectionPhrases(
    backchannels: """
      mhm, mm, hm, hmm, hum, euh, heu, ah, oh, ok, okay, oui, ouais, ouaip, si, d'accord, voilà,
      bien, très bien, bien sûr, entendu, exact, exactement, tout à fait, absolument, c'est ça,
      je vois, je comprends, compris, parfait, super, ah bon, bon, ben, bah, merci, en effet,
      beaucoup, merci à vous, au revoir, à vous aussi, vous aussi, de même, à bientôt,
      bonne journée, bonne soirée
      """,
    halts: """
      attendez, attends, stop, arrêtez, pause, pardon, excusez, excusez moi, désolé, désolée,
      un instant, une seconde, un moment, une minute, deux secondes, minute, juste un instant,
      s'il vous plaît
      """
  )
}
