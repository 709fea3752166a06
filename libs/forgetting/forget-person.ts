import { Person, type PersonState, personStream } from '#focal-point';
import { Already, defineCommand, operatorAtTheStore, OURS, refuse, relyOn } from '#kernel';
import { IsIdOf } from '#vocabulary';
import { Forgotten, PersonForgotten, type ForgottenState } from './forgotten.ts';

class ForgetPerson {
  static readonly example = {};

  @IsIdOf('per')
  person!: string;
}

export const forgetPerson = defineCommand<ForgetPerson, ForgottenState, { person: PersonState }>({
  input: ForgetPerson,
  entity: Forgotten,
  own: () => ({ forgotten: OURS }),
  summary: 'Record that a person is forgotten.',
  allow: operatorAtTheStore,
  reads: { person: ({ person }) => relyOn(Person, personStream(person)) },
  decide: (forgotten, { person }, { read }) => {
    if (forgotten?.has(person)) return new Already();
    if (!read.person) return refuse('person-unknown', 'No such person is here.');
    const { organisation, named } = read.person;
    return [PersonForgotten({ person, organisation, partnerships: [...named.keys()].sort() })];
  },
});
