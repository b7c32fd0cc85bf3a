/// Short lines that the interviewer needs whatever the scenario says.
public struct CannedPhrases: Equatable, Sendable {
  /// After some silence.
  public var nudge: String
  /// Before a question that is asked again because nothing was said.
  public var stillThere: String
  /// Before a question that is asked again because the words could not be made out.
  public var notUnderstood: String
  /// Before a question that is asked again after a break or a lost connection.
  public var welcomeBack: String
  /// Before what is asked after an answer that reached its limit.
  public var answerLimit: String
  /// Instead of the plan's closing when the session's time is used up.
  public var timeIsUp: String

  /// The lines of a language, or `nil` where there are none: then the interviewer only repeats.
  public static func phrases(for language: String) -> CannedPhrases? {
    switch LanguageTag.primary(of: language) {
    case "en": english
    case "fr": french
    default: nil
    }
  }

  private static let english = CannedPhrases(
    nudge: "Take your time.",
    stillThere: "I did not hear an answer. Let me ask again.",
    notUnderstood: "I could hear you, but I could not make out the words. Let me ask again.",
    welcomeBack: "Welcome back. Let us go on.",
    answerLimit: "Thank you, I have to stop you here.",
    timeIsUp: "Our time is up."
  )

  private static let french = CannedPhrases(
    nudge: "Prenez votre temps.",
    stillThere: "Je n'ai pas entendu de réponse. Je répète la question.",
    notUnderstood:
      "J'entends bien votre voix, mais je n'ai pas compris vos paroles. Je répète la question.",
    welcomeBack: "Nous pouvons reprendre.",
    answerLimit: "Merci, je dois vous arrêter ici.",
    timeIsUp: "Le temps prévu est écoulé."
  )
}
