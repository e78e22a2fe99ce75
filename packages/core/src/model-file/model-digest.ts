import { bytesToHex } from '@noble/hashes/utils.js';
import { sha256 } from './sha256.js';

/** SHA-256 of a whole model file, as 64 hexadecimal digits: what names the model in fingerprints and requests. */
export const modelDigest = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));
