import { given, orgId } from '#specification';
import { ProgrammeNamed, ProgrammeRegistered } from '../events.ts';
import { nameStream } from '../programme.ts';
import { registerProgramme } from './register-programme.ts';

const [programme, organisation] = ['prg_1', orgId('itu')];
const named = ProgrammeNamed({ programme, name: 'Forum' }, nameStream('Forum'));

describe('RegisterProgramme', () => {
  it('is open to any organisation, which owns it', () => {
    given()
      .when(registerProgramme, { name: 'Forum' }, { self: programme, actor: { organisation } })
      .then(ProgrammeRegistered({ programme, organisation, name: 'Forum' }), named);
  });

  it('takes a name once, however it is written', () => {
    given(named).when(registerProgramme, { name: ' FÓRUM' }).refuses('programme-taken');
    given(named).when(registerProgramme, { name: 'Forum 2' }).emits('ProgrammeRegistered', 'ProgrammeNamed');
  });
});
