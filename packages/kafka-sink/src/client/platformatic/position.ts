/** Where a member stands in one of its partitions; made anew with every assignment. */
export interface Position {
  /** Offset of the message that is handed over next. */
  next: bigint;
  /** Grows with every seek, so that what was fetched before can tell that it does not count any longer. */
  seeks: number;
  paused: boolean;
  /** Messages of it are in hand, or wait for their turn. */
  busy: boolean;
}

export type Positions = ReadonlyMap<number, Position>;

/** A position as it was when something was asked from there on. */
export interface Asked {
  readonly partition: number;
  readonly position: Position;
  readonly from: bigint;
  readonly seeks: number;
}

export const askedOf = (partition: number, position: Position): Asked => ({
  partition,
  position,
  from: position.next,
  seeks: position.seeks,
});
