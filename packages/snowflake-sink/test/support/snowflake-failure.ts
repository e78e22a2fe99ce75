/** A failure as Snowflake tells it: code and SQL state beside the words. */
export class SnowflakeFailure extends Error {
  constructor(
    readonly code: string,
    readonly sqlState: string,
    message: string,
  ) {
    super(message);
  }
}

const kinds: readonly (readonly [RegExp, string, string])[] = [
  [/Constraint Error: NOT NULL/i, '100072', '22000'],
  [/Catalog Error.*(does not exist|Schema with name)|Binder Error: Catalog/is, '002003', '42S02'],
  [/Conversion Error|Invalid Input|Out of Range|Could not (cast|convert)|Malformed JSON/i, '100038', '22018'],
  [/Binder Error/i, '000904', '42000'],
  [/Parser Error|unexpected '/i, '001003', '42000'],
];

/** What Snowflake would say, roughly, to what DuckDB has thrown. */
export const toFailure = (error: unknown): SnowflakeFailure => {
  if (error instanceof SnowflakeFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  const [, code, sqlState] = kinds.find(([pattern]) => pattern.test(message)) ?? [null, '002140', '42601'];
  return new SnowflakeFailure(code, sqlState, `SQL compilation error: ${message.split('\n')[0]}`);
};
