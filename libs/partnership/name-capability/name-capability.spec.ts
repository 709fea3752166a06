import { given } from '#specification';
import { CapabilityNamed } from '../capabilities.ts';
import { as, convened, here, need, registered, second, stranger, third } from '../specification/example.ts';
import { nameCapability } from './name-capability.ts';

const name = { ...here, ...need };

describe('NameCapability', () => {
  it('says what success needs, and who named it', () => {
    given(...convened(second))
      .when(nameCapability, name, as(second))
      .then(CapabilityNamed({ ...name, namedBy: second }));
  });

  it('says who could bring it: listed organisations, participants or not', () => {
    const organisations = [second, stranger];
    given(...convened(second), registered(second), registered(stranger))
      .when(nameCapability, { ...name, organisations }, as(second))
      .then(CapabilityNamed({ ...name, organisations, namedBy: second }));
  });

  it('refuses those that nobody has listed, naming them', () => {
    const organisations = [stranger, third];
    const { decision, refuses } = given(...convened(second), registered(stranger)).when(
      nameCapability,
      { ...name, organisations },
      as(second),
    );
    refuses('organisation-unknown');
    expect(decision).toMatchObject({ details: { field: 'organisations', unknown: [third] } });
  });
});
