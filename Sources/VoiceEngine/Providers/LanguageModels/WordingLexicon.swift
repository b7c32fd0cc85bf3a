/// Words by which a reply is checked, in the form of `EvidenceMatcher.normalizedWords`.
struct WordingLexicon: Sendable {
  /// Words that praise, blame or decide.
  let verdicts: WordList
  /// Words of the interview's inside, and of attempts to get at it.
  let inside: WordList
  /// Words with which one speaks for the company.
  let company: WordList
  /// Everyday words with which one takes note of something or asks for more.
  let plain: WordList
  /// Phrases with which one tells somebody what to do or say.
  let orders: [String]

  /// A closed list; an entry that ends in a star stands for all that begins like it.
  struct WordList: Sendable {
    private let whole: Set<String>
    private let beginnings: [String]

    init(_ text: String) {
      let entries = text.split(whereSeparator: \.isWhitespace).map(String.init)
      whole = Set(entries.filter { !$0.hasSuffix("*") })
      beginnings = entries.filter { $0.hasSuffix("*") }.map { String($0.dropLast()) }
    }

    /// Whether a word is on the list.
    func holds(_ word: String) -> Bool {
      whole.contains(word) || beginnings.contains { word.hasPrefix($0) }
    }
  }

  /// The words of a language; those of English and French where it has none of its own.
  static func words(_ language: String) -> [WordingLexicon] {
    switch LanguageTag.primary(of: language) {
    case "en": [english]
    case "fr": [french]
    default: [english, french]
    }
  }

  /// The line for a question that the plan has no fact for, or `nil` in a language without one.
  static func passedOn(_ language: String) -> String? {
    switch LanguageTag.primary(of: language) {
    case "en": "I cannot answer that myself; I will pass your question on."
    case "fr": "Je ne peux pas répondre moi-même ; je transmettrai votre question."
    default: nil
    }
  }

  /// Whether words are in a language, as far as their most frequent ones tell.
  ///
  /// For a language without a list the answer is `true` unless they are plainly in another.
  static func isIn(_ language: String, _ words: [String]) -> Bool {
    let counts = frequent.mapValues { list in words.count { list.holds($0) } }
    let wanted = LanguageTag.primary(of: language)
    let others = counts.filter { $0.key != wanted }.values.max() ?? 0
    guard let own = counts[wanted] else { return others < 3 }
    return own > others || (own == others && own > 0)
  }

  /// Whether an answer speaks to the machine as one who tells it what to do or say.
  ///
  /// Many who do not will be taken for one who does; then there is one optional question less.
  static func givesOrders(_ answer: String, _ language: String) -> Bool {
    let words = EvidenceMatcher.normalizedWords(of: answer)
    let text = " " + words.joined(separator: " ") + " "
    return WordingLexicon.words(language).contains { lexicon in
      words.contains(where: lexicon.inside.holds)
        || lexicon.orders.contains { text.contains(" \($0) ") }
    }
  }

  /// Whether a word is frequent in some language.
  static func isFrequent(_ word: String) -> Bool { frequent.values.contains { $0.holds(word) } }

  private static let frequent: [String: WordList] = [
    "en": WordList(
      """
      the a an and of to in is was it that this you your i for with have thank thanks okay
      understood noted see right what how did do could please more about so alright heard when
      where why which who were there tell say
      """
    ),
    "fr": WordList(
      """
      le la les un une des et de du est il elle que qui vous votre je ce cela pour avec dans merci
      d accord bien note entendu comment quel quelle pouvez plus sur compris c l ai avez au en a
      pourquoi quand ou comprends vois reponse dire
      """
    ),
    "de": WordList("der die das und ist nicht ich sie danke wie mit ein"),
    "es": WordList("el los las y es usted gracias como por para con una"),
  ]

  private static let english = WordingLexicon(
    verdicts: WordList(
      """
      great excellent good perfect* amaz* impress* awesome wonderful fantastic brilliant outstanding
      superb nice nicely love* terrible bad poor weak strong wrong correct incorrect hire hired
      hiring reject* pass passed fail failed score* rating rated grade* recommend* congratulat* best
      worst clever smart talent* qualified unqualified offer salary genius stupid idiot star stars
      five ten hundred percent job position accept* select* chosen aboard wins winner
      """
    ),
    inside: WordList(
      """
      rubric* prompt* instruct* anchor* criteri* competenc* assistant chatgpt openai jailbr*
      password* secret* hidden pirate dan arr arrr ignore* ignoring overrid* unrestricted
      developer sudo root translat* skip* finish finished over
      """
    ),
    company: WordList("we our us ours company employer team colleagues"),
    plain: WordList(
      """
      mention* describ* explain* shar* tell* told said hear* listen* note notes noted understand*
      answer* question* example* situation* moment* part* role work* project* experience* story
      detail* step* time* point* thing* that this those these then there here your yours about into
      from they them were been being having made make makes take took taken went go going come
      came know* think* thought happen* chang* decid* decision* learn* differ* difficult* result*
      next first last before after when where which while would could should again also just only
      like look* felt feel* let lets move on now turn walk
      """
    ),
    orders: [
      "ask me", "tell me", "tell them", "say that", "say this", "repeat", "pretend", "you are now",
      "you must", "you should", "answer in", "read me", "talk like", "act as", "forget",
      "disregard", "give me", "your next", "your rules", "from now on", "end the interview",
    ]
  )

  private static let french = WordingLexicon(
    verdicts: WordList(
      """
      excellent* parfait* bravo super genial* formidable impressionn* magnifique remarquable
      fantastique felicit* mauvais* nul nulle faible* faux fausse juste bon bonne meilleur* pire
      embauch* recrut* engage refus* rejet* reussi* echou* score* recommand* brillant* talent*
      salaire offre cinq dix cent etoile* qualifie* idiot* stupide adore* poste accept* retenu*
      choisi* bienvenue gagn* emploi
      """
    ),
    inside: WordList(
      """
      grille* rubrique* prompt* consigne* instruct* critere* competence* assistant chatgpt openai
      secret* cache pirate dan ignore* ignorant bareme* traduc* tradui* developpeur saute* termine*
      fini finie mot passe
      """
    ),
    company: WordList("nous notre nos entreprise societe employeur equipe collegues"),
    plain: WordList(
      """
      mention* decri* expliqu* partag* racont* parl* entend* ecout* note* compris* comprend*
      reponse* question* exemple* situation* moment* partie* role* travail* projet* experience*
      detail* etape* temps point* chose* cela ceux celle* alors ainsi donc votre vos avez avec dans
      pour sont etait etaient fait faire faite passe* suivant* premier* premiere* dernier* derniere*
      avant apres quand comme aussi encore encor juste seulement pens* decid* decision* appris
      appren* differ* difficile* resultat* chang* vient venez venons voir sent* maintenant
      """
    ),
    orders: [
      "demande moi", "demandez moi", "dis moi", "dites moi", "dis que", "dites que", "repete",
      "repetez", "oublie", "oubliez", "reponds", "repondez", "parle comme", "parlez comme", "fais",
      "tu es", "tu dois", "vous devez", "vous etes maintenant", "donne moi", "donnez moi", "lis",
      "lisez", "passe a", "passez a", "a partir de maintenant", "tes regles", "vos regles",
    ]
  )
}
