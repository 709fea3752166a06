/** La página de todas las alianzas. */
export const partnerships = {
  title: 'Alianzas',
  lead: 'Gobiernos, empresas, sociedad civil y organismos internacionales que persiguen juntos un objetivo. Nadie manda a nadie: cada cual responde de su palabra porque todo el mundo puede verla.',
  convenedBy: 'Convocada por',
  goal: 'Objetivo',
  noGoal: 'Todavía no se ha adoptado ningún objetivo.',
  participants: { one: '{n} participante', other: '{n} participantes' },
  table: 'Intenciones y compromisos, según cómo están',
  standing: 'Cómo están',
  pledges: 'Intenciones',
  commitments: 'Compromisos',
  rows: {
    open: 'abiertos',
    current: 'al día',
    late: 'atrasados',
    silent: 'sin noticias',
    ended: 'terminados',
  },
};
