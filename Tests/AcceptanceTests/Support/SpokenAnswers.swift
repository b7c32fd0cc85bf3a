import VoiceEngine

/// Answers to the questions of one scenario in each language, sentence by sentence.
enum SpokenAnswers {
  /// The scenarios that are answered.
  static let scenarios = ["backend-engineer-en", "ingenieur-backend-fr"]

  /// What is said to a question.
  static func sentences(to asked: QuestionAsked, in language: String) -> [String] {
    let isFrench = language.hasPrefix("fr")
    guard asked.kind == .core else {
      return isFrench
        ? ["C'est tout ce que je peux dire de plus à ce sujet."]
        : ["That is all that I can add to it."]
    }
    return (isFrench ? french : english)[asked.questionID] ?? []
  }

  private static let english = [
    "slow-page": [
      "First I measured where the time went, with the profiler on one slow request.",
      "Most of it was one query, and its execution plan showed a full scan.",
      "I looked at what changed since last month: a deploy had removed an index.",
      "I put the index back and compared the times before and after.",
    ],
    "production-failure": [
      "Last winter our payments were down for forty minutes on a Friday evening.",
      "I had to find out why, and I noticed that my own change had filled the connection pool.",
      "I rolled it back and told the customers.",
      "In the end we lost twelve orders, and since then every pool has a limit and an alert.",
    ],
    "changing-an-interface": [
      "I would keep the old version beside the new one and announce it to the three teams.",
      "The contract tests run against both versions.",
      "I watch who still calls the old one, and remove it when nobody does.",
    ],
    "disagreement": [
      "I think that good engineers should always say what they mean.",
      "Teams work best when everybody is open.",
    ],
    "inherited-service": [
      "I read the code and ask the people who run it.",
      "Then I write a few end to end tests for the most used paths, and add alerts.",
      "I would not rewrite anything in the first week.",
    ],
  ]

  private static let french = [
    "page-lente": [
      "D'abord j'ai mesuré où passait le temps, avec le profileur, sur une seule requête lente.",
      "Le plan d'exécution montrait une lecture de toute la table.",
      "J'ai cherché ce qui avait changé depuis un mois: un déploiement avait retiré un index.",
      "J'ai remis l'index et j'ai comparé les temps avant et après.",
    ],
    "panne-en-production": [
      "L'hiver dernier, les paiements étaient en panne pendant quarante minutes, un vendredi soir.",
      "Je devais en trouver la cause, et j'ai remarqué que mon changement en était l'origine.",
      "J'ai annulé la livraison et j'ai prévenu les clients.",
      "Finalement nous avons perdu douze commandes, et depuis il y a une alerte.",
    ],
    "changer-une-interface": [
      "Je garderais l'ancienne version à côté de la nouvelle et je préviens les trois équipes.",
      "Les tests de contrat vérifient les deux versions.",
      "Je regarde qui l'utilise encore, et je la retire quand plus personne ne l'appelle.",
    ],
    "desaccord-technique": [
      "Je trouve que les bons ingénieurs devraient toujours dire ce qu'ils pensent.",
      "Une équipe marche mieux quand tout le monde est ouvert.",
    ],
    "service-herite": [
      "Je commence par lire le code et parler à ceux qui le font tourner.",
      "Ensuite j'écris quelques tests de bout en bout, et j'ajoute des alertes.",
      "Je ne touche pas au reste, et je ne vais rien réécrire la première semaine.",
    ],
  ]
}
