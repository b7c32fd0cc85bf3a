/// Whether somebody only asks to hear the question again.
public enum RepeatRequest {
  /// Longest request, in words: whoever says more says something else as well.
  static let wordLimit = 14

  /// Whether a transcript holds such a request and nothing else.
  ///
  /// A closed list a language: one of its phrases must be there, and every other word must be one
  /// that belongs to asking. "Could you repeat that, please?" is one; "I had to repeat the test" is
  /// an answer.
  ///
  /// - Parameter language: BCP-47 tag; in a language without a list nothing is a request.
  public static func isOnly(_ transcript: String, language: String) -> Bool {
    guard let list = lists[LanguageTag.primary(of: language)] else { return false }
    let words = EvidenceMatcher.normalizedWords(of: transcript)
    guard !words.isEmpty, words.count <= wordLimit, words.allSatisfy(list.words.contains) else {
      return false
    }
    return list.phrases.contains { phrase in
      words.indices.contains { words[$0...].starts(with: phrase) }
    }
  }

  private struct List {
    var phrases: [[String]]
    var words: Set<String>

    /// Reads phrases, parted by commas, and the words that may stand around them.
    init(phrases: String, around: String) {
      self.phrases = phrases.split(separator: ",").map {
        EvidenceMatcher.normalizedWords(of: String($0))
      }
      words = Set(self.phrases.joined()).union(EvidenceMatcher.normalizedWords(of: around))
    }
  }

  private static let lists = ["en": english, "fr": french]

  private static let english = List(
    phrases: """
      repeat that, repeat it, repeat the question, repeat please, can you repeat, could you repeat,
      would you repeat, please repeat, mind repeating, repeat your question, repeat this, pardon,
      say that again, say it again, say again, ask that again, ask me again, come again,
      what was the question, what is the question, what was that, what did you say,
      didn't catch, did not catch, didn't hear, did not hear, didn't get the question,
      ask the question again, the question again, one more time please, once more please
      """,
    around: """
      I sorry please oh uh um er hmm well okay ok excuse me could can would will you the that it
      this last part for again once more one time just quite do kind so to bit question your be
      what was all of
      """
  )

  private static let french = List(
    phrases: """
      répétez, répéter, répète, repetez, redire, redites, reformuler, pardon, comment,
      pas compris la question, pas entendu, pas bien entendu, pas saisi,
      quelle était la question, c'était quoi la question, qu'avez vous dit,
      qu'est ce que vous avez dit, reposer la question, reposez la question,
      encore une fois s'il vous plaît
      """,
    around: """
      je vous tu me te nous pouvez pourriez peux pourrais est ce que la le les l votre question
      excusez moi désolé désolée euh heu ah oh ben bon s'il vous plaît n'ai j'ai n'avais pas bien
      encore une fois cela ça voulez bien pour de a d début fin dernière partie
      """
  )
}
