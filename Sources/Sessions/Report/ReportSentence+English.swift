extension ReportSentence {
  static let english: [ReportSentence: String] = [
    .strengthStory:
      "At {time} you told one occasion with situation, task, action and result.",
    .strengthStoryAdvice: "Try to keep these four parts whenever an occasion is asked for.",
    .strengthPoints: "At {time} you named every expected point: {points}.",
    .strengthPointsAdvice: "Try to say each of them in a sentence of its own.",
    .strengthResult: "At {time} you said what came of it: “{quote}”.",
    .strengthResultAdvice: "Try to add a figure or a date to it.",
    .strengthFigure: "At {time} you gave a figure: “{quote}”.",
    .strengthFigureAdvice: "Try to say also what it was before.",
    .strengthAction: "At {time} you said what you did: “{quote}”.",
    .strengthActionAdvice: "Try to add why you chose to do that.",
    .strengthLength:
      "At {time} you began an answer of {length}; {minimum} to {maximum} was expected.",
    .strengthLengthAdvice: "Try to keep to this length.",
    .strengthAnswered: "At {time} you answered: “{quote}”.",
    .strengthAnsweredAdvice: "Try to begin your next answers as directly.",

    .changeNoStory: "At {time} you gave {kind}, and one occasion was asked for.",
    .changeNoStoryAdvice:
      "Try to name one day on which it happened, what you did, and what came of it.",
    .changeSituation: "At {time} you told an occasion, and where and when it was is not heard.",
    .changeSituationAdvice: "Try to begin with one sentence on where, when and with whom.",
    .changeTask: "At {time} you told an occasion, and what your task was is not heard.",
    .changeTaskAdvice: "Try “I had to …” before you say what you did.",
    .changeAction: "At {time} you told an occasion, and what you did yourself is not heard.",
    .changeActionAdvice: "Try two or three sentences that begin with “I”.",
    .changeResult: "At {time} you told an occasion, and what came of it is not heard.",
    .changeResultAdvice: "Try to end with one sentence on the result, with a figure.",
    .changePoints: "At {time} you answered, and nothing is heard about: {points}.",
    .changePointsAdvice: "Try to add one sentence on each; listen first, it may be misheard.",
    .changeShort: "At {time} you began an answer of {length}; at least {minimum} was expected.",
    .changeShortAdvice: "Try to add your reasons and one example.",
    .changeLong: "At {time} you began an answer of {length}; at most {maximum} was expected.",
    .changeLongAdvice: "Try to say the main point first, then one example.",
    .changeFillers: "From {time} on you used {count} filler words within ten seconds.",
    .changeFillersAdvice: "Try to stay silent while you look for a word.",
    .changeHedges:
      "At {time} you began an answer in which you took words back {count} times, as “{quote}”.",
    .changeHedgesAdvice: "Try to say the same sentences without these words.",
    .changePause: "At {time} you began an answer with one pause of {length}.",
    .changePauseAdvice: "Try “let me think about that” before you pause.",
    .changeAgain: "At {time} you gave your longest answer.",
    .changeAgainAdvice: "Try to listen to it once, and to say the same in half the time.",
    .changeSilence: "At {time} you gave no answer.",
    .changeSilenceAdvice: "Try to say what you would need to know in order to answer.",

    .kindExample: "an example of what you usually do",
    .kindOpinion: "an opinion",
    .kindSelfDescription: "a description of yourself",

    .judgeEmbedded: """
    This report comes from a program that looks for words. It shows where a point is mentioned; \
    it cannot tell how well it is put, and it gives no levels.
    """,
    .judgeModel: """
    The levels come from the language model {model}. Each rests on quotes that stand in the \
    transcript; check them before you use a level.
    """,

    .ratingWordsOnly: "Insufficient evidence: this program finds words and gives no levels.",
    .ratingTooShort: "Insufficient evidence: too few words were said.",
    .ratingNotShown: "Insufficient evidence: the answers do not show it.",
    .ratingNoQuote: "Insufficient evidence: no quote for a level stands in the transcript.",
    .ratingUnreadable: "A person has to rate this: the model's answers could not be used.",
    .ratingSpread: "A person has to rate this: several runs lie more than one level apart.",
    .ratingBeyondQuotes:
      "A person has to rate this: the quotes alone do not carry the level that the model gave.",
    .ratingLengthSensitive:
      "A person has to rate this: the model's level changed with the length of the answer.",
    .ratingFollowsInstructions:
      "A person has to rate this: the model's level followed words in the answer, not the rubric.",
    .ratingLevel: "Level {level}, from {count} answers.",
    .ratingNotAnswered: "Insufficient evidence: no question for it has an answer with words.",
    .ratingWithheld: "The computed level is shown after a person has rated.",

    .timeShort: "{length}, shorter than expected ({minimum} to {maximum}).",
    .timeWithin: "{length}, as expected ({minimum} to {maximum}).",
    .timeLong: "{length}, longer than expected ({minimum} to {maximum}).",
    .timePlain: "{length}.",
    .timeTyped: "Typed: the time is not counted.",
    .timeSilent: "No answer.",

    .bandBelow: "below the usual {low} to {high}",
    .bandWithin: "within the usual {low} to {high}",
    .bandAbove: "above the usual {low} to {high}",
    .fluency:
      "Fluency: {band}; listeners may hear anything from {low} to {high}. Estimated from "
      + "{rate} syllables a second and {share}\u{a0}% of the time in pauses.",
    .fluencySure:
      "Fluency: {band}. Estimated from {rate} syllables a second and {share}\u{a0}% of the time "
      + "in pauses.",
    .fluencyHalting: "halting",
    .fluencyUneven: "uneven",
    .fluencySteady: "steady",
    .fluencyFlowing: "flowing",
    .hiddenTooShort: "Not shown: there is too little speech for it.",
    .hiddenUncertain: "Not shown: the sound is too quiet or too noisy to measure it.",
    .hiddenNoTranscript: "Not shown: there is no transcript to count words in.",
    .hiddenUnsureWords: "Not shown: the recognizer was unsure of too many words.",
    .hiddenNotMeasured: "Not shown: it was not measured.",
    .historyNotYet: "Not enough interviews yet to compare: {count} of 4.",
    .historyUsual: "As in your earlier interviews.",
    .historyHigher: "Higher than your earlier interviews, by more than they differ.",
    .historyLower: "Lower than your earlier interviews, by more than they differ.",

    .drillText: "Answer this question once more: “{question}” {advice}",
  ]
}
