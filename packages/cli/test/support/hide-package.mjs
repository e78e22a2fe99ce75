// Preloaded with --import: makes Node resolve the package named in HIDDEN_PACKAGE as if it were not installed.
import { register } from 'node:module';

const hooks = `
export const resolve = (specifier, context, next) => {
  if (specifier === process.env.HIDDEN_PACKAGE) {
    throw Object.assign(new Error('Cannot find package ' + specifier), { code: 'ERR_MODULE_NOT_FOUND' });
  }
  return next(specifier, context);
};`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);
