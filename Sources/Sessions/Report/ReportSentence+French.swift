extension ReportSentence {
  static let french: [ReportSentence: String] = [
    .strengthStory:
      "À {time}, vous avez raconté un fait précis avec situation, tâche, action et résultat.",
    .strengthStoryAdvice:
      "Essayez de garder ces quatre parties chaque fois qu’on vous demande un fait.",
    .strengthPoints: "À {time}, vous avez cité tous les points attendus\u{a0}: {points}.",
    .strengthPointsAdvice: "Essayez de donner à chacun sa propre phrase.",
    .strengthResult: "À {time}, vous avez dit ce qui en est sorti\u{a0}: «\u{a0}{quote}\u{a0}».",
    .strengthResultAdvice: "Essayez d’y ajouter un chiffre ou une date.",
    .strengthFigure: "À {time}, vous avez donné un chiffre\u{a0}: «\u{a0}{quote}\u{a0}».",
    .strengthFigureAdvice: "Essayez de dire aussi ce qu’il en était avant.",
    .strengthAction: "À {time}, vous avez dit ce que vous avez fait\u{a0}: «\u{a0}{quote}\u{a0}».",
    .strengthActionAdvice: "Essayez d’ajouter pourquoi vous avez choisi de le faire.",
    .strengthLength: """
    À {time}, vous avez commencé une réponse de {length}\u{a0}; la durée attendue est de \
    {minimum} à {maximum}.
    """,
    .strengthLengthAdvice: "Essayez de garder cette durée.",
    .strengthAnswered: "À {time}, vous avez répondu\u{a0}: «\u{a0}{quote}\u{a0}».",
    .strengthAnsweredAdvice: "Essayez de commencer vos prochaines réponses aussi directement.",

    .changeNoStory: "À {time}, vous avez donné {kind}, alors qu’un fait précis était demandé.",
    .changeNoStoryAdvice:
      "Essayez de nommer un jour où c’est arrivé, ce que vous avez fait et ce qui en est sorti.",
    .changeSituation: "À {time}, vous avez raconté un fait, sans que l’on entende où et quand.",
    .changeSituationAdvice: "Essayez de commencer par une phrase\u{a0}: où, quand, avec qui.",
    .changeTask: "À {time}, vous avez raconté un fait, sans que l’on entende votre tâche.",
    .changeTaskAdvice:
      "Essayez «\u{a0}je devais…\u{a0}» avant de dire ce que vous avez fait.",
    .changeAction:
      "À {time}, vous avez raconté un fait, sans que l’on entende ce que vous avez fait vous-même.",
    .changeActionAdvice: "Essayez deux ou trois phrases qui commencent par «\u{a0}j’ai\u{a0}».",
    .changeResult:
      "À {time}, vous avez raconté un fait, sans que l’on entende ce qui en est sorti.",
    .changeResultAdvice: "Essayez de finir par une phrase sur le résultat, avec un chiffre.",
    .changePoints: "À {time}, vous avez répondu, et rien n’est entendu sur\u{a0}: {points}.",
    .changePointsAdvice: """
    Essayez d’ajouter une phrase sur chacun\u{a0}; réécoutez d’abord, la transcription peut se \
    tromper.
    """,
    .changeShort: """
    À {time}, vous avez commencé une réponse de {length}\u{a0}; la durée attendue est d’au moins \
    {minimum}.
    """,
    .changeShortAdvice: "Essayez d’ajouter vos raisons et un exemple.",
    .changeLong: """
    À {time}, vous avez commencé une réponse de {length}\u{a0}; la durée attendue est d’au plus \
    {maximum}.
    """,
    .changeLongAdvice: "Essayez de dire d’abord l’essentiel, puis un seul exemple.",
    .changeFillers:
      "À partir de {time}, vous avez dit {count} mots de remplissage en dix secondes.",
    .changeFillersAdvice: "Essayez de vous taire pendant que vous cherchez un mot.",
    .changeHedges: """
    À {time}, vous avez commencé une réponse où vous atténuez {count} fois ce que vous dites, \
    comme «\u{a0}{quote}\u{a0}».
    """,
    .changeHedgesAdvice: "Essayez de dire les mêmes phrases sans ces mots.",
    .changePause: "À {time}, vous avez commencé une réponse avec une pause de {length}.",
    .changePauseAdvice: "Essayez «\u{a0}laissez-moi y réfléchir\u{a0}» avant la pause.",
    .changeAgain: "À {time}, vous avez donné votre plus longue réponse.",
    .changeAgainAdvice:
      "Essayez de la réécouter, puis de dire la même chose en deux fois moins de temps.",
    .changeSilence: "À {time}, vous n’avez pas donné de réponse.",
    .changeSilenceAdvice: "Essayez de dire ce qu’il vous faudrait savoir pour répondre.",

    .kindExample: "un exemple de ce que vous faites d’habitude",
    .kindOpinion: "une opinion",
    .kindSelfDescription: "une description de vous-même",

    .judgeEmbedded: """
    Ce bilan vient d’un programme qui cherche des mots. Il montre où un point est cité\u{a0}; il \
    ne peut pas dire ce que vaut une réponse, et il ne donne pas de niveau.
    """,
    .judgeModel: """
    Les niveaux viennent du modèle de langage {model}. Chacun repose sur des citations qui \
    figurent dans la transcription\u{a0}; vérifiez-les avant de vous servir d’un niveau.
    """,

    .ratingWordsOnly:
      "Éléments insuffisants\u{a0}: ce programme trouve des mots et ne donne pas de niveau.",
    .ratingTooShort: "Éléments insuffisants\u{a0}: trop peu de mots ont été dits.",
    .ratingNotShown: "Éléments insuffisants\u{a0}: les réponses ne le montrent pas.",
    .ratingNoQuote:
      "Éléments insuffisants\u{a0}: aucune citation d’un niveau ne figure dans la transcription.",
    .ratingUnreadable:
      "Une personne doit évaluer ce point\u{a0}: les réponses du modèle sont inutilisables.",
    .ratingSpread:
      "Une personne doit évaluer ce point\u{a0}: les passages diffèrent de plus d’un niveau.",
    .ratingBeyondQuotes: """
    Une personne doit évaluer ce point\u{a0}: les citations seules ne portent pas le niveau que \
    le modèle a donné.
    """,
    .ratingLengthSensitive: """
    Une personne doit évaluer ce point\u{a0}: le niveau du modèle a changé avec la longueur de \
    la réponse.
    """,
    .ratingFollowsInstructions: """
    Une personne doit évaluer ce point\u{a0}: le niveau du modèle a suivi des mots de la \
    réponse, non la grille.
    """,
    .ratingLevel: "Niveau {level}, d’après {count} réponses.",
    .ratingNotAnswered:
      "Éléments insuffisants\u{a0}: aucune de ses questions n’a de réponse avec des mots.",
    .ratingWithheld: "Le niveau calculé s’affiche après l’évaluation par une personne.",

    .timeShort: "{length}, moins que la durée attendue (de {minimum} à {maximum}).",
    .timeWithin: "{length}, dans la durée attendue (de {minimum} à {maximum}).",
    .timeLong: "{length}, plus que la durée attendue (de {minimum} à {maximum}).",
    .timePlain: "{length}.",
    .timeTyped: "Réponse écrite\u{a0}: le temps n’est pas compté.",
    .timeSilent: "Pas de réponse.",

    .bandBelow: "en dessous de la fourchette habituelle, {low} à {high}",
    .bandWithin: "dans la fourchette habituelle, {low} à {high}",
    .bandAbove: "au-dessus de la fourchette habituelle, {low} à {high}",
    .fluency:
      "Fluidité\u{a0}: {band}\u{a0}; on peut l’entendre de {low} à {high}. Estimée d’après "
      + "{rate}\u{a0}syllabes par seconde et {share}\u{a0}% du temps en pauses.",
    .fluencySure:
      "Fluidité\u{a0}: {band}. Estimée d’après {rate}\u{a0}syllabes par seconde et "
      + "{share}\u{a0}% du temps en pauses.",
    .fluencyHalting: "hachée",
    .fluencyUneven: "inégale",
    .fluencySteady: "régulière",
    .fluencyFlowing: "coulante",
    .hiddenTooShort: "Non affiché\u{a0}: il y a trop peu de parole.",
    .hiddenUncertain:
      "Non affiché\u{a0}: le son est trop faible ou trop bruité pour le mesurer.",
    .hiddenNoTranscript: "Non affiché\u{a0}: il n’y a pas de transcription où compter les mots.",
    .hiddenUnsureWords:
      "Non affiché\u{a0}: la reconnaissance vocale n’était pas sûre de trop de mots.",
    .hiddenNotMeasured: "Non affiché\u{a0}: cela n’a pas été mesuré.",
    .historyNotYet: "Pas encore assez d’entretiens pour comparer\u{a0}: {count} sur 4.",
    .historyUsual: "Comme dans vos entretiens précédents.",
    .historyHigher:
      "Plus élevé que dans vos entretiens précédents, au-delà de leurs écarts habituels.",
    .historyLower:
      "Plus bas que dans vos entretiens précédents, au-delà de leurs écarts habituels.",

    .drillText:
      "Répondez encore une fois à cette question\u{a0}: «\u{a0}{question}\u{a0}» {advice}",
  ]
}
