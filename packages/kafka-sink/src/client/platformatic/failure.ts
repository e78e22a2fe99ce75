/** What is read of an error of @platformatic/kafka, whose classes differ in what they carry. */
export interface PlatformaticFailure {
  readonly message: string;
  /** 'PLT_KFK_…'. */
  readonly code?: string;
  /** The broker's own name of the error. */
  readonly apiId?: string;
  /** What the broker says besides. */
  readonly serverErrorMessage?: string | null;
  readonly canRetry?: boolean;
}

interface Nested extends PlatformaticFailure {
  readonly errors?: readonly unknown[];
  readonly cause?: unknown;
}

const asFailure = (error: unknown): Nested =>
  typeof error === 'object' && error !== null && 'message' in error ? (error as Nested) : { message: String(error) };

/** An error and all that it was made of, the outermost first. */
const chainOf = (error: unknown, depth = 0): Nested[] => {
  const failure = asFailure(error);
  const inner = [...(failure.errors ?? []), failure.cause].filter((one) => one !== undefined && one !== null);
  return [failure, ...(depth > 8 ? [] : inner.flatMap((one) => chainOf(one, depth + 1)))];
};

/** What says most: a broker's answer, else a failed login, else the innermost reason with a code of the library around it. */
export const rootFailure = (error: unknown): PlatformaticFailure => {
  const chain = chainOf(error);
  const login = chain.find(({ code }) => code === 'PLT_KFK_AUTHENTICATION');
  if (login) return login;
  const answered = chain.find(({ apiId }) => apiId !== undefined);
  if (answered) return answered;
  const coded = chain.findLast(({ code }) => code?.startsWith('PLT_KFK_') && code !== 'PLT_KFK_MULTIPLE');
  if (!coded) return chain[0]!;
  const reason = chain.at(-1)!;
  return reason === coded || coded.message.includes(reason.message)
    ? coded
    : withMessage(coded, `${coded.message.replace(/\.$/, '')}: ${reason.message}`);
};

const withMessage = ({ code, canRetry }: PlatformaticFailure, message: string): PlatformaticFailure => ({
  message,
  ...(code === undefined ? {} : { code }),
  ...(canRetry === undefined ? {} : { canRetry }),
});

/** What the broker answered, where the library makes an error of an answer that names errors. */
export const answerIn = <T>(error: unknown): T | undefined =>
  asFailure(error).code === 'PLT_KFK_RESPONSE' ? (error as { readonly response?: T }).response : undefined;
