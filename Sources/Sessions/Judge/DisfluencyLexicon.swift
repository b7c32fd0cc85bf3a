/// Phrases that carry no content: hedges, what announces a correction, what fills a search.
///
/// The sounds, "um" and "euh", are known to `Scoring`. Hedges are left out before judging because
/// raters, human and machine, mark the same content down when it is hedged.
struct DisfluencyLexicon: Sendable {
  /// Words said while looking for others.
  let fillers: PhraseList
  /// Takes back some of what is said.
  let hedges: PhraseList
  /// Hedges, unless they follow one of the words below: "a kind of", "pas un peu".
  let openHedges: PhraseList
  /// Words after which an open hedge is none.
  let notBeforeHedge: PhraseList
  /// Announces that something is said again in other words.
  let corrections: PhraseList
  /// Corrections that say nothing else, so that they go even where nothing is corrected.
  let emptyCorrections: PhraseList

  /// The lexicon of a language.
  static func of(_ language: LexiconLanguage) -> DisfluencyLexicon {
    switch language {
    case .english: english
    case .french: french
    }
  }

  private static let english = DisfluencyLexicon(
    fillers: PhraseList("mhm, eh, you know, you see"),
    hedges: PhraseList(
      """
      i think, i think that, i guess, i guess that, i suppose, i suppose that, maybe, perhaps
      probably, possibly, a bit, a little bit, somewhat, more or less
      i would say, i would say that, i'd say, to be honest, honestly, basically, actually
      i'm not sure but, i am not sure but, if i remember correctly, if i recall correctly
      if i'm not mistaken, as far as i remember, i feel like, in a way, or something
      or something like that, i hope
      """
    ),
    openHedges: PhraseList("sort of, kind of"),
    notBeforeHedge: PhraseList(
      "a, the, what, which, this, that, these, those, some, any, every, one, same, each, certain"
    ),
    corrections: PhraseList(
      "i mean, no wait, wait no, sorry, no sorry, or rather, rather, let me rephrase, actually no"
    ),
    emptyCorrections: PhraseList("i mean, no wait, wait no, let me rephrase")
  )

  private static let french = DisfluencyLexicon(
    fillers: PhraseList(
      """
      mmh, hein, bah, ben, bon ben, eh ben, eh bien, tu vois, vous voyez, tu sais, vous savez
      en fait
      """
    ),
    hedges: PhraseList(
      """
      je crois, je crois que, je crois qu', je pense, je pense que, je pense qu', peut-être
      peut-être que, il me semble, il me semble que, disons, disons que, on va dire
      en quelque sorte, plus ou moins, un petit peu, si je me souviens bien
      si je me rappelle bien, je dirais, je dirais que, à vrai dire, pour être honnête
      honnêtement, en gros, j'imagine, j'imagine que, j'ai l'impression que, j'ai l'impression
      ou quelque chose comme ça, probablement, sans doute, éventuellement, si je ne me trompe pas
      """
    ),
    openHedges: PhraseList("un peu"),
    notBeforeHedge: PhraseList("pas, ni, pour, encore"),
    corrections: PhraseList(
      """
      je veux dire, non pardon, pardon, enfin, enfin non, non enfin, ou plutôt, plutôt
      non attendez
      """
    ),
    emptyCorrections: PhraseList("je veux dire, non pardon, non attendez, enfin non, non enfin")
  )
}
