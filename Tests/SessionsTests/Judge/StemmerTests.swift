import Testing

@testable import Sessions

@Suite struct StemmerTests {
  @Test(arguments: [
    ["measure", "measured", "measures", "measuring"], ["stop", "stopped", "stopping", "stops"],
    ["query", "queries"], ["agree", "agreed", "agrees"], ["class", "classes"],
    ["create", "created", "creating"], ["hope", "hoped", "hoping"], ["fall", "falls", "falling"],
    ["index", "indexing"],
  ])
  func `the forms of an English word have one stem`(forms: [String]) {
    #expect(Set(forms.map(EnglishStemmer.stem)).count == 1, "\(forms.map(EnglishStemmer.stem))")
  }

  // From the examples of Porter's paper, steps 1 and 5.
  @Test(arguments: [
    ("caresses", "caress"), ("ponies", "poni"), ("cats", "cat"), ("feed", "feed"),
    ("plastered", "plaster"), ("bled", "bled"), ("motoring", "motor"), ("sing", "sing"),
    ("hopping", "hop"), ("tanned", "tan"), ("hissing", "hiss"), ("fizzed", "fizz"),
    ("failing", "fail"), ("filing", "file"), ("happy", "happi"), ("sky", "sky"),
    ("probate", "probat"), ("rate", "rate"), ("cease", "ceas"), ("controll", "control"),
    ("roll", "roll"),
  ])
  func `English stems are those of the definition`(word: String, stem: String) {
    #expect(EnglishStemmer.stem(word) == stem)
  }

  @Test(arguments: [
    ["mesure", "mesures", "mesurer", "mesuree", "mesurait", "mesurons", "mesurant"],
    ["panne", "pannes"], ["canal", "canaux"], ["client", "clients", "cliente", "clientes"],
    ["corriger", "corrige", "corrigee", "corrigeait"],
    ["proposer", "propose", "proposees", "proposaient"],
  ])
  func `the forms of a French word have one stem`(forms: [String]) {
    #expect(Set(forms.map(FrenchStemmer.stem)).count == 1, "\(forms.map(FrenchStemmer.stem))")
  }

  @Test(arguments: [
    ("universal", "university"), ("general", "generous"), ("order", "ordeal"), ("test", "toast"),
  ])
  func `other English words keep other stems`(one: String, other: String) {
    #expect(EnglishStemmer.stem(one) != EnglishStemmer.stem(other))
  }

  @Test func `what is no word stays as it is`() {
    for text in ["", "a", "s3", "été", "42", "ed", "ing"] {
      for language in LexiconLanguage.allCases {
        #expect(Stemmer.stem(text, language: language) == text)
      }
      #expect(Stemmer.stem(text, language: nil) == text)
    }
  }
}
