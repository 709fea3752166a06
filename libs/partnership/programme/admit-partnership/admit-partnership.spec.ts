import type { NewEvent } from '#kernel';
import { given } from '#specification';
import { convenePartnership } from '../../convene-partnership/convene-partnership.ts';
import { PartnershipConvened } from '../../events.ts';
import { partnershipStream } from '../../partnership.ts';
import { as, convener, here, partnership, problem, scope, stranger } from '../../specification/example.ts';
import { BelongingAdopted } from '../../subjects.ts';
import { BelongingEnded, PartnershipAdmitted } from '../belonging-events.ts';
import { ProgrammeRegistered } from '../events.ts';
import { programmeStream } from '../programme.ts';
import { admitPartnership } from './admit-partnership.ts';

const programme = `prg_${'f'.repeat(26)}`;
const registered = ProgrammeRegistered(
  { programme, organisation: stranger, name: 'Forum' },
  programmeStream(programme),
);
const inBook = (event: NewEvent): NewEvent => ({ ...event, stream: partnershipStream(partnership) });
const convened = (more: object) =>
  inBook(PartnershipConvened({ partnership, organisation: convener, title: 'T', problem, scope, ...more }));
const asking = convened({ programme: 'Forum', asks: programme });
const adoption = { partnership, proposal: 'p', consented: [], stoodAside: [], silent: [], text: 'So' };
const admitted = (asked = 'convening') =>
  PartnershipAdmitted({ partnership, programme, organisation: stranger, asked });
const says = { ...here, programme };

describe('AdmitPartnership', () => {
  it('has a partnership belong that asked when it was convened, or names the programme', () => {
    given(registered, asking).when(admitPartnership, says, as(stranger)).then(admitted());
    given(registered, convened({ programme: 'FORUM' }))
      .when(admitPartnership, says, as(stranger))
      .then(admitted());
    given(registered, asking, admitted()).when(admitPartnership, says, as(stranger)).changesNothing();
  });

  it('is of the owner of the programme, and of nobody else', () => {
    given(registered, asking).when(admitPartnership, says, as(convener)).refuses('not-your-programme');
    given(asking).when(admitPartnership, says, as(stranger)).refuses('programme-unknown');
    given(registered).when(admitPartnership, says, as(stranger)).refuses('partnership-unknown');
  });

  it('takes in nobody that does not ask', () => {
    given(registered, convened({})).when(admitPartnership, says, as(stranger)).refuses('not-asked');
    given(registered, convened({ programme: 'Another' }))
      .when(admitPartnership, says, as(stranger))
      .refuses('not-asked');
    const left = inBook(BelongingAdopted(adoption));
    given(registered, asking, left).when(admitPartnership, says, as(stranger)).refuses('not-asked');
  });

  it('follows what is asked anew, and what was ended', () => {
    const again = inBook(BelongingAdopted({ ...adoption, programme, name: 'Forum' }));
    given(registered, asking, admitted(), again)
      .when(admitPartnership, says, as(stranger))
      .then(admitted('p'));
    const ended = BelongingEnded({ partnership, programme, organisation: stranger });
    given(registered, asking, admitted(), ended).when(admitPartnership, says, as(stranger)).then(admitted());
  });
});

describe('ConvenePartnership', () => {
  const convening = { title: 'T', problem, scope };
  it('asks to belong to a programme that is registered, by its name', () => {
    const { decision } = given(registered).when(
      convenePartnership,
      { ...convening, asks: programme },
      as(convener),
    );
    expect(decision).toMatchObject([{ data: { programme: 'Forum', asks: programme } }, {}, {}]);
    given()
      .when(convenePartnership, { ...convening, asks: programme }, as(convener))
      .refuses('programme-unknown');
    given(registered)
      .when(convenePartnership, { ...convening, asks: programme, programme: 'Forum' }, as(convener))
      .refuses('programme-twice');
  });
});
