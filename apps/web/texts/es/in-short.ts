/** Una alianza en una frase y una imagen. */
export const inShort = {
  nothing: 'No hay nada prometido en este momento',
  promisedAndPaid: '{money} prometidos por {organisations}, {paid} pagados',
  promised: '{money} prometidos por {organisations}, nada pagado todavía',
  withoutMoney: '{promises} de {organisations}, ninguna de una suma de dinero',
  unconfirmed: '{what} según otros, sin confirmar',
  organisations: { one: '{n} organización', other: '{n} organizaciones' },
  promises: { one: '{n} promesa', other: '{n} promesas' },
  currencies: { one: '{n} moneda más', other: '{n} monedas más' },
  silentSince: {
    one: '{n} de las {all} promesas abiertas de las que se espera un informe está sin noticias desde {since}',
    other:
      '{n} de las {all} promesas abiertas de las que se espera un informe están sin noticias desde {since}',
  },
  silent: {
    one: '{n} de las {all} promesas abiertas de las que se espera un informe está sin noticias',
    other: '{n} de las {all} promesas abiertas de las que se espera un informe están sin noticias',
  },
  over: { one: '{n} ha pasado su propio plazo', other: '{n} han pasado su propio plazo' },
  picture: {
    caption: 'Prometido y pagado, {currency}',
    organisation: 'Organización',
    bar: 'Imagen',
    figures: 'Pagado de lo prometido',
    paidOf: '{paid} de {promised}',
    unconfirmed: '{money} dichos por otros, sin confirmar',
    ended: '{money} ya no están en pie',
    more: {
      one: '{n} organización más está en la tabla de abajo',
      other: '{n} organizaciones más están en la tabla de abajo',
    },
    moreCurrencies: { one: '{n} moneda más', other: '{n} monedas más' },
    legend: {
      paid: 'pagado',
      promised: 'prometido',
      unconfirmed: 'dicho por otros, sin confirmar',
      ended: 'ya no está en pie',
    },
    noMoney: 'No hay ninguna suma de dinero registrada en este momento.',
  },
  lately: {
    title: 'Atrasado, y últimamente',
    over: 'Su plazo venció el {day}',
    silent: 'sin noticias: última palabra el {day}',
    neverSaid: 'sin noticias: ninguna palabra desde el {day}',
    lateMilestones: { one: '{n} hito atrasado', other: '{n} hitos atrasados' },
    paid: '{share} pagado',
    nothingLate: 'Nada está atrasado en este momento.',
    allOver: {
      one: 'La única promesa cuyo plazo venció',
      other: 'Las {n} promesas cuyo plazo venció',
    },
    allSilent: { one: 'La única promesa sin noticias', other: 'Las {n} promesas sin noticias' },
  },
};
