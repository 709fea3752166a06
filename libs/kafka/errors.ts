/** Errors of kafkajs as far as they are looked at; it does not export their classes to modules. */
interface Typed {
  readonly type?: unknown;
  readonly cause?: unknown;
  /** One for each topic. */
  readonly errors?: unknown;
}

/** What a broker said by its protocol, such as `CONCURRENT_TRANSACTIONS`; kafkajs may have put it into another error. */
export function typeOf(error: unknown): string | undefined {
  const { type, cause } = (error ?? {}) as Typed;
  return typeof type === 'string' ? type : cause === undefined ? undefined : typeOf(cause);
}

/** Of what a broker does not do as long as nobody changes it: what it said, by its protocol. */
const LASTING =
  /AUTHORIZATION_FAILED$|^POLICY_VIOLATION$|^INVALID_(REPLICATION_FACTOR|CONFIG|TOPIC_EXCEPTION|PARTITIONS)$/;

/** Why a broker refuses something for good; undefined where it does not, or is away. */
export function refusalIn(error: unknown): string | undefined {
  const { errors } = (error ?? {}) as Typed;
  return (Array.isArray(errors) ? errors : [error])
    .map(typeOf)
    .find((type) => type !== undefined && LASTING.test(type));
}
