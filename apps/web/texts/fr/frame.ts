/** Ce qui entoure chaque page, et se trouve sur toutes. */
export const frame = {
  skip: 'Aller au contenu',
  motto: 'Qui a promis quoi, et ce qu’il en est',
  language: 'Langue',
  foot: 'Tout ce qui est dit ici vient d’un livre où rien n’est modifié après coup. Chaque déclaration mène à ce qui y figure.',
  api: 'Pour les programmes : l’API',
  everywhere: 'le monde entier',
  notStated: 'non indiqué',
  colon: ' : ',
  semicolon: ' ; ',
  states: {
    asking: 'Chargement…',
    slow: 'C’est plus long que d’habitude : le livre est lu depuis son début.',
    empty: 'Rien ici à ce moment.',
    unreachable: 'Le livre ne peut pas être joint. La connexion est peut-être coupée.',
    failed: 'Le livre n’a pas pu répondre. Réessayez dans un moment.',
    forbidden:
      'Ce jeton ne permet pas de le voir, ou n’est plus valable. Sans jeton, vous voyez ce qui est public.',
    unknown: 'Rien de tel ne figure dans le livre à ce moment.',
    tooMany: 'Trop de questions à la fois : attendez une minute.',
    refused: 'Le livre ne comprend pas cette adresse.',
    again: 'Réessayer',
    more: 'Afficher la suite',
    nothingHere: 'Cette page n’existe pas',
    home: 'Tous les partenariats',
  },
  table: { sortBy: ', trier par cette colonne' },
  csv: { ready: 'Télécharger en CSV', busy: 'Préparation…', failed: 'Échec : réessayez' },
  chart: { asTable: 'En tableau', target: 'Cible' },
  news: {
    recorded: {
      one: '{n} nouvel événement a été inscrit.',
      other: '{n} nouveaux événements ont été inscrits.',
    },
    show: 'Afficher l’état actuel',
  },
};
