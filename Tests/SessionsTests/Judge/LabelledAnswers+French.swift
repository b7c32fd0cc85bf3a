extension LabelledAnswer {
  static let frenchAnswers = """
    mistake 5 story
    Au printemps 2022, j'ai supprimé une table que la paie lisait encore. Le lendemain, les
    fiches étaient vides. J'ai prévenu la comptabilité moi-même, j'ai restauré la sauvegarde et
    j'ai relancé le calcul avant midi. L'erreur venait de mon script, que personne n'avait lu.
    J'ai mis en place une relecture à deux, et cela n'est plus arrivé.

    mistake 5 story
    Il y a deux ans, j'ai commandé les mauvaises chaises pour un salon. Nous l'avons vu la
    veille de l'ouverture. J'ai appelé trois loueurs, j'en ai trouvé cent vingt et je les ai
    installées dans la nuit. La cause, c'était une référence recopiée. Depuis, j'ai une liste de
    contrôle et je n'ai plus jamais eu ce souci.

    mistake 5 story
    Pendant ma première année au cabinet, j'ai envoyé un courrier au mauvais dossier. J'ai
    téléphoné aux deux personnes dans l'heure, j'ai corrigé les adresses et j'ai récupéré la
    lettre. C'est arrivé parce que deux noms se ressemblaient. J'ai ajouté une vérification de
    la date de naissance, et les erreurs ont disparu.

    mistake 5 story
    En novembre dernier, notre site a refusé les cartes étrangères pendant trois heures, et
    c'était ma livraison. J'ai remis l'ancienne version, j'ai averti les deux plus gros magasins
    et j'ai corrigé la règle le soir même. La raison était que je n'avais testé que des cartes
    françaises. Pour éviter cela, nous avons élargi les essais.

    mistake 3 story
    L'année dernière, j'ai envoyé une invitation avec une mauvaise date. Des gens nous ont
    écrit. J'ai renvoyé un message corrigé dans la journée. Après, tout est rentré dans l'ordre.

    mistake 3 story
    Un jour, j'ai oublié de charger les lecteurs avant l'inventaire. Nous avons commencé en
    retard. J'ai emprunté deux appareils au dépôt voisin et nous avons terminé le soir.

    mistake 3 story
    Dans mon premier emploi, une machine s'est arrêtée pendant mon poste. Une courroie avait
    lâché. Le mécanicien l'a remplacée et j'ai noté la panne dans le cahier.

    mistake 3 story
    À l'automne, j'ai rendu une traduction en retard. La cliente m'a appelé. J'ai travaillé
    toute la nuit et j'ai livré le matin. Elle n'était pas ravie mais elle l'a prise.

    mistake 3 example
    Quand quelque chose casse, d'habitude je note ce que je vois et je cherche la cause. Je
    vérifie les derniers changements, je demande à la personne concernée et en général c'est
    réglé dans la journée.

    mistake 3 example
    Par exemple pour les colis perdus, j'appelle toujours le livreur, je compare la liste avec
    le camion et parfois on remplace l'article. Chaque fois je le note dans le système.

    mistake 1 opinion
    L'erreur fait partie du travail et les entreprises devraient l'accepter. Il est important de
    ne punir personne. À mon avis, les managers doivent montrer l'exemple.

    mistake 1 opinion
    Quand ça tourne mal, c'est une question d'organisation. Il faut regarder l'ensemble. Les
    gens cherchent toujours un coupable, et on doit dépasser cela.

    mistake 1 self_description
    Je suis quelqu'un de très soigneux, j'ai toujours été comme ça. Mes collègues diraient que
    je suis fiable. J'aime que les choses soient en ordre.

    mistake 1 self_description
    Mon point fort, c'est que j'apprends vite. Je suis plutôt attentif aux détails et j'adore
    les sujets compliqués. Je me considère comme une bonne recrue.

    mistake 1 story
    L'an dernier, le fournisseur nous a livré de mauvaises pièces. Le bureau d'études n'avait
    rien vu non plus. J'ai dit à mon chef que ce n'était pas notre faute, et le fournisseur est
    venu.

    mistake 1 unclear
    Non, rien de tel. Ou alors une bricole, rien qui vaille la peine ici. Je ne vois pas.

    customer 5 story
    En décembre, une dame a crié au comptoir parce que le colis des cadeaux était perdu. Je l'ai
    laissée parler et je lui ai demandé ce qui comptait le plus. C'était un jouet pour son fils.
    J'en ai trouvé un dans un magasin proche, je l'ai fait porter et j'ai remboursé le reste.
    Elle est revenue deux fois.

    customer 5 story
    Il y a trois ans, un client de l'hôtel s'est plaint du bruit à minuit. Je l'ai écouté, j'ai
    demandé à quelle heure il se levait et je lui ai proposé une chambre sur cour avec un petit
    déjeuner tardif. J'ai monté ses valises. Il nous a remerciés et il est revenu au printemps
    avec sa famille.

    customer 5 story
    Au garage, une cliente est arrivée furieuse après un contrôle raté. J'ai posé des questions
    sur chaque ligne du rapport, puis j'ai proposé de refaire les freins à nos frais
    l'après-midi même. Nous l'avons conduite au bureau. Elle nous a recommandés à deux voisins.

    customer 5 story
    Lors de la migration en mai, notre plus gros client voulait partir. Je suis allé le voir,
    j'ai écouté quatre personnes et j'ai noté onze points. Nous avons convenu des trois premiers
    et j'ai proposé un mois gratuit. J'ai appelé chaque vendredi. Il est resté fidèle et a signé
    pour deux ans.

    customer 3 story
    L'hiver dernier, un monsieur était fâché du retard de son radiateur. Je me suis excusé et je
    lui ai fait une remise de dix pour cent. Il est reparti avec.

    customer 3 story
    Une fois, un client a trouvé sa soupe froide. Je l'ai rapportée en cuisine et j'ai proposé
    un dessert. Il a mangé et il a payé.

    customer 3 story
    Dans mon ancien poste, une cliente n'aimait pas la première maquette. Nous avons changé les
    couleurs et envoyé deux autres versions, avec une remise. Finalement elle a pris la
    deuxième.

    customer 3 story
    Quand je travaillais au centre d'appels, une dame a reçu une fausse facture pour la
    troisième fois. J'ai corrigé la ligne et j'ai remboursé un mois. Elle a raccroché.

    customer 3 example
    Avec les clients mécontents, normalement je reste aimable, je les laisse parler et je
    propose un échange ou un remboursement. En général ça suffit. Sinon j'appelle mon
    responsable.

    customer 3 example
    Souvent ils viennent après le déjeuner. Je prends la fiche, je demande le ticket et
    d'habitude je donne un bon d'achat. De temps en temps quelqu'un veut plus.

    customer 1 opinion
    Le client n'a pas toujours raison, à mon avis. Les magasins devraient dire non plus souvent.
    Il faut que tout le monde respecte les règles.

    customer 1 opinion
    Ça dépend du client. Les entreprises doivent mieux former les équipes. Il est essentiel de
    rester poli, mais on doit poser une limite.

    customer 1 self_description
    Je suis très sociable, j'aime parler avec tout le monde et je suis toujours patient. Mes
    amis me décrivent comme le plus posé du groupe.

    customer 1 self_description
    Je suis le genre de personne qui s'entend avec chacun. J'aime aider et je préfère les mots
    directs. C'est mon point fort.

    customer 1 unclear
    Les clients, bon. Ils sont comme ils sont. Rien de particulier ne me revient là tout de
    suite.

    customer 1 story
    Le mois dernier, un homme a crié à la caisse à cause de la queue. Je lui ai dit d'attendre
    comme les autres. Ensuite j'ai fermé la caisse.
    """
}
