import { createGenerator } from 'ts-json-schema-generator';
import { root } from '../packages.mjs';

/** Doc comments are written for readers of code: no links, no line breaks within a paragraph. */
const plainText = (text) =>
  text
    .replace(/\{\s*@link\s+([^}\s|]+)[^}]*\}/g, '`$1`')
    .replace(/\s+([.,;:)])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();

/** Made-up names of types, such as Pick<A,("b"|"c")>, are no names for a fragment of a URI. */
const nameOf = (name) => decodeURIComponent(name).replaceAll('[]', 'List').replace(/\W+/g, '_').replace(/_$/, '');

const converted = (value) => {
  if (Array.isArray(value)) return value.map(converted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key === '$ref') return [key, `#/$defs/${nameOf(inner.slice('#/definitions/'.length))}`];
      if (key === 'description' && typeof inner === 'string') return [key, plainText(inner)];
      return [key, converted(inner)];
    }),
  );
};

/**
 * The JSON Schema (2020-12) of an exported type: closed, so that a key that the type does not have is an error.
 * @param file - where the type stands, from the repository root
 */
export const schemaOfType = (file, type, head) => {
  const { definitions } = createGenerator({
    path: `${root}/${file}`,
    tsconfig: `${root}/tsconfig.json`,
    type,
    expose: 'all',
    topRef: true,
    skipTypeCheck: true,
    additionalProperties: false,
  }).createSchema(type);
  const entries = Object.entries(definitions).map(([name, schema]) => [nameOf(name), converted(schema)]);
  const { [type]: top, ...$defs } = Object.fromEntries(entries);
  if (Object.keys($defs).length !== entries.length - 1) throw new Error(`Two types of ${type} have one name.`);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...head,
    ...top,
    ...(Object.keys($defs).length > 0 && { $defs }),
  };
};
