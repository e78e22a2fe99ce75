import { MissingPeerError } from '@cvd/core';
import { afterEach, expect, it, vi } from 'vitest';
import { platformaticClient } from '../platformatic-client.js';

afterEach(() => {
  vi.doUnmock('@platformatic/kafka');
});

it('where the package is not installed, the error names it and how to install it', async () => {
  vi.doMock('@platformatic/kafka', () => {
    throw new Error('Cannot find package');
  });
  const client = platformaticClient({ brokers: ['127.0.0.1:1'] });
  const refusal = client.admin();
  await expect(refusal).rejects.toBeInstanceOf(MissingPeerError);
  await expect(refusal).rejects.toMatchObject({ code: 'CVD_MISSING_PEER' });
  await expect(refusal).rejects.toThrow('npm install @platformatic/kafka@1');
});
