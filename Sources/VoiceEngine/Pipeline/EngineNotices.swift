/// The warnings of the engine, each a sentence that its reader can act on.
enum EngineNotices {
  enum Code: String, CaseIterable {
    case recognitionUnavailable = "recognition_unavailable"
    case recognitionFailed = "recognition_failed"
    case speechUnavailable = "speech_unavailable"
    case undecodableAudio = "undecodable_audio"
    case timestampJump = "timestamp_jump"
    case audioTooFast = "audio_too_fast"
    case answerTooLong = "answer_too_long"
    case notNow = "not_now"
    case timeIsUp = "time_is_up"
    case wrappingUp = "wrapping_up"
    case silence = "silence"
    case answerLimitNears = "answer_limit_nears"
    case wordsLate = "words_late"
    case questionLate = "question_late"
  }

  /// The notice in a language; English where there is no other wording.
  static func notice(_ code: Code, language: String) -> Notice {
    let isFrench = LanguageTag.primary(of: language) == "fr"
    return Notice(code: code.rawValue, message: isFrench ? french(code) : english(code))
  }

  private static func english(_ code: Code) -> String {
    switch code {
    case .recognitionUnavailable:
      "Your words will not be written down in this language. Speak as usual, or type your answers."
    case .recognitionFailed:
      "Your last words could not be written down. They are recorded; you can go on or type."
    case .speechUnavailable:
      "The interviewer's voice is not available at the moment. Please read the question."
    case .undecodableAudio:
      "Some of your audio could not be read. If this goes on, reload the page."
    case .timestampJump: "Your browser's audio clock jumped. The recording has a gap here."
    case .audioTooFast: "Audio arrives faster than it can be spoken and is being dropped."
    case .answerTooLong: "This typed answer is too long. Please shorten it and send it again."
    case .notNow: "That is not possible at this moment. Please wait for the question."
    case .timeIsUp: "The planned time is used up."
    case .wrappingUp: "The interview ends here, earlier than planned. What you said is kept."
    case .silence: "The interviewer is waiting for your answer. You can speak or type."
    case .answerLimitNears:
      "There is not much time left for this answer. Please come to an end."
    case .wordsLate: "Your last words are still being written down. One moment, please."
    case .questionLate: "The interviewer's next words are being prepared. One moment, please."
    }
  }

  private static func french(_ code: Code) -> String {
    switch code {
    case .recognitionUnavailable:
      "Vos paroles ne seront pas transcrites dans cette langue. Parlez normalement, ou écrivez."
    case .recognitionFailed:
      "Vos derniers mots n'ont pas pu être transcrits. Ils sont enregistrés ; continuez ou écrivez."
    case .speechUnavailable:
      "La voix de synthèse est indisponible pour le moment. Lisez la question."
    case .undecodableAudio:
      "Une partie de votre audio est illisible. Si cela continue, rechargez la page."
    case .timestampJump:
      "L'horloge audio de votre navigateur a sauté. L'enregistrement a un blanc à cet endroit."
    case .audioTooFast:
      "Le son arrive plus vite que la parole ; une partie est ignorée."
    case .answerTooLong: "Cette réponse écrite est trop longue. Raccourcissez-la et renvoyez-la."
    case .notNow: "Ce n'est pas possible à cet instant. Attendez la question, s'il vous plaît."
    case .timeIsUp: "Le temps prévu est écoulé."
    case .wrappingUp:
      "L'entretien se termine ici, plus tôt que prévu. Ce que vous avez dit est conservé."
    case .silence: "Votre réponse est attendue. Vous pouvez parler ou écrire."
    case .answerLimitNears:
      "Il reste peu de temps pour cette réponse. Vous pouvez conclure."
    case .wordsLate:
      "Vos derniers mots sont en cours de transcription. Un instant, s'il vous plaît."
    case .questionLate: "La suite de l'entretien se prépare. Un instant, s'il vous plaît."
    }
  }
}
