import VoiceEngine

/// What the candidates of running interviews are told when the server is about to stop.
enum StopNotice {
  /// The warning in a language; English where there is no other wording.
  static func notice(language: String) -> Notice {
    let isFrench = LanguageTag.primary(of: language) == "fr"
    return Notice(
      code: "restarting",
      message: isFrench
        ? "Le serveur va redémarrer. Terminez votre réponse ; tout ce qui a été dit est conservé."
        : "The server is about to restart. Finish your answer; all that was said is kept."
    )
  }
}
