import type { ImportMoney } from './money.ts';
import type { Tags } from './provenance.ts';

export interface PartOf {
  /** The record id of a parent in the files, to be replaced by its commitment; or, in `reference`, of any other. */
  readonly commitment?: string;
  readonly reference?: string;
  /** Whether the parent's promise contains the part's, and the parent's payments those of the part. */
  readonly contained: boolean;
  readonly paymentsContained: boolean;
}

/** The body of MakePledge or MakeCommitment; organisations by key and commitments by record id until `addressed`. */
export interface PromiseBody {
  readonly onBehalfOf: string;
  readonly with?: readonly string[];
  readonly source: {
    readonly system: 'fts';
    readonly record: string;
    readonly version: number;
    readonly url: string;
    readonly tags: Tags;
  };
  readonly effectiveOn: string;
  readonly statement: string;
  readonly kind: 'financial' | 'in-kind';
  readonly places?: readonly { readonly place: string }[];
  readonly theme?: string;
  readonly money: ImportMoney;
  readonly partOf?: PartOf;
  readonly sourceOrganisation?: { readonly organisation: string };
  readonly recipient?: { readonly organisation?: string; readonly name?: string };
}

/** The body of RecordDisbursement. */
export interface DisbursementBody {
  readonly entry: string;
  readonly money: ImportMoney;
  readonly effectiveOn: string;
}

/** The body of CorroborateClaim, on the commitment that is made of the record. */
export interface CorroborationBody {
  readonly onBehalfOf: string;
  readonly claim: { readonly about: 'entry' | 'commitment'; readonly entry?: string };
  readonly source: PromiseBody['source'];
  readonly effectiveOn: string;
}

/** One record of the source as the commands that bring it in. */
export interface ImportRecord {
  readonly record: string;
  readonly file: string;
  readonly row: number;
  readonly status: 'pledge' | 'commitment' | 'paid';
  readonly command: 'MakePledge' | 'MakeCommitment';
  readonly body: PromiseBody;
  /** The day from which what its version says stands: when the source last changed it, where it says that. */
  readonly changedOn?: string;
  readonly disbursement?: DisbursementBody;
  /** Where the recipient reported it, too. */
  readonly corroboration?: CorroborationBody;
}
