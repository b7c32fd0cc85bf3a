/// Words that carry no content: hesitations, hedges, and what announces a correction.
///
/// Hedges are left out before judging because raters, human and machine, mark the same content
/// down when it is hedged.
struct DisfluencyLexicon: Sendable {
  /// Said while looking for words.
  let fillers: PhraseList
  /// Takes back some of what is said.
  let hedges: PhraseList
  /// Words before which a hedge is none: "a kind of", "quel genre de".
  let notBeforeHedge: PhraseList
  /// Announces that something is said again in other words.
  let corrections: PhraseList
  /// Corrections that say nothing else, so that they go even where nothing is corrected.
  let emptyCorrections: PhraseList
  /// Words that may well stand twice.
  let doubles: PhraseList

  /// The lexicon of a language.
  static func of(_ language: LexiconLanguage) -> DisfluencyLexicon {
    switch language {
    case .english: english
    case .french: french
    }
  }

  private static let english = DisfluencyLexicon(
    fillers: PhraseList(
      "um, umm, uh, uhh, uhm, er, err, erm, hm, hmm, mm, mmm, mhm, eh, you know, you see"
    ),
    hedges: PhraseList(
      """
      i think, i think that, i guess, i guess that, i suppose, i suppose that, maybe, perhaps
      probably, possibly, sort of, kind of, a bit, a little bit, somewhat, more or less
      i would say, i would say that, i'd say, to be honest, honestly, basically, actually
      i'm not sure but, i am not sure but, if i remember correctly, if i recall correctly
      if i'm not mistaken, as far as i remember, i feel like, in a way, or something
      or something like that, i hope
      """
    ),
    notBeforeHedge: PhraseList(
      "a, the, what, which, this, that, these, those, some, any, every, one, same, each, certain"
    ),
    corrections: PhraseList(
      "i mean, no wait, wait no, sorry, no sorry, or rather, rather, let me rephrase, actually no"
    ),
    emptyCorrections: PhraseList("i mean, no wait, wait no, let me rephrase"),
    doubles: PhraseList("had, that")
  )

  private static let french = DisfluencyLexicon(
    fillers: PhraseList(
      """
      euh, euhm, heu, hum, hmm, mmh, hein, bah, ben, bon ben, eh ben, eh bien, tu vois, vous voyez
      tu sais, vous savez, en fait
      """
    ),
    hedges: PhraseList(
      """
      je crois, je crois que, je crois qu', je pense, je pense que, je pense qu', peut-être
      peut-être que, il me semble, il me semble que, disons, disons que, on va dire
      en quelque sorte, plus ou moins, un petit peu, un peu, si je me souviens bien
      si je me rappelle bien, je dirais, je dirais que, à vrai dire, pour être honnête
      honnêtement, en gros, j'imagine, j'imagine que, j'ai l'impression que, j'ai l'impression
      ou quelque chose comme ça, probablement, sans doute, éventuellement, si je ne me trompe pas
      """
    ),
    notBeforeHedge: PhraseList("pas, ni, pour, encore"),
    corrections: PhraseList(
      """
      je veux dire, non pardon, pardon, enfin, enfin non, non enfin, ou plutôt, plutôt
      non attendez
      """
    ),
    emptyCorrections: PhraseList("je veux dire, non pardon, non attendez, enfin non, non enfin"),
    doubles: PhraseList("nous, vous")
  )
}
