/** The schemas that a value may have, references followed: objects, arrays and plain types. */
export const branchesOf = (schema, $defs) => {
  if (schema.$ref) return branchesOf($defs[schema.$ref.slice('#/$defs/'.length)], $defs);
  if (schema.anyOf) return schema.anyOf.flatMap((each) => branchesOf(each, $defs));
  return [schema];
};

/** Every property of these branches: the schemas it has, and whether all branches require it. */
export const propertiesOf = (branches) => {
  const properties = new Map();
  const objects = branches.filter(({ type }) => type === 'object');
  for (const { properties: own = {} } of objects)
    for (const [name, schema] of Object.entries(own)) properties.set(name, [...(properties.get(name) ?? []), schema]);
  return [...properties].map(([name, schemas]) => ({
    name,
    schemas,
    required: objects.every(({ required = [] }) => required.includes(name)),
  }));
};
