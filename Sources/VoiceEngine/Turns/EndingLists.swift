/// The words of one language that tell whether an answer may end where it does, in the form of
/// `EvidenceMatcher.normalizedWords(of:)`: lower case, without accents and apostrophes.
struct EndingLists: Sendable {
  /// Conjunctions, determiners, prepositions, subject pronouns, auxiliaries.
  var open: Set<String> = []
  /// Ends that hold an open word and are closed all the same.
  var closedPhrases: [String] = []
  /// Filled pauses, and phrases that ask for time.
  var hesitations: [String] = []
  /// Whole answers.
  var shortAnswers: Set<String> = []
  /// Words of which numbers are read out one by one.
  var digits: Set<String> = []
  /// What a list begins with, and what its last member begins with.
  var listOpeners: Set<String> = []
  var listClosers: Set<String> = []
  /// Pronouns that are subjects.
  var subjects: Set<String> = []
  /// Forms of verbs that are no other word.
  var verbs: Set<String> = []

  /// Whether nothing is known of the language.
  var isEmpty: Bool { open.isEmpty }

  /// The lists of a language, by its primary subtag; empty for one that is not known.
  static func lists(for language: String) -> EndingLists {
    switch language {
    case "en": english
    case "fr": french
    default: EndingLists()
    }
  }

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(separator: " ").map(String.init))
  }

  private static let english = EndingLists(
    open: words(
      """
      and or but so because if when while which who whose whether although though unless until \
      since than as the a an my our their his its your every some any each of to in on at for with \
      from by about into like through between during without under is are was were am been i we \
      they he she would could will should can had have has just very really quite point m re ve ll
      """
    ),
    closedPhrases: [
      "think so", "hope so", "guess so", "suppose so", "believe so", "like that", "as well",
      "yes i can", "yes i have", "yes i am", "yes i would", "yes i was", "we can", "we have",
    ],
    hesitations: [
      "um", "umm", "uhm", "uh", "uhh", "er", "erm", "hm", "hmm", "mm", "let me think", "let me see",
      "how do i say", "how to say", "what s the word", "how can i put it", "give me a second",
      "give me a moment", "let s see", "good question",
    ],
    shortAnswers: [
      "yes", "yeah", "yep", "yup", "no", "nope", "sure", "of course", "absolutely", "exactly",
      "correct", "right", "ok", "okay", "never", "not really", "not yet", "no thanks",
      "no thank you", "yes please", "yes i do", "yes i have", "yes i am", "yes i did", "yes i can",
      "no i don t", "no i haven t", "no i m not", "i agree", "i don t know", "i have no idea",
      "no idea", "that s right", "that s correct", "definitely", "thank you", "thanks",
    ],
    digits: words("zero oh one two three four five six seven eight nine double triple"),
    listOpeners: ["first", "firstly"],
    listClosers: [
      "second", "secondly", "third", "then", "next", "finally", "last", "lastly", "also", "time",
    ],
    subjects: words("i you he she it we they there who this that"),
    verbs: words(
      """
      is are was were am be been has had have do does did don didn isn wasn can will would could \
      should must may might went said know knew think thought made took came want need got
      """
    )
  )

  private static let french = EndingLists(
    open: words(
      """
      et ou mais donc car si quand que qui dont puis alors comme lorsque puisque le la les un une \
      des mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette ces de du a \
      au aux en dans sur sous pour avec par sans chez vers entre depuis pendant est sont etait \
      etaient suis ai ont avait avais je j il elle ils elles on nous vous d l qu n m s t c parce \
      tres plus tellement quelques chaque virgule
      """
    ),
    closedPhrases: [
      "avec nous", "pour nous", "chez nous", "avec elle", "avec elles", "avec vous", "pour vous",
      "pour elle", "en plus", "non plus", "de plus en plus", "c est la", "celle la", "ce moment la",
      "merci a vous", "et vous",
    ],
    hesitations: [
      "euh", "euhh", "heu", "hum", "hem", "hmm", "hm", "mm", "ben", "bah", "voyons", "attendez",
      "comment dire", "laissez moi reflechir", "laissez moi voir", "un instant", "bonne question",
    ],
    shortAnswers: [
      "oui", "ouais", "non", "si", "bien sur", "oui bien sur", "tout a fait", "exactement",
      "absolument", "evidemment", "jamais", "pas vraiment", "pas encore", "d accord", "ok",
      "oui merci", "non merci", "merci", "je ne sais pas", "je sais pas", "aucune idee", "c est ca",
      "c est exact", "effectivement", "volontiers",
    ],
    digits: words("zero un deux trois quatre cinq six sept huit neuf"),
    listOpeners: ["premierement", "abord"],
    listClosers: [
      "deuxiemement", "ensuite", "puis", "enfin", "finalement", "second", "deuxieme", "apres",
      "aussi",
    ],
    subjects: words("je j tu il elle on nous vous ils elles c ca cela qui"),
    verbs: words(
      """
      est sont etait etaient suis sommes etes ai avons avez ont avait avais avaient fait faisait \
      peut peux pouvait doit faut fallait va vais allait veut veux voulait pense crois sais
      """
    )
  )
}

/// The parts of a BCP-47 tag that the engine looks at.
public enum LanguageTag {
  /// The primary subtag in lower case: `fr` of `fr-CA`.
  public static func primary(of tag: String) -> String {
    tag.split(whereSeparator: { $0 == "-" || $0 == "_" }).first.map { $0.lowercased() } ?? ""
  }
}
