import { brokerErrorKinds } from '../broker-error-kinds.js';
import type { KafkaErrorKind } from '../kafka-error.js';
import type { PlatformaticFailure } from './failure.js';

/** By the code of the library's error. */
const byCode: Readonly<Record<string, KafkaErrorKind>> = {
  PLT_KFK_AUTHENTICATION: 'refused',
  PLT_KFK_NETWORK: 'ambiguous', // a request was under way; connections that are not made are told apart where they are opened
  PLT_KFK_TIMEOUT: 'ambiguous',
};

export const kindOf = ({ apiId, code, canRetry }: PlatformaticFailure): KafkaErrorKind =>
  (apiId === undefined ? undefined : brokerErrorKinds[apiId]) ??
  (code === undefined ? undefined : byCode[code]) ??
  (canRetry === true ? 'transient' : 'fatal');
