/** What a synthesizer can do, as data: callers and the conformance kit read it, nothing asks which method it is. */
export interface SynthesizerCapabilities {
  /** How conditions are met: drawn exactly, steered and then checked, only checked (rejection), or not at all. */
  readonly conditional: 'exact' | 'guided' | 'rejection' | 'none';
  /** Whether an interrupted fit can go on from a checkpoint. */
  readonly resumable: boolean;
  readonly differentiallyPrivate: boolean;
  /** Whether `fit` reads a TableSource in bounded memory instead of gathering all rows first. */
  readonly streamingFit: boolean;
}
