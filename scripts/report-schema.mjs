// Writes what is made from the types of the evaluation's report and gate: their JSON Schemas, the list of keys that a gate may name, and
// docs/reference/report.md. Run it after a change to those types; tests/report-schema.test.ts says when that was forgotten.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './packages.mjs';
import { generatedFiles } from './report-schema/generated-files.mjs';

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [path, text] of Object.entries(generatedFiles())) {
    mkdirSync(dirname(`${root}/${path}`), { recursive: true });
    writeFileSync(`${root}/${path}`, text);
    console.log(path);
  }
}
