const NAMES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand in SVG. */
export const escaped = (text) => String(text).replace(/[&<>"']/g, (sign) => NAMES[sign]);
