// Figures as RESULTS.md writes them.
export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
export const thousands = (value) => Math.round(value).toLocaleString('en');
export const rate = (value) => `${thousands(value)}/s`;
export const seconds = (value) => `${value.toFixed(value < 10 ? 2 : 1)} s`;
export const milliseconds = (value) => `${value.toFixed(1)} ms`;
export const megabytes = (value) => `${thousands(value)} MB`;
export const times = (value) => `${value.toFixed(value < 10 ? 2 : 1)} ×`;
