import VoiceEngine

/// Words by which the sort of an answer and the parts of a story are told.
///
/// The sorts are those of research on interview stories: a story tells one occasion, an example
/// what is usual, an opinion what is right, a self-description what somebody is like.
struct FormLexicon: Sendable {
  /// Name one occasion: "last year", "one day".
  let occasions: PhraseList
  /// Lead a story on: "then", "after that".
  let connectives: PhraseList
  /// Tell what is usual.
  let habits: PhraseList
  /// Tell what is right.
  let opinions: PhraseList
  /// Tell what the speaker is like.
  let traitsOfSelf: PhraseList
  /// How things were.
  let situations: PhraseList
  /// What was to be done.
  let tasks: PhraseList
  /// What came of it.
  let results: PhraseList
  /// Words after which another part of a story may begin where sentences are not marked.
  let clauseStarts: PhraseList
  /// Whether words from a place on tell what the speaker, alone or with others, did.
  let isOwnAction: @Sendable (_ words: [[String]], _ index: Int) -> Bool
  /// Whether words from a place on tell what the speaker usually does.
  let isOwnHabit: @Sendable (_ words: [[String]], _ index: Int) -> Bool

  /// The lexicon of a language.
  static func of(_ language: LexiconLanguage) -> FormLexicon {
    switch language {
    case .english: english
    case .french: french
    }
  }
}

extension FormLexicon {
  private static let english = FormLexicon(
    occasions: PhraseList(
      """
      last year, last month, last week, last summer, last winter, last spring, last autumn
      last time, yesterday, one day, one morning, one evening, one night, one afternoon, one time
      once, years ago, months ago, weeks ago, a year ago, a month ago, a week ago, at my last job
      in my last job, at my previous job, in my previous job, in my first job, at my first job
      that day, that morning, that evening, that night, that week, at the time, back then
      there was a time, when i was, when i worked, in january, in february, in march, in april
      in june, in july, in august, in september, in october, in november, in december, on a monday
      on a friday, two years ago, during my internship, in the spring, in the summer
      in the autumn, in the winter, this spring, this summer, this autumn, this winter, last may
      last december
      """
    ),
    connectives: PhraseList(
      "then, after that, afterwards, next day, finally, in the end, eventually, so i, so we, later"
    ),
    habits: PhraseList(
      """
      for example, for instance, usually, typically, generally, often, always, whenever
      every time, normally, tend to, as a rule, most of the time, from time to time, sometimes
      regularly, every week, every morning, each time, i would usually
      """
    ),
    opinions: PhraseList(
      """
      should, must, ought to, in my opinion, in my view, i believe, it is important
      it's important, is important, is essential, is crucial, is key, people, you have to
      you need to, one has to, one needs to, the best way, it is better, it's better, it is best
      it depends, everybody, nobody, companies, managers, teams, matters most, in general
      """
    ),
    traitsOfSelf: PhraseList(
      """
      i am a, i am an, i'm a, i'm an, i am someone, i'm someone, i am somebody, i'm somebody
      i am very, i'm very, i am good at, i'm good at, my strength, my strengths, my weakness
      i consider myself, i see myself, i like, i love, i enjoy, i prefer, i am always, i'm always
      i have always been, i've always been, the kind of person, the type of person
      would describe me, describe me as, would say i am, would say that i am, i am known
      by nature, i am the, i'm the, i care, i hate
      """
    ),
    situations: PhraseList(
      """
      was, were, there was, there were, we had a, we had an, i had a, i had an, had been
      was working
      """
    ),
    tasks: PhraseList(
      """
      i had to, we had to, my job was, my task was, my role was, my part was, i was responsible
      i was in charge, and had to, i was asked, we were asked, i was supposed to, i needed to
      we needed to
      the goal was, our goal was, my goal was, the aim was, i was to, i was expected to
      it was my turn, it was up to me, it was my job, it was my task, had asked me to, asked me to
      wanted me to, the deadline was
      """
    ),
    results: PhraseList(
      """
      as a result, in the end, finally, eventually, since then, from then on, the result was
      the outcome was, it worked, which meant, that saved, it saved, we saved, i saved, led to
      percent, per cent, went down to, went down from, went up to, went up from, fell to
      fell from, dropped to, dropped from, rose to, rose from, was reduced, thanked me, thanked us
      i learned, i learnt, we learned, what i took from it, never happened again
      has not happened again, hasn't happened again, on time, signed, was solved, was fixed
      were happy, was happy, was back, went live, halved, doubled, ever since, renewed
      to this day, i still do
      """
    ),
    clauseStarts: PhraseList(
      """
      so, then, and then, but, after that, in the end, as a result, finally, since then
      eventually
      """
    ),
    isOwnAction: { words, index in EnglishVerbs.isOwnAction(words, index) },
    isOwnHabit: { words, index in EnglishVerbs.isOwnHabit(words, index) }
  )

