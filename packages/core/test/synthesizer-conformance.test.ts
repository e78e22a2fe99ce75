// The kit runs here on the package as built, so that worker threads take part as they do in an application.
import { bootstrapRows, independentColumns, minimal, stepwise, synthesizerConformance } from '@cvd/core/testing';
import { describe, it } from 'vitest';

for (const factory of [minimal, stepwise, independentColumns, bootstrapRows]) {
  synthesizerConformance({ runner: { describe, it }, factory });
}
