/** The page of all partnerships. */
export const partnerships = {
  title: 'Partnerships',
  lead: 'Governments, businesses, civil society and international bodies that pursue a goal together. Nobody commands anybody: they are held to their word because everyone can see it.',
  convenedBy: 'Convened by',
  goal: 'Goal',
  noGoal: 'No goal is adopted yet.',
  participants: { one: '{n} participant', other: '{n} participants' },
  table: 'Pledges and commitments, by how they stand',
  standing: 'How they stand',
  pledges: 'Pledges',
  commitments: 'Commitments',
  rows: { open: 'open', current: 'reported in time', late: 'late', silent: 'silent', ended: 'ended' },
};