  private static let french = FormLexicon(
    occasions: PhraseList(
      """
      l'année dernière, l'an dernier, le mois dernier, la semaine dernière, l'été dernier
      l'hiver dernier, hier, un jour, un matin, un soir, une nuit, une fois, un après-midi
      il y a un an, il y a deux ans, il y a trois ans, il y a quelques mois
      il y a quelques années, il y a six mois, ce jour-là, ce matin-là, ce soir-là, cette nuit-là
      cette semaine-là, à l'époque, à ce moment-là, quand j'étais, lorsque j'étais
      quand je travaillais, dans mon dernier poste, dans mon ancien poste, en janvier, en février
      en mars, en avril, en mai, en juin, en juillet, en août, en septembre, en octobre
      en novembre, en décembre, à l'automne, au printemps, cet hiver, cet été, ce printemps
      cet automne, pendant mon stage, lors de mon stage, dans mon premier emploi
      """
    ),
    connectives: PhraseList(
      """
      puis, ensuite, après ça, après cela, alors, finalement, au final, à la fin, le lendemain
      plus tard
      """
    ),
    habits: PhraseList(
      """
      par exemple, d'habitude, en général, généralement, souvent, toujours, chaque fois
      à chaque fois, normalement, habituellement, la plupart du temps, de temps en temps, parfois
      régulièrement, chaque semaine, chaque matin, tous les jours, toutes les semaines
      """
    ),
    opinions: PhraseList(
      """
      il faut, il faudrait, on doit, on devrait, devrait, devraient, à mon avis, selon moi
      pour moi, je trouve que, je suis convaincu, je suis convaincue, il est important
      c'est important, est important, est essentiel, est essentielle, l'essentiel, est primordial
      les gens, il vaut mieux, ça dépend, cela dépend, tout le monde, personne ne, les entreprises
      les managers, les équipes, la meilleure façon, le plus important, nécessaire
      """
    ),
    traitsOfSelf: PhraseList(
      """
      je suis quelqu'un, je suis une personne, je suis très, je suis plutôt, je suis assez
      je suis un, je suis une, je suis toujours, mes qualités, ma qualité, mon point fort
      mes points forts, mon défaut, mes défauts, je me considère, je me vois comme, j'aime
      j'adore, je préfère, j'ai toujours été, de nature, me décrivent, me décrirait
      me décriraient, diraient que je suis, dirait que je suis, je sais être, je suis le genre
      je déteste, je tiens à
      """
    ),
    situations: PhraseList(
      """
      était, étaient, c'était, avait, avaient, il y avait, nous avions un, nous avions une
      j'avais un, j'avais une, nous étions, j'étais, on était, on avait, venait de, venaient de
      """
    ),
    tasks: PhraseList(
      """
      je devais, nous devions, on devait, mon rôle était, ma mission était, ma tâche était
      mon travail était, j'étais chargé, j'étais chargée, j'étais responsable, on m'a demandé
      m'avait demandé, m'a demandé, il fallait, l'objectif était, le but était, notre objectif était
      mon objectif était, c'était à moi de, j'avais pour mission, j'avais pour tâche, à moi de
      """
    ),
    results: PhraseList(
      """
      le résultat a été, le résultat était, le résultat fut, le résultat est, comme résultat
      pour résultat, résultat nous, résultat on, résultat plus, résultat le, résultat la
      résultat les, résultat l', au final, finalement, à la fin, depuis, grâce à cela, grâce à ça
      pour cent, ça a marché, cela a marché, a permis de, ont permis de, est passé de
      sont passés de, est passée de, a baissé, ont baissé, a augmenté, ont augmenté, a diminué
      ont diminué, m'a remercié, m'ont remercié, nous a remerciés, j'ai appris, nous avons appris
      j'en ai retenu, a signé, ont signé, à temps, dans les temps, ne s'est plus reproduit
      n'est plus jamais arrivé, a été résolu, était résolu, est revenu, sont revenus, a été livré
      nous avons gagné, a renouvelé, à l'arrivée, en fin de compte, par la suite
      """
    ),
    clauseStarts: PhraseList(
      """
      alors, puis, ensuite, et puis, mais, donc, au final, finalement, à la fin, depuis, après ça
      après cela, du coup
      """
    ),
    isOwnAction: { words, index in FrenchVerbs.isOwnAction(words, index) },
    isOwnHabit: { words, index in FrenchVerbs.isOwnHabit(words, index) }
  )
}
