export { type AttackName, attackNames } from '../privacy/attack-name.js';
export type { AttackOptions, AttackTables } from './attack-tables.js';
export { type AttributeInference, attributeInference } from './attribute-inference.js';
export { type Linkability, type LinkabilityOptions, linkability } from './linkability.js';
export { type MembershipInference, membershipInference } from './membership-inference.js';
export {
  type PrivacyAttacks,
  type PrivacyAttacksOptions,
  patentNote,
  privacyAttacks,
} from './privacy-attacks.js';
export { type Risk, riskOverControl } from './risk.js';
export { type SinglingOut, singlingOut } from './singling-out.js';
export { withAttacks } from './with-attacks.js';
