/// Words by which names, schools and the gender of people are found.
struct NameLexicon: Sendable {
  /// Stand before a name: "Mr", "ma collègue".
  let beforeName: PhraseList
  /// Stand before the speaker's own name, whatever its case.
  let introductions: PhraseList
  /// Follow a name: "Paul said".
  let afterName: PhraseList
  /// Common given names; those that are words too are left out.
  let givenNames: PhraseList
  /// Part of a school's name, or a school.
  let schools: PhraseList
  /// May join the words of a school's name.
  let joints: PhraseList
  /// Tell the gender of whoever is spoken of.
  let genderedWords: PhraseList
  /// Where a gendered word is none: "il y a", "il faut".
  let impersonal: PhraseList
  /// Words that are written with a capital within a sentence and name nobody.
  let capitals: PhraseList
  /// Stand before what a speaker is, where the ending tells the speaker's gender.
  let beforeOwnRole: PhraseList
  /// Endings that tell a gender, and what stands in their place.
  let roleEndings: [(ending: String, neutral: String)]

  /// The lexicon of a language.
  static func of(_ language: LexiconLanguage) -> NameLexicon {
    switch language {
    case .english: english
    case .french: french
    }
  }

  private static let given = """
    james, john, robert, michael, william, david, richard, joseph, thomas, charles, daniel
    matthew, anthony, steven, paul, andrew, kevin, brian, george, edward, jason, ryan, jacob
    nicholas, eric, jonathan, stephen, larry, justin, scott, brandon, benjamin, samuel, peter
    mohamed, mohammed, ahmed, ali, omar, youssef, karim, rachid, mehdi, hassan, ibrahim, mary
    patricia, jennifer, linda, elizabeth, barbara, susan, jessica, sarah, karen, lisa, nancy
    sandra, ashley, emily, donna, michelle, carol, amanda, melissa, deborah, stephanie, rebecca
    laura, helen, amy, anna, emma, olivia, sophia, julia, fatima, aisha, leila, nadia, samira
    priya, wei, mei, yuki, hiroshi, carlos, juan, maria, jose, luis, jean, michel, philippe, alain
    nicolas, christophe, laurent, julien, antoine, mathieu, sebastien, frederic, olivier
    guillaume, thierry, francois, jacques, isabelle, nathalie, sylvie, catherine, celine, sandrine
    aurelie, camille, chloe, lea, manon, ines, amelie, helene, brigitte, veronique, valerie
    sophie, julie, marie, lucie, elodie, claire
    """

  private static let english = NameLexicon(
    beforeName: PhraseList(
      """
      mr, mrs, ms, miss, mister, dr, doctor, professor, sir, madam, called, named, colleague
      manager, boss, director, friend, teammate, mentor, supervisor, brother, sister, told, asked
      thanked
      """
    ),
    introductions: PhraseList("my name is, my name's"),
    afterName: PhraseList("said, told, asked, replied, answered, suggested"),
    givenNames: PhraseList(given),
    schools: PhraseList(
      """
      university, college, school, institute, academy, polytechnic, harvard, yale, oxford, cambridge
      stanford, princeton, mit, berkeley, eton, eth, epfl, ucl, lse, insead
      """
    ),
    joints: PhraseList("of, the, for, and, at"),
    genderedWords: PhraseList(
      """
      he, she, him, her, his, hers, himself, herself, he's, she's, he'd, she'd, he'll, she'll, mr
      mrs, ms, miss, mister, sir, madam, man, woman, boy, girl, gentleman, lady, husband, wife
      father, mother, brother, sister, son, daughter, boyfriend, girlfriend, businessman
      businesswoman, salesman, saleswoman, waiter, waitress
      """
    ),
    impersonal: PhraseList(""),
    capitals: PhraseList(
      """
      i, i'm, i've, i'd, i'll, monday, tuesday, wednesday, thursday, friday, saturday, sunday
      january, february, march, april, may, june, july, august, september, october, november
      december, english, french, german, spanish, europe, america, christmas, excel, python, java
      linux, windows, google
      """
    ),
    beforeOwnRole: PhraseList(""),
    roleEndings: []
  )

  private static let french = NameLexicon(
    beforeName: PhraseList(
      """
      m, mr, mme, mlle, dr, monsieur, madame, mademoiselle, docteur, professeur, appelé, appelée
      nommé, nommée, collègue, manager, chef, directeur, directrice, ami, amie, mentor, responsable
      frère, sœur
      """
    ),
    introductions: PhraseList("je m'appelle, mon nom est, mon prénom est"),
    afterName: PhraseList(
      "a dit, m'a dit, nous a dit, a demandé, m'a demandé, a proposé, a répondu"
    ),
    givenNames: PhraseList(given),
    schools: PhraseList(
      """
      université, école, lycée, collège, institut, faculté, iut, hec, essec, polytechnique, sorbonne
      sciences-po, centrale, insa, ens, ena, edhec, harvard, oxford, cambridge, mit, epfl
      """
    ),
    joints: PhraseList("de, du, des, la, le, d', pour"),
    genderedWords: PhraseList(
      """
      il, elle, ils, elles, m, mme, mlle, monsieur, madame, mademoiselle, homme, femme, garçon
      fille, mari, épouse, époux, père, mère, frère, sœur, fils, copain, copine
      """
    ),
    impersonal: PhraseList(
      """
      il y, il n'y, il faut, il fallait, il faudra, il faudrait, il s'agit, il s'agissait
      il suffit, il suffisait, il reste, il restait, il est important, il est essentiel
      il est nécessaire, il manquait, il vaut, il était important, il a fallu, il est possible
      s'il y, qu'il y, qu'il faut
      """
    ),
    capitals: PhraseList(
      "lundi, mardi, europe, france, paris, excel, python, java, linux, windows, google, noël"
    ),
    beforeOwnRole: PhraseList(
      "je suis, je me suis, j'étais, je m'étais, j'ai été, je fus, en tant que, comme"
    ),
    roleEndings: [
      ("ée", "é"), ("euse", "eur"), ("trice", "teur"), ("ière", "ier"), ("ienne", "ien"),
    ]
  )
}
