import { branchesOf, propertiesOf } from './resolved.mjs';

const cell = (text) => text.replaceAll('|', '\\|');
const refName = (ref) => ref.slice('#/$defs/'.length);

/** Definitions that are met more than once have a section of their own. */
const sharedNames = (schema) => {
  const counts = new Map();
  const count = (value) => {
    if (typeof value !== 'object' || value === null) return;
    if (typeof value.$ref === 'string') counts.set(refName(value.$ref), (counts.get(refName(value.$ref)) ?? 0) + 1);
    for (const inner of Object.values(value)) count(inner);
  };
  count(schema);
  return new Set([...counts].filter(([, times]) => times > 1).map(([name]) => name));
};

/** The reference of a report: every key with its type and what it says, made from its schema. */
export const reportReference = ({ $defs = {}, ...top }, intro) => {
  const shared = sharedNames({ ...top, $defs });
  const isObject = (schema) => branchesOf(schema, $defs).some(({ type }) => type === 'object');
  const isShared = (schema) =>
    schema.$ref !== undefined && shared.has(refName(schema.$ref)) && propertiesOf(branchesOf(schema, $defs)).length > 0;
  const used = [];
  const link = (name) => {
    if (!used.includes(name)) used.push(name);
    return `[${name}](#${name.toLowerCase()})`;
  };

  const typeNames = (schema) => {
    if (isShared(schema)) return [link(refName(schema.$ref))];
    if (schema.$ref) return typeNames($defs[refName(schema.$ref)]);
    if (schema.anyOf) return schema.anyOf.flatMap(typeNames);
    if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``);
    if (schema.const !== undefined) return [`\`${JSON.stringify(schema.const)}\``];
    if (schema.type === 'array') {
      const items = [schema.items ?? {}].flat();
      return [`list of ${[...new Set(items.flatMap(typeNames))].join(' or ')}`];
    }
    if (schema.type === 'object' && typeof schema.additionalProperties === 'object')
      return [`object of ${typeNames(schema.additionalProperties).join(' or ')}`];
    return [schema.type ?? 'any'].flat();
  };

  /** Where a value goes on below its key: itself, or the entries of a list. */
  const below = (schema) => {
    if (isShared(schema)) return [];
    if (schema.$ref) return below($defs[refName(schema.$ref)]);
    if (schema.anyOf) return schema.anyOf.flatMap(below);
    if (schema.type === 'array' && !Array.isArray(schema.items))
      return below(schema.items ?? {}).map(({ suffix, branch }) => ({ suffix: `[]${suffix}`, branch }));
    return schema.type === 'object' ? [{ suffix: '', branch: schema }] : [];
  };

  const descriptionOf = (schemas) => {
    const own = schemas.map(({ description }) => description).filter(Boolean);
    const of = schemas.flatMap((schema) => (schema.$ref ? [$defs[refName(schema.$ref)].description] : []));
    return [...new Set(own.length > 0 ? own : of.filter(Boolean))].join(' ');
  };

  const rowsOf = (branches, path) =>
    propertiesOf(branches).flatMap(({ name, schemas, required }) => {
      const key = path === '' ? name : `${path}.${name}`;
      const types = [...new Set(schemas.flatMap(typeNames))].join(' or ');
      const row = `| \`${key}\` | ${cell(types)}${required ? '' : ', or absent'} | ${cell(descriptionOf(schemas))} |`;
      const inner = new Map();
      for (const { suffix, branch } of schemas.flatMap(below))
        inner.set(suffix, [...(inner.get(suffix) ?? []), branch]);
      return [row, ...[...inner].flatMap(([suffix, each]) => rowsOf(each, key + suffix))];
    });

  const table = (rows) => ['| key | type | what it says |', '| --- | --- | --- |', ...rows].join('\n');
  const scalars = [];
  const sections = [];
  for (const property of propertiesOf([top])) {
    const { name, schemas } = property;
    const rows = rowsOf([{ ...top, properties: { [name]: top.properties[name] } }], '');
    if (schemas.some(isObject))
      sections.push(`## ${name}\n\n${descriptionOf(schemas)}\n\n${table(rows.slice(isShared(schemas[0]) ? 0 : 1))}`);
    else scalars.push(...rows);
  }
  const parts = [];
  for (let at = 0; at < used.length; at++) {
    const name = used[at];
    const definition = $defs[name];
    parts.push(
      `### ${name}\n\n${definition.description ? `${definition.description}\n\n` : ''}${table(rowsOf(branchesOf(definition, $defs), ''))}`,
    );
  }
  return `${[intro, ...sections, `## Further keys\n\n${table(scalars)}`, '## Shapes that occur more than once', ...parts.sort()].join('\n\n')}\n`;
};
