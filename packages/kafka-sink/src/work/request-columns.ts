import type { ColumnSpecs, Metadata } from '@cvd/core';

/** What a request has, for the consumer that reads them. Told to it rather than learned: the first message could be anyone's. */
export const requestMetadata: Metadata = {
  METADATA_SPEC_VERSION: 'V1',
  tables: {
    requests: {
      columns: {
        runId: { sdtype: 'id' },
        model: { sdtype: 'id' },
        modelSha256: { sdtype: 'id' },
        seed: { sdtype: 'numerical' },
        start: { sdtype: 'numerical' },
        rows: { sdtype: 'numerical' },
      },
    },
  },
};

export const requestTypes: ColumnSpecs = { runId: 'utf8', model: 'utf8', modelSha256: 'utf8' };
