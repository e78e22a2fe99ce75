/** What a request is about. */
export type RequestKind = 'login' | 'query' | 'token' | 'heartbeat' | 'abort' | 'logout' | 'telemetry' | 'other';

/** What a fault does to a request. */
export type FaultAction =
  /** An answer with success: false; a statement is not executed. */
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly sqlState?: string;
      readonly message?: string;
      readonly status?: number;
    }
  /** An HTTP status without a body, before the statement is executed. */
  | { readonly kind: 'status'; readonly status: number }
  /** The socket is cut, before or after the statement is executed. */
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  /** The request waits: for a time, or for a promise; a deaf one does so, and is executed, even when it is cancelled. */
  | {
      readonly kind: 'wait';
      readonly when: 'before' | 'after';
      readonly for: number | Promise<unknown>;
      readonly deaf?: boolean;
    };

/** Which requests a fault meets. */
export interface Fault {
  /** @default 'query' */
  readonly on?: RequestKind;
  /** Statements that match this. @default all */
  readonly sql?: RegExp;
  /** Requests that pass before the first is met. @default 0 */
  readonly skip?: number;
  /** Requests that are met. @default 1 */
  readonly times?: number;
  readonly action: FaultAction;
}

export interface Faults {
  /** Adds a fault. @returns takes it away again */
  add(fault: Fault): () => void;
  /** The faults that meet a request, which counts toward them. */
  meet(kind: RequestKind, sql: string): readonly FaultAction[];
  clear(): void;
  /** How often a fault has met a request. */
  met(): number;
}

export const createFaults = (): Faults => {
  let met = 0;
  const armed = new Set<{ readonly fault: Fault; seen: number }>();
  return {
    add(fault) {
      const entry = { fault, seen: 0 };
      armed.add(entry);
      return () => armed.delete(entry);
    },
    meet: (kind, sql) =>
      [...armed].flatMap((entry) => {
        const { on = 'query', sql: pattern, skip = 0, times = 1, action } = entry.fault;
        if (on !== kind || (pattern !== undefined && !pattern.test(sql))) return [];
        const turn = entry.seen++;
        if (turn < skip || turn >= skip + times) return [];
        met++;
        return [action];
      }),
    clear: () => armed.clear(),
    met: () => met,
  };
};
