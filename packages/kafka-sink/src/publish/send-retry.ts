/** How patiently a request is sent again: from a tenth of a second up to 5 s. */
export const SEND_RETRY = { minDelayMs: 100, maxDelayMs: 5000 } as const;
