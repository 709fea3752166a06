/** La page de tous les partenariats. */
export const partnerships = {
  title: 'Partenariats',
  lead: 'Des gouvernements, des entreprises, la société civile et des organismes internationaux qui poursuivent ensemble un objectif. Personne ne commande personne : chacun est tenu par sa parole, parce que tout le monde peut la voir.',
  convenedBy: 'Animé par',
  goal: 'Objectif',
  noGoal: 'Aucun objectif n’est encore adopté.',
  participants: { one: '{n} participant', other: '{n} participants' },
  table: 'Intentions et engagements, selon où ils en sont',
  standing: 'Où ils en sont',
  pledges: 'Intentions',
  commitments: 'Engagements',
  rows: {
    open: 'ouverts',
    current: 'à jour',
    late: 'en retard',
    silent: 'sans nouvelles',
    ended: 'terminés',
  },
};
