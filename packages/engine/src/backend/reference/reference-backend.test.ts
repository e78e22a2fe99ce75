import { describe, it } from 'vitest';
import { backendConformance } from '../../testing/backend-kit/backend-conformance.js';
import { createReferenceBackend } from './reference-backend.js';

backendConformance({ runner: { describe, it }, create: createReferenceBackend, tolerance: 0 });
